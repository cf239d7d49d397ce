// An answer over HTTP before it is written, so that whoever mounts the engine can send the ones in one piece its own way.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { GraphQLError } from 'graphql'
import { errorsJsonWith, type FormatErrors } from './answer-json.ts'

export type CompleteAnswer = {
  readonly kind: 'complete'
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export type StreamedAnswer = {
  readonly kind: 'stream'
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** Has to be called, once, after the head was written. Resolves when the stream is over for whatever reason. */
  readonly write: (response: ServerResponse) => Promise<void>
}

export type HttpAnswer = CompleteAnswer | StreamedAnswer

/** An error before there is a request to run. The formatter gets no context value. */
export function refusedAnswer(
  status: number,
  error: GraphQLError,
  formatErrors: FormatErrors,
): CompleteAnswer {
  const headers = new Map([
    ['content-type', 'application/json; charset=utf-8'],
    ['cache-control', 'no-store'],
  ])
  const errorsJson = errorsJsonWith(formatErrors, () => undefined)
  if (status === 503 || status === 429) headers.set('retry-after', '1')
  return {
    kind: 'complete',
    status,
    headers,
    body: `{"errors":${errorsJson([error])}}`,
  }
}

/** `headers` are what stands on the response beside the answer's own, such as those of CORS. */
export async function sendAnswer(
  response: ServerResponse,
  answer: HttpAnswer,
  headers: OutgoingHttpHeaders = {},
): Promise<void> {
  response.writeHead(answer.status, { ...headers, ...Object.fromEntries(answer.headers) })
  if (answer.kind === 'complete') response.end(answer.body)
  else await answer.write(response)
}

/** Aborts when the response is closed: its reader has gone, or all of it was written. */
export function closedSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  if (response.destroyed) controller.abort()
  else response.once('close', () => controller.abort())
  return controller.signal
}
