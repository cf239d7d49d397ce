// Turns what a subgraph sent into a GraphQL answer, or says that it is none. Subgraphs are hostile: an error keeps
// only what the specification gives it, in the right shape, and whatever else an answer holds is dropped.
import type { GraphQLFormattedError } from 'graphql'
import { FetchFailure } from './fetch-failure.ts'
import type { JsonObject, SubgraphResponse } from './subgraph-transport.ts'

/**
 * Throws a FetchFailure when `text` is no JSON, or no GraphQL answer: that is an object whose `data` is absent, null
 * or an object, whose `errors` are absent, null or a list of objects with messages, and that has data or an error.
 */
export function parseAnswer(text: string): SubgraphResponse {
  return readAnswer(parseJson(text))
}

/** The same of JSON that is parsed already, such as a part of a message. */
export function readAnswer(answer: unknown): SubgraphResponse {
  if (!isObject(answer)) throw malformed('it is no object')
  const { data, errors, extensions } = answer
  if (data !== undefined && data !== null && !isObject(data)) throw malformed('its data is no object')
  const parsed = errors === undefined || errors === null ? undefined : parseErrors(errors)
  if (data === undefined && !parsed?.length) throw malformed('it has neither data nor errors')
  return {
    data,
    errors: parsed?.length ? parsed : undefined,
    extensions: isObject(extensions) ? extensions : undefined,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new FetchFailure('not-graphql', 'The answer is not JSON.', error)
  }
}

function parseErrors(errors: unknown): GraphQLFormattedError[] {
  if (!Array.isArray(errors)) throw malformed('its errors are no list')
  return errors.map((error: unknown) => {
    if (!isObject(error) || typeof error.message !== 'string') throw malformed('an error has no message')
    const { message, locations, path, extensions } = error
    return {
      message,
      ...(isListOf(locations, isLocation) && { locations }),
      ...(isListOf(path, isPathKey) && { path }),
      ...(isObject(extensions) && { extensions }),
    }
  })
}

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isItem)
}

function isLocation(value: unknown): value is { readonly line: number; readonly column: number } {
  return isObject(value) && Number.isInteger(value.line) && Number.isInteger(value.column)
}

function isPathKey(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isInteger(value)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function malformed(what: string): FetchFailure {
  return new FetchFailure('not-graphql', `The answer is not GraphQL: ${what}.`)
}
