// Errors of a fetch as errors of the client's answer: the subgraph's own words and code, at the client's path.
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { upstreamUnavailable } from '../errors.ts'

export type ErrorPath = readonly (string | number)[]

/** What a subgraph said; a missing code becomes Apollo's `DOWNSTREAM_SERVICE_ERROR`. */
export function subgraphError(
  { message, extensions }: GraphQLFormattedError,
  subgraph: string,
  path: ErrorPath | undefined,
): GraphQLError {
  return new GraphQLError(message || `Error while fetching subquery from service "${subgraph}"`, {
    path,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: subgraph },
  })
}

/**
 * A fetch that brought no answer at all, told at each place that waited for it. Its cause stays behind: whoever sent
 * the fetch has seen it.
 */
export function fetchFailures(error: unknown, subgraph: string, paths: readonly ErrorPath[]): GraphQLError[] {
  const failure = error instanceof GraphQLError ? error : upstreamUnavailable(subgraph, error)
  return paths.map(
    (path) =>
      new GraphQLError(failure.message, {
        path,
        extensions: { ...failure.extensions, serviceName: subgraph },
      }),
  )
}
