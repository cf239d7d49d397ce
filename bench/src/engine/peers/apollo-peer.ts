// Apollo Server as a service runs it, the same for every executor that is measured behind it: Fastify, production
// defaults, nothing reported, no cache control, no landing page. What must stay true: peers differ in the gateway alone.
import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import fastify from 'fastify'
import { serveTarget } from '../../targets/serve-target.ts'

export type ApolloPeerOptions = {
  readonly supergraphSdl: string
  /** The data of every operation that is asked, by operation name; only the floor needs it. */
  readonly answers: Readonly<Record<string, unknown>>
}

export type ApolloPeerContext = BaseContext & { readonly authorization: string | undefined }

export type Executor = {
  readonly gateway: GatewayInterface
  readonly stringifyResult?: NonNullable<ApolloServerOptions<ApolloPeerContext>['stringifyResult']>
}

/** The whole of a peer's main program. */
export async function serveApolloPeer(
  createExecutor: (options: ApolloPeerOptions) => Executor,
): Promise<void> {
  await serveTarget(async (options: ApolloPeerOptions) => {
    const apollo = new ApolloServer<ApolloPeerContext>({
      ...createExecutor(options),
      stopOnTerminationSignals: false,
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        ApolloServerPluginUsageReportingDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
      ],
    })
    await apollo.start()
    const app = fastify()
    app.post(
      '/graphql',
      fastifyApolloHandler(apollo, {
        context: async ({ headers }) => ({ authorization: headers.authorization }),
      }),
    )
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    return {
      url,
      async [Symbol.asyncDispose]() {
        app.server.closeAllConnections()
        await app.close()
        await apollo.stop()
      },
    }
  })
}
