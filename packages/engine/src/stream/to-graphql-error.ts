// Whatever a source of parts throws, as an error that can be formatted; the cause stays with it for the log.
import { GraphQLError } from 'graphql'

export function toGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown))
  return new GraphQLError(originalError.message, { originalError })
}

export function atPath(error: GraphQLError, path: readonly (string | number)[]): GraphQLError {
  const { message, extensions, originalError = error } = error
  return new GraphQLError(message, { path, extensions, originalError })
}
