// Answers calls that ask for a federated trace (ftv1), which Apollo Studio shows by resolver. Tracing wraps every field of
// the schema that it runs over, for every call from the first traced one on: so it gets an Apollo Server with a schema of
// its own, made when it is first asked for, and calls that do not ask cost what they cost without it.
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import { type SubgraphApollo, startApollo } from './subgraph-apollo.ts'

export type TracedApollo = AsyncDisposable & Pick<SubgraphApollo, 'execute'>

/** A trace has names and times of fields and paths of errors; messages and extensions of errors never are in it. */
const trace = ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })

export function tracedApollo(makeSchema: () => GraphQLSchema, log: Logger): TracedApollo {
  let started: Promise<SubgraphApollo> | undefined
  return {
    async execute(call, context) {
      // One that fails is tried again by the next call.
      started ??= startApollo(makeSchema(), log, trace).catch((error: unknown) => {
        started = undefined
        throw error
      })
      return (await started).execute(call, context)
    },
    async [Symbol.asyncDispose]() {
      await (await started)?.[Symbol.asyncDispose]()
    },
  }
}
