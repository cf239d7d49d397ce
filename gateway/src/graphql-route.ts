// `/graphql`: GET for queries, POST for everything, handed to Apollo Server after what HTTP alone can refuse.
import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { withRequestId } from '@supermarket/service-kit/mask-errors.ts'
import type { FastifyInstance } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import { type ContextOptions, contextFactory, type GatewayContext } from './context.ts'
import { mediaTypeProblem } from './edge/media-type.ts'

export const graphqlPath = '/graphql'

export function graphqlRoute(
  app: FastifyInstance,
  apollo: ApolloServer<GatewayContext>,
  options: ContextOptions,
): void {
  keepBodiesOfForms(app)
  const handler = fastifyApolloHandler(apollo, { context: contextFactory(options) })
  app.route({
    method: ['GET', 'POST'],
    url: graphqlPath,
    exposeHeadRoute: false,
    preHandler: async (request) => {
      const problem = mediaTypeProblem(request.method, request.headers['content-type'])
      if (problem) throw problem
    },
    // What Apollo Server refuses before it has a context (CSRF, no query) knows no request id yet.
    onSend: async (request, reply, payload) =>
      reply.statusCode >= 400 && typeof payload === 'string' ? named(payload, request.id) : payload,
    handler,
  })
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
