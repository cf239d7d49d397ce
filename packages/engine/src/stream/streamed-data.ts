// An answer that comes in parts, and how it travels through Apollo Server's pipeline: as the `data` of an answer, which
// nobody but the handler that asked for a stream can open.
import type { GraphQLError } from 'graphql'
import { dismiss } from './interruptible.ts'

/** One event of a subscription, or the part of a deferred answer that comes first. */
export type AnswerPart = {
  /** JSON text, written as it stands. Absent when the whole event failed. */
  readonly dataJson?: string | undefined
  readonly errors?: readonly GraphQLError[] | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** A fragment with `@defer` whose fields are still to come. */
export type PendingPart = {
  /** Unique within the answer. */
  readonly id: string
  /** Where the fragment stands: response keys and list indices from the root. */
  readonly path: readonly (string | number)[]
  readonly label?: string | undefined
}

/** The fields of one deferred fragment. */
export type DeferredPart = AnswerPart & {
  /** Of the PendingPart that this completes. Without `dataJson` the fragment failed: a null reached its root. */
  readonly id: string
  /** Deferred fragments inside this one, to be announced with it. */
  readonly pending?: readonly PendingPart[] | undefined
}

export type SubscriptionStream = {
  readonly kind: 'subscription'
  /** Ends when the subscription is over; rejects when it broke for good. */
  readonly parts: AsyncIterable<AnswerPart>
}

/** `errors` and `extensions` of the first part are those of the execution result: they pass the pipeline's hooks. */
export type DeferredStream = {
  readonly kind: 'defer'
  readonly dataJson: string
  readonly pending: readonly PendingPart[]
  /** Lists of parts that are ready together. Over when each announced part has come. */
  readonly parts: AsyncIterable<readonly DeferredPart[]>
}

/**
 * What the executor opens is iterated once at most, and its iterator is told to return in the end, whatever became of
 * the request: also when it was never begun, and when it is over.
 */
export type AnswerStream = SubscriptionStream | DeferredStream

/** A symbol, so that neither a subgraph nor a client can name it. */
const stream = Symbol('stream')

/** Visible members say what it is to those who print it, and that the answer is not empty. */
export type StreamedData = { readonly streamed: AnswerStream['kind']; readonly [stream]: AnswerStream }

export function streamedData(answer: AnswerStream): StreamedData {
  return { streamed: answer.kind, [stream]: answer }
}

/** Lets go of a stream that nobody reads, or goes on reading. */
export function dismissStream(answer: AnswerStream | undefined): void {
  if (answer) void dismiss(answer.parts[Symbol.asyncIterator]())
}

/** The stream behind the `data` of an answer; undefined where that is ordinary data. */
export function streamOf(data: unknown): AnswerStream | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, stream)) return undefined
  return (data as StreamedData)[stream]
}
