// What the handlers of streams themselves say to a client, as errors with a code. They name nothing of the inside.
import { GraphQLError } from 'graphql'

export type RefusalCode = 'BAD_REQUEST' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'RATE_LIMITED' | 'OVERLOADED'

export function refusal(code: RefusalCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

export function tokenExpired(): GraphQLError {
  return refusal('UNAUTHENTICATED', 'The access token has expired.')
}

export function sessionRevoked(): GraphQLError {
  return refusal('UNAUTHENTICATED', 'The session was revoked.')
}

export function otherIdentity(): GraphQLError {
  return refusal('FORBIDDEN', 'A new token has to name the one who connected.')
}

export function serverStopping(): GraphQLError {
  return refusal('OVERLOADED', 'The server is going down. Subscribe again.')
}

export function tooManyStreams(): GraphQLError {
  return refusal('OVERLOADED', 'The server holds as many streams as it can. Try again shortly.')
}

export function tooManyStreamsOfClient(limit: number): GraphQLError {
  return refusal('RATE_LIMITED', `You already follow ${limit} streams. End one of them first.`)
}

/** HTTP status for who is told before there is a stream to tell it in. */
export function statusOfRefusal({ extensions: { code } }: GraphQLError): 429 | 503 {
  return code === 'RATE_LIMITED' ? 429 : 503
}

export function tooManyOperations(limit: number): GraphQLError {
  return refusal('RATE_LIMITED', `This connection already runs ${limit} operations.`)
}

/** Why a stream ended before its source did. */
export function isRefusal(reason: unknown): reason is GraphQLError {
  return reason instanceof GraphQLError
}
