// Why a socket closes, as clients see it. Those of graphql-ws come again after 1001, 1013, 4403 and 4420, not after
// 4400 and 4401.
import type { GraphQLError } from 'graphql'
import { CloseCode } from 'graphql-ws'

export type SocketClose = { readonly code: number; readonly reason: string }

export const goingAway: SocketClose = { code: 1001, reason: 'Going away' }
export const invalidMessage: SocketClose = { code: CloseCode.BadRequest, reason: 'Invalid message received' }
export const unauthorized: SocketClose = { code: CloseCode.Unauthorized, reason: 'Unauthorized' }
export const wrongProtocol: SocketClose = {
  code: CloseCode.SubprotocolNotAcceptable,
  reason: 'Subprotocol not acceptable',
}
export const initTimeout: SocketClose = {
  code: CloseCode.ConnectionInitialisationTimeout,
  reason: 'Connection initialisation timeout',
}
export const tooManyInits: SocketClose = {
  code: CloseCode.TooManyInitialisationRequests,
  reason: 'Too many initialisation requests',
}
export const tryAgainLater: SocketClose = { code: 1013, reason: 'Try again later' }
/** Of our own: the client left unread what was sent to it. */
export const readsTooSlowly: SocketClose = { code: 4420, reason: 'Reads too slowly' }

export function duplicateSubscriber(id: string): SocketClose {
  const reason = `Subscriber for ${id} already exists`
  const fits = Buffer.byteLength(reason) <= 123
  return { code: CloseCode.SubscriberAlreadyExists, reason: fits ? reason : 'Subscriber already exists' }
}

const codes: ReadonlyMap<unknown, SocketClose> = new Map([
  ['UNAUTHENTICATED', unauthorized],
  ['FORBIDDEN', { code: CloseCode.Forbidden, reason: 'Forbidden' }],
  ['BAD_REQUEST', { code: CloseCode.BadRequest, reason: 'Bad request' }],
])

/** For a connection whose context or session was refused; what is no refusal may pass, so the client may come again. */
export function closeOf(error: GraphQLError): SocketClose {
  return codes.get(error.extensions.code) ?? tryAgainLater
}
