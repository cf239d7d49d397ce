// Carries the stock executor's fetches over a SubgraphTransport, with the time budget of the request.
// Every failure comes back as GraphQL errors with a code and a path, so that the rest of the answer stands.

import type { GraphQLDataSource } from '@apollo/gateway'
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface'
import { GraphError, upstreamUnavailable } from '@supermarket/service-kit/graph-error.ts'
import type { SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import { type DocumentNode, type GraphQLFormattedError, Kind, parse } from 'graphql'
import type { Logger } from 'pino'
import type { GatewayContext } from './context.ts'
import { splitRepresentations } from './split-representations.ts'
import { callDeadline, tellDrift } from './subgraph-answers.ts'

export function transportDataSource(
  name: string,
  transport: SubgraphTransport,
  log?: Logger,
): GraphQLDataSource {
  const send = splitRepresentations(transport, name)
  return {
    async process({ request, context, ...rest }): Promise<GatewayGraphQLResponse> {
      const { query = '', variables, operationName } = request
      const { requestId, authorization, client, deadlineAt, signal, passCookies } = context as GatewayContext
      const document = ('document' in rest ? rest.document : undefined) ?? parse(query)
      const mutation = isMutation(document)
      try {
        const answer = await send({
          query,
          variables,
          operationName,
          authorization,
          requestId,
          client,
          deadlineAt: callDeadline(deadlineAt, mutation),
          // A client that goes away takes its queries along, but never a mutation that may have begun.
          signal: mutation ? undefined : signal,
        })
        if (answer.setCookie && mutation) passCookies(answer.setCookie)
        const { data, errors } = answer.body
        tellDrift(log, name, { errors, requestId })
        return { data, ...(errors ? { errors: placed(errors, document) } : {}) } as GatewayGraphQLResponse
      } catch (error) {
        const failure = error instanceof GraphError ? error : upstreamUnavailable(name, error)
        // From here on it is data: what caused it is known to nobody else.
        if (!signal.aborted) log?.warn({ error: failure, requestId, subgraph: name }, 'a fetch failed')
        return { errors: placed([failure.toJSON()], document) } as GatewayGraphQLResponse
      }
    },
  }
}

/** An error without a path belongs to every root field of the fetch, or to the list of entities as a whole. */
function placed(errors: readonly GraphQLFormattedError[], document: DocumentNode): GraphQLFormattedError[] {
  return errors.flatMap((error) => {
    if (error.path?.length === 1 && error.path[0] === '_entities') return [{ ...error, path: [] }]
    return error.path ? [error] : rootPaths(document).map((path) => ({ ...error, path }))
  })
}

function rootPaths(document: DocumentNode): (readonly string[])[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const keys = (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
  )
  // The executor puts the place of the entities in front of an empty path.
  return keys.includes('_entities') || keys.length === 0 ? [[]] : keys.map((key) => [key])
}

function isMutation(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'mutation',
  )
}
