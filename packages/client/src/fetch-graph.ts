// The graph by plain fetch: the smallest client, with neither a cache nor a parser.
import { ClientError } from './client-error.ts'
import type { Connection } from './connection.ts'
import type { StreamAnswer } from './follow.ts'
import type { Graph } from './graph.ts'
import { bodyOf, callGraph } from './graph-call.ts'

export function fetchGraph(connection: Connection): Graph {
  const { documents } = connection
  return {
    run: (operation, variables, options) => callGraph(connection, operation, variables, options),
    // The text goes along even with an id: an unknown one would cost a stream a second connection.
    follow: (operation, variables, { signal } = {}) => {
      const body = bodyOf({ operation, variables, withText: documents !== 'id only' }, documents)
      return dataOnly(connection.follow({ body, signal }))
    },
  }
}

export async function* dataOnly<Data>(
  answers: AsyncIterable<StreamAnswer<Data>>,
): AsyncGenerator<Data, void> {
  for await (const { data, errors = [] } of answers) {
    if (errors.length > 0 || data === null || data === undefined) {
      throw new ClientError({ kind: 'graphql', status: 200, errors, data, retryAfterMs: undefined })
    }
    yield data
  }
}
