// Follows a subscription over server-sent events and mends it: after a broken connection, a server that goes down or a
// token that has expired it subscribes again, and the state of now comes first.
import { ClientError, type GraphqlError } from './client-error.ts'
import { readEvents } from './event-stream.ts'
import { type Authority, type Grant, type GraphFetch, isLost } from './graph-fetch.ts'
import { type Patience, readRetryAfter, waitMs } from './patience.ts'

export type StreamCall = Patience & {
  readonly url: string
  readonly fetch: GraphFetch
  readonly authority: Authority
}

/** An answer as the stream carries it. */
export type StreamAnswer<Data> = {
  readonly data?: Data | null
  readonly errors?: readonly GraphqlError[]
}

export type StreamRequest = { readonly body: string; readonly signal?: AbortSignal | undefined }

/**
 * Every answer, those with errors too, until the server completes the stream or the signal aborts. Throws a ClientError
 * when the session is over, and when something answers that is not the graph.
 */
export async function* followAnswers<Data>(
  call: StreamCall,
  request: StreamRequest,
): AsyncGenerator<StreamAnswer<Data>, void> {
  let failures = 0
  while (!request.signal?.aborted) {
    const grant = await call.authority.grant()
    const end = yield* untilItEnds(readOnce<Data>(call, request), request.signal)
    if (end.kind === 'complete') return
    if (end.kind === 'token') await requireRenewed(call.authority, grant)
    failures = end.heard ? 0 : failures + 1
    const ms = waitMs(failures, end.retryAfterMs, call.random)
    await call.wait(ms, request.signal).catch(unlessAborted(request.signal))
  }
}

type End = {
  /** `token`: it was opened with one that is not good any more. */
  readonly kind: 'complete' | 'broken' | 'token'
  readonly heard: boolean
  readonly retryAfterMs?: number | undefined
}

/** Says how it ended; a lost connection is an end, not an error. */
async function* untilItEnds<Data>(
  answers: AsyncGenerator<StreamAnswer<Data>, Omit<End, 'heard'>>,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamAnswer<Data>, End> {
  let heard = false
  try {
    for (;;) {
      const step = await answers.next()
      if (step.done) return { ...step.value, heard }
      if (signal?.aborted) return { kind: 'complete', heard }
      heard = true
      yield step.value
    }
  } catch (error) {
    if (signal?.aborted) return { kind: 'complete', heard }
    if (isLost(error)) return { kind: 'broken', heard }
    throw error
  } finally {
    // Also when the reader leaves.
    await answers.return({ kind: 'complete' })
  }
}

async function* readOnce<Data>(
  { url, fetch }: StreamCall,
  { body, signal }: StreamRequest,
): AsyncGenerator<StreamAnswer<Data>, Omit<End, 'heard'>> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream, application/json' }
  const init = { method: 'POST', headers, body, ...(signal === undefined ? {} : { signal }) }
  const response = await fetch(url, init, { repeatable: false, stream: true })
  if (!/^text\/event-stream/i.test(response.headers.get('content-type') ?? '') || response.body === null) {
    return yield* readRefusal<Data>(response)
  }
  for await (const { event, data } of readEvents(response.body)) {
    if (event === 'complete') return { kind: 'complete' }
    if (event !== 'next') continue
    const answer = JSON.parse(data) as StreamAnswer<Data>
    if (isEndOfSession(answer)) return { kind: 'token' }
    yield answer
  }
  return { kind: 'broken' }
}

/** An answer in one piece: the document was refused, or the server cannot serve a stream now. */
async function* readRefusal<Data>(
  response: Response,
): AsyncGenerator<StreamAnswer<Data>, Omit<End, 'heard'>> {
  const { status, headers } = response
  const retryAfterMs = readRetryAfter(headers)
  if ([429, 502, 503, 504].includes(status)) return { kind: 'broken', retryAfterMs }
  const answer = parseAnswer<Data>(await response.text())
  if (answer === undefined) throw new ClientError({ kind: 'http', status, retryAfterMs })
  yield answer
  return { kind: 'complete' }
}

function parseAnswer<Data>(text: string): StreamAnswer<Data> | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : undefined
  } catch {
    return undefined
  }
}

/** A field that the viewer may not see comes with data; without any it is the stream itself that has ended. */
function isEndOfSession({ data, errors }: StreamAnswer<unknown>): boolean {
  return data === undefined && errors?.[0]?.extensions?.code === 'UNAUTHENTICATED'
}

/** While nobody can say whether the session goes on, the stream waits and asks again. */
export async function requireRenewed(authority: Authority, grant: Grant | undefined): Promise<void> {
  try {
    if (grant !== undefined && (await authority.renew(grant)) !== undefined) return
  } catch (error) {
    if (error instanceof ClientError) return
    throw error
  }
  const errors = [{ message: 'The session is over.', extensions: { code: 'UNAUTHENTICATED' } }]
  throw new ClientError({ kind: 'graphql', status: 401, errors, data: null, retryAfterMs: undefined })
}

function unlessAborted(signal: AbortSignal | undefined): (error: unknown) => void {
  return (error) => {
    if (!signal?.aborted) throw error
  }
}
