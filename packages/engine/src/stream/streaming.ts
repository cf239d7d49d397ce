// Whether an answer of Apollo Server's goes out in parts, and as which frames: what the executor opened, and for a
// client that reads nothing but streams also an answer in one piece.
import type { AcceptedStreams } from './accept.ts'
import type { ErrorsJson } from './answer-json.ts'
import { deferredFrames } from './deferred-frames.ts'
import { type Framing, multipartDefer, subscriptionFraming } from './frames.ts'
import type { AnswerStream } from './streamed-data.ts'
import { subscriptionFrames } from './subscription-frames.ts'

export type Streaming = {
  readonly contentType: string
  readonly frames: AsyncIterable<string>
  /** The sign of life of a subscription. */
  readonly beat?: string
}

export type PipelineAnswer = {
  readonly accepted: AcceptedStreams
  /** What the executor opened, whatever hooks have made of its answer since. */
  readonly stream: AnswerStream | undefined
  readonly status: number
  /** JSON text of the answer. */
  readonly body: string
  readonly errorsJson: ErrorsJson
  readonly stop: AbortSignal
}

/** Undefined for an answer that goes out as it is. */
export function streamingOf(answer: PipelineAnswer): Streaming | undefined {
  const { accepted, stream, body } = answer
  if (stream === undefined) return accepted.rest === undefined ? singleStreaming(answer) : undefined
  const result: ParsedResult = JSON.parse(body)
  // A plugin that took the data out of the answer has refused the stream.
  if (answer.status >= 300 || !result.data) return undefined
  return stream.kind === 'subscription'
    ? subscriptionStreaming(answer, stream)
    : deferredStreaming(answer, stream, result)
}

type ParsedResult = {
  readonly data?: unknown
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[]
  readonly extensions?: unknown
}

type Opened<Kind extends AnswerStream['kind']> = Extract<AnswerStream, { kind: Kind }>

function subscriptionStreaming(
  { accepted, errorsJson, stop }: PipelineAnswer,
  stream: Opened<'subscription'>,
): Streaming | undefined {
  if (accepted.subscription === undefined) return undefined
  const framing = subscriptionFraming[accepted.subscription]
  const frames = subscriptionFrames({ stream, framing, errorsJson, stop })
  return { contentType: framing.contentType, frames, beat: framing.beat }
}

function deferredStreaming(
  { accepted: { defer: spec }, errorsJson, stop }: PipelineAnswer,
  stream: Opened<'defer'>,
  { errors, extensions }: ParsedResult,
): Streaming | undefined {
  if (spec === undefined) return undefined
  return {
    contentType: multipartDefer.contentType(spec),
    frames: deferredFrames({ stream, spec, errors, extensions, errorsJson, stop }),
  }
}

function singleStreaming({ accepted, status, body }: PipelineAnswer): Streaming | undefined {
  const { subscription, defer } = accepted
  if (status >= 300 && !(subscription === 'event-stream' && isDocumentError(status, body))) return undefined
  if (subscription !== undefined) {
    const framing = subscriptionFraming[subscription]
    return { contentType: framing.contentType, frames: singleFrames(framing, body) }
  }
  if (defer === undefined) return undefined
  return { contentType: multipartDefer.contentType(defer), frames: singlePart(body) }
}

/**
 * graphql-sse has errors of parsing, validation and variables told as an event: EventSource shows nothing of a 400, and
 * its own client would ask again. Errors of the request itself stay with HTTP.
 */
function isDocumentError(status: number, body: string): boolean {
  if (status !== 400) return false
  const { errors = [] }: ParsedResult = JSON.parse(body)
  return !errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST')
}

async function* singleFrames({ head, next, end }: Framing, body: string): AsyncGenerator<string> {
  yield `${head}${next(body.trimEnd())}${end}`
}

async function* singlePart(body: string): AsyncGenerator<string> {
  const { head, part, end } = multipartDefer
  yield `${head}${part(`${body.trimEnd().slice(0, -1)},"hasNext":false}`)}${end}`
}
