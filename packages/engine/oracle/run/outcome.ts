// What an executor made of a case, in a form that two executors can be compared in.
import type { GraphQLError } from 'graphql'
import { canonical } from '../data/hash.ts'
import type { Exchange, SentRequest } from './exchange.ts'

export type ToldError = {
  readonly message: string
  /** JSON of the path; `null` for none. */
  readonly path: string
  /** Canonical JSON. */
  readonly extensions: string
}

export type Outcome = {
  readonly dataJson: string
  readonly errors: readonly ToldError[]
  /** JSON of each path. */
  readonly valueCompletion: readonly string[]
  readonly requests: readonly SentRequest[]
  readonly journal: readonly string[]
  readonly hasMissing: boolean
}

type Answered = {
  readonly dataJson: string
  readonly errors: readonly unknown[]
  readonly valueCompletion: readonly GraphQLError[]
}

export function outcomeOf({ dataJson, errors, valueCompletion }: Answered, exchange: Exchange): Outcome {
  return {
    dataJson,
    errors: errors.map(toldError),
    valueCompletion: valueCompletion.map(({ path }) => JSON.stringify(path ?? null)),
    requests: exchange.requests,
    journal: exchange.journal,
    hasMissing: exchange.hasMissing,
  }
}

/** Stock passes on whatever was thrown. */
function toldError(error: unknown): ToldError {
  const { message, path, extensions } = Object(error)
  return {
    message: String(message),
    path: JSON.stringify(path ?? null),
    extensions: canonical(extensions ?? {}),
  }
}
