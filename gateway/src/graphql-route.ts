// `/graphql`: GET for queries, POST for everything, handed to Apollo Server after what HTTP alone can refuse.
import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { refuse } from '@supermarket/service-kit/http-service.ts'
import { withRequestId } from '@supermarket/service-kit/mask-errors.ts'
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import { type ContextOptions, type GatewayContext, httpContext } from './context.ts'
import { isForeignOrigin } from './edge/foreign-origin.ts'
import { isSupportedMediaType } from './edge/media-type.ts'
import type { HostOf } from './edge/request-host.ts'
import { readSession } from './edge/session-cookie.ts'
import type { GraphqlStreams } from './graphql-streams.ts'

export const graphqlPath = '/graphql'

export type GraphqlRouteOptions = ContextOptions & {
  /** Origins of browsers that may call with cookies, beside our own. */
  readonly corsOrigins: readonly string[]
  readonly hostOf: HostOf
  /** Absent where the executor answers in one part only. */
  readonly streams?: GraphqlStreams | undefined
}

export function graphqlRoute(
  app: FastifyInstance,
  apollo: ApolloServer<GatewayContext>,
  options: GraphqlRouteOptions,
): void {
  keepBodiesOfForms(app)
  const { streams } = options
  const answerAtOnce = fastifyApolloHandler(apollo, {
    context: (request, reply) => httpContext(request, reply, options),
  })
  const handler: RouteHandlerMethod = function (request, reply) {
    return streams?.accepts(request)
      ? streams.answer(request, reply)
      : answerAtOnce.call(this, request, reply)
  }
  app.route({
    method: ['GET', 'POST'],
    url: graphqlPath,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      if (!isSupportedMediaType(request.method, request.headers['content-type'])) {
        return refuse(
          reply,
          415,
          'BAD_REQUEST',
          'Send application/json in UTF-8, and no content type by GET.',
        )
      }
      const problem = problemOf(request, options)
      if (problem) return refuse(reply, 400, 'BAD_REQUEST', problem)
    },
    // What Apollo Server refuses before it has a context (CSRF, no query) knows no request id yet.
    onSend: async (request, reply, payload) =>
      reply.statusCode >= 400 && typeof payload === 'string' ? named(payload, request.id) : payload,
    handler,
  })
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: graphqlPath,
    handler: (_request, reply) =>
      refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_REQUEST', 'Send a query by GET or POST.'),
  })
}

function problemOf(
  request: FastifyRequest,
  { corsOrigins: allowed, hostOf }: Pick<GraphqlRouteOptions, 'corsOrigins' | 'hostOf'>,
): string | undefined {
  const { headers } = request
  // Apollo's integration builds a URL of it and would throw.
  if (!URL.canParse(`http://${request.hostname}/`)) return 'The host header is not a host.'
  const host = hostOf(request.raw)
  if (readSession(headers).cookieMode && isForeignOrigin({ origin: headers.origin, host, allowed })) {
    return 'Pages of other origins may not use the session cookie.'
  }
  return undefined
}

/** Forms and plain text reach Apollo's CSRF check, which refuses them with 400, instead of ending as 415 here. */
function keepBodiesOfForms(app: FastifyInstance): void {
  const simple = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']
  app.addContentTypeParser(simple, { parseAs: 'string' }, (_request, body, done) => done(null, body))
}

function named(payload: string, requestId: string): string {
  const result: { errors?: GraphQLFormattedError[] } = JSON.parse(payload)
  return JSON.stringify({ ...result, errors: result.errors?.map((error) => withRequestId(error, requestId)) })
}
