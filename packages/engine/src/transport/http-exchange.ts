// One POST over an undici pool and the bytes that come back, within the deadline, the signal and the size cap.
//
// Why `dispatch` and neither `request` nor `fetch`: CPU time of one call with 16 in flight, a body of 1.2 kB, an answer
// of 5 kB, parsed, by another process on loopback (2026-11-22): dispatch 67 µs; pool.request 78, 97 with
// AbortSignal.any and a timer; node:http 147; fetch 293. Of the 67, parsing takes 28 and the kernel's write 10, and a
// bare socket without an HTTP parser still takes 61. HTTP pipelining (2 connections, 8 deep) takes 59, but a slow
// answer then holds up its neighbours and an abort ends them: one request per connection it is.
import type { Dispatcher, Pool } from 'undici'
import { onExpiry } from './expiry.ts'
import { FetchFailure } from './fetch-failure.ts'
import type { SubgraphRequest } from './subgraph-transport.ts'

export type Exchange = {
  readonly pool: Pool
  readonly path: string
  /** Names and values in turn: what undici takes without looking at property names. */
  readonly headers: string[]
  readonly body: string
  readonly request: SubgraphRequest
  readonly maxBytes: number
}

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

export type Received = {
  readonly status: number
  readonly headers: ResponseHeaders
  /** Undefined when the body was empty. */
  readonly body: Buffer | undefined
}

/**
 * Rejects with UPSTREAM_TIMEOUT at the request's deadline or abort, and the connection is closed then; with a
 * FetchFailure otherwise. The request must not have expired yet.
 */
export function exchange(options: Exchange): Promise<Received> {
  const { pool, path, headers, body, request, maxBytes } = options
  return new Promise((resolve, reject) => {
    const release = onExpiry(request, (error) => receiving.giveUp(error))
    const receiving = receiver(maxBytes, (outcome) => {
      release()
      if (outcome instanceof Error) reject(outcome)
      else resolve(outcome)
    })
    pool.dispatch({ path, method: 'POST', headers, body }, receiving)
  })
}

type Receiver = Dispatcher.DispatchHandler & { readonly giveUp: (error: Error) => void }

/** Settles more than once when it gives up: undici tells of the abort as well. */
function receiver(maxBytes: number, settle: (outcome: Received | Error) => void): Receiver {
  let controller: Dispatcher.DispatchController | undefined
  let ended: Error | undefined
  let answered = false
  let status = 0
  let headers: ResponseHeaders = {}
  let bytes = 0
  const chunks: Buffer[] = []
  const giveUp = (error: Error) => {
    ended = error
    settle(error)
    controller?.abort(error)
  }
  return {
    giveUp,
    onRequestStart(started) {
      // It expired while it waited for a connection. Thrown, because an abort would close that connection, too.
      if (ended) throw ended
      controller = started
    },
    onResponseStarted() {
      answered = true
    },
    onResponseStart(_controller, statusCode, responseHeaders) {
      status = statusCode
      headers = responseHeaders
      if (Number(headers['content-length']) > maxBytes) giveUp(tooLarge(maxBytes))
    },
    onResponseData(_controller, chunk) {
      bytes += chunk.length
      if (bytes > maxBytes) giveUp(tooLarge(maxBytes))
      else chunks.push(chunk)
    },
    onResponseEnd() {
      settle({ status, headers, body: chunks.length > 1 ? Buffer.concat(chunks) : chunks[0] })
    },
    onResponseError(_controller, error) {
      settle(failureOf(error, answered))
    },
  }
}

function tooLarge(maxBytes: number): FetchFailure {
  return new FetchFailure('too-large', `The answer is over ${maxBytes} bytes.`)
}

/** What undici says when it did not even try: a header or path that is none, a pool that is closed. */
const unsent: ReadonlySet<unknown> = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'])

function failureOf(error: Error, answered: boolean): FetchFailure {
  if ('code' in error && unsent.has(error.code)) {
    return new FetchFailure('unsent', 'The request was not sent.', error)
  }
  if (answered) return new FetchFailure('cut-off', 'The answer broke off or is not HTTP.', error)
  return new FetchFailure('unanswered', 'The connection failed before an answer began.', error)
}
