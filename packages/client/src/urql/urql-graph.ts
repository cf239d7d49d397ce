// The recipes' graph on urql: what they run and follow lands in its cache, and errors are ours.
import type { AnyVariables, Client, CombinedError, OperationResult } from '@urql/core'
import { ClientError, type GraphqlError } from '../client-error.ts'
import type { Graph } from '../graph.ts'
import { valuesOf } from '../values-of.ts'

export function urqlGraph(client: Client): Graph {
  return {
    async run(operation, variables, { signal } = {}) {
      const context = {
        requestPolicy: 'network-only' as const,
        ...(signal === undefined ? {} : { fetchOptions: { signal } }),
      }
      const own = variables as AnyVariables
      const result =
        operation.kind === 'query'
          ? await client.query(operation.text, own, context).toPromise()
          : await client.mutation(operation.text, own, context).toPromise()
      if (signal?.aborted) throw new ClientError({ kind: 'aborted' }, { cause: result.error })
      return dataOf(result)
    },
    async *follow(operation, variables, { signal } = {}) {
      const results = client.subscription(operation.text, variables as AnyVariables)
      const observable = {
        subscribe: ({ next }: { next: (result: OperationResult) => void }) => results.subscribe(next),
      }
      for await (const result of valuesOf<OperationResult>(observable, signal)) {
        // The last result once more, to say that it was the last.
        if (result.error === undefined && !result.hasNext) return
        yield dataOf(result)
      }
    },
  }
}

function dataOf<Data>({ data, error }: OperationResult): Data {
  if (error !== undefined) throw toClientError(error, data)
  return data as Data
}

export function toClientError(error: CombinedError, data: unknown = null): ClientError {
  if (error.networkError instanceof ClientError) return error.networkError
  const status: unknown = error.response?.status
  const errors = error.graphQLErrors.map(
    ({ message, path, extensions }): GraphqlError => ({ message, path, extensions }),
  )
  if (errors.length === 0) return new ClientError({ kind: 'network' }, { cause: error })
  const failure = { kind: 'graphql', errors, data, retryAfterMs: undefined } as const
  return new ClientError({ ...failure, status: typeof status === 'number' ? status : 200 }, { cause: error })
}
