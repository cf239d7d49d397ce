// Why something could not be done, in words for whoever asked for it: with the place where the SDL goes wrong, if it does.
import { GraphQLError } from 'graphql'

export function tellFailure(error: unknown): string {
  if (error instanceof GraphQLError) {
    const place = error.locations?.[0]
    const file = error.source?.name
    return place === undefined || file === undefined
      ? error.message
      : `${file}:${place.line}: ${error.message}`
  }
  return error instanceof Error ? error.message : String(error)
}
