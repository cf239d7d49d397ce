// The handler for a bare node:http server. Frameworks that have read the body pass it on, or call `answer` themselves.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { BaseContext } from '@apollo/server'
import { closedSignal, sendAnswer } from './http-answer.ts'
import type { HttpStreams } from './http-streams.ts'
import { type ReadBody, readJsonBody } from './read-json-body.ts'

export type HandleHttpOptions<Context> = {
  readonly context: (signal: AbortSignal) => Promise<Context>
  /** The parsed body, where somebody has read it already. */
  readonly body?: unknown
  /** Where the request comes from, such as a network address: how much of the quota it may take. */
  readonly client?: string | undefined
  /** Stands on the response beside the answer's own headers. */
  readonly headers?: OutgoingHttpHeaders
  /** 100,000. */
  readonly maxBodyBytes?: number
}

/** Resolves when the answer has been written, or nobody is there to read it. */
export async function handleHttp<Context extends BaseContext>(
  streams: HttpStreams<Context>,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
  options: HandleHttpOptions<Context>,
): Promise<void> {
  const { request, response } = exchange
  const { context, client, headers } = options
  const closed = closedSignal(response)
  const read = await bodyOf(request, options)
  if (read === undefined) return
  if (!read.ok) {
    // What is left of the body is not read, so the connection is of no more use.
    const answer = streams.refuse(read.status, read.error)
    return sendAnswer(response, answer, { ...headers, connection: 'close' })
  }
  const { method = 'GET', url = '' } = request
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : ''
  const parts = { method, headers: request.headers, search, body: read.body }
  await sendAnswer(response, await streams.answer({ ...parts, context, closed, client }), headers)
}

/** Undefined when the client went before it had sent its body. */
async function bodyOf<Context>(
  request: IncomingMessage,
  options: HandleHttpOptions<Context>,
): Promise<ReadBody | undefined> {
  if ('body' in options || request.method !== 'POST') return { ok: true, body: options.body }
  try {
    return await readJsonBody(request, options.maxBodyBytes ?? 100_000)
  } catch {
    return undefined
  }
}
