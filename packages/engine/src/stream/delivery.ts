// What the client of one request can take, told to the executor inside the context value. A symbol carries it through
// the copy that Apollo Server makes of that value; no header or variable can stand for it.
import { GraphQLError, type OperationTypeNode } from 'graphql'
import { type AnswerStream, type StreamedData, streamedData } from './streamed-data.ts'

export type Delivery = {
  readonly subscriptions: boolean
  /** False: a deferred fragment is answered with the rest, as the specification allows. */
  readonly defer: boolean
  /** False for what came by GET. */
  readonly mutations: boolean
  /** Aborts when nobody reads any more: client gone, session over, server stopping. The executor stops at once. */
  readonly signal: AbortSignal
  /**
   * The context value that came with a renewed token, with which every fetch for an event has to be sent: the token of
   * the start may have expired since. Undefined until a client over WebSocket has renewed its own.
   */
  readonly renewedContext: () => unknown
  /** Makes the `data` that the executor returns for an answer in parts. */
  readonly open: (answer: AnswerStream) => StreamedData
}

export type ClientAbilities = Pick<Delivery, 'subscriptions' | 'defer' | 'mutations'>

export type DeliveryTerms = {
  readonly takes: ClientAbilities
  readonly signal: AbortSignal
  readonly renewedContext?: () => unknown
}

/**
 * `stream` tells what the executor has opened, whatever the pipeline made of its answer afterwards. Who makes a delivery
 * dismisses that in the end.
 */
export function createDelivery({ takes, signal, renewedContext = () => undefined }: DeliveryTerms) {
  let stream: AnswerStream | undefined
  const delivery: Delivery = {
    ...takes,
    signal,
    renewedContext,
    open(answer) {
      stream = answer
      return streamedData(answer)
    },
  }
  return { delivery, stream: () => stream }
}

const key = Symbol('delivery')

/** A copy of the context value of a request that may be answered in parts. */
export function withDelivery<Context extends object>(contextValue: Context, delivery: Delivery): Context {
  return Object.assign(Object.create(Object.getPrototypeOf(contextValue)), contextValue, { [key]: delivery })
}

/** Undefined for a request that came another way than by a handler of streams. */
export function deliveryOf(contextValue: unknown): Delivery | undefined {
  if (typeof contextValue !== 'object' || contextValue === null || !(key in contextValue)) return undefined
  return contextValue[key] as Delivery
}

/**
 * To be asked by the executor before it runs any operation. Throws for a subscription whose client cannot take one
 * (406), and for a mutation by GET (405), which Apollo Server does not see where GET may carry a subscription.
 */
export function deliveryFor(operation: `${OperationTypeNode}`, contextValue: unknown): Delivery | undefined {
  const delivery = deliveryOf(contextValue)
  if (operation === 'subscription' && !delivery?.subscriptions) throw notStreamable()
  if (operation === 'mutation' && delivery?.mutations === false) throw mutationByGet()
  return delivery
}

function notStreamable(): GraphQLError {
  const message =
    'Ask for a subscription over WebSocket (graphql-transport-ws), or accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.'
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } })
}

function mutationByGet(): GraphQLError {
  const http = { status: 405, headers: new Map([['allow', 'POST']]) }
  return new GraphQLError('GET requests only support queries and subscriptions.', {
    extensions: { code: 'BAD_REQUEST', http },
  })
}
