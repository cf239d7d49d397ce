// Pure. How one answer in parts is framed on an HTTP body: server-sent events as graphql-sse reads them, and multipart
// as Apollo's clients do. A frame is complete as soon as it is written: nothing waits for the next one.
import type { DeferSpec, SubscriptionFormat } from './accept.ts'

export type Framing = {
  readonly contentType: string
  /** Before the first frame; makes proxies and browsers see the headers. */
  readonly head: string
  /** Says that the connection lives; readers pass over it. */
  readonly beat: string
  /** One answer, given as JSON text. */
  readonly next: (answerJson: string) => string
  readonly end: string
  /** The last frame of a stream that broke; `errorsJson` is a list of formatted errors. */
  readonly failed: (errorsJson: string) => string
  /** The last frame of a stream that the server gives up so that the client may come again elsewhere. */
  readonly released: (errorsJson: string) => string
}

const eventStream: Framing = {
  contentType: 'text/event-stream; charset=utf-8',
  head: ':\n\n',
  beat: ':\n\n',
  next: event,
  // With a data line, without which EventSource would not tell its listeners.
  end: 'event: complete\ndata:\n\n',
  failed: (errorsJson) => `${event(`{"errors":${errorsJson}}`)}event: complete\ndata:\n\n`,
  // Nothing: a stream that ends without `complete` is one that graphql-sse opens again.
  released: () => '',
}

function event(json: string): string {
  return `event: next\ndata: ${json.replace(/\r\n?|\n/g, '\ndata: ')}\n\n`
}

const boundary = '\r\n--graphql'

/** Each part is closed by the boundary of the next, without which no reader would believe it to be complete. */
function part(json: string): string {
  return `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${json}${boundary}`
}

const lastBoundary = '--\r\n'

const multipartSubscription: Framing = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  head: boundary,
  beat: part('{}'),
  next: (answerJson) => part(`{"payload":${answerJson}}`),
  end: lastBoundary,
  failed: transportError,
  released: transportError,
}

function transportError(errorsJson: string): string {
  return `${part(`{"payload":null,"errors":${errorsJson}}`)}${lastBoundary}`
}

export const subscriptionFraming: Readonly<Record<SubscriptionFormat, Framing>> = {
  'event-stream': eventStream,
  multipart: multipartSubscription,
}

export const multipartDefer = {
  contentType: (spec: DeferSpec) =>
    `multipart/mixed;boundary="graphql";${spec === 'v0.2' ? 'incrementalSpec' : 'deferSpec'}=${spec}`,
  head: boundary,
  part,
  end: lastBoundary,
}
