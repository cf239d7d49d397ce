// One HTTP request with an end: an answer within its time, whole unless it is a stream, and a stream that shows signs of
// life. Made of parts that React Native has too, which has no AbortSignal.any.
import { ClientError } from './client-error.ts'

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

export type SendLimits = {
  readonly timeoutMs: number
  /** Longest silence of a stream: the gateway gives a sign of life every 12 s. */
  readonly idleMs: number
}

/** Throws a ClientError of kind `network` or `timeout`; when the caller's own signal aborts, what fetch throws then. */
export async function send(
  fetch: Fetch,
  input: string | URL | Request,
  init: RequestInit,
  { timeoutMs, idleMs }: SendLimits,
): Promise<Response> {
  const call = abortable(init.signal)
  call.expireIn(timeoutMs)
  try {
    const response = await fetch(input, { ...init, signal: call.signal })
    if (isStream(response) && response.body !== null) {
      return copyOf(response, watched(response.body, call, idleMs))
    }
    const text = await response.text()
    call.over()
    return copyOf(response, text === '' ? null : text)
  } catch (error) {
    call.over()
    throw call.failure(error)
  }
}

function isStream({ headers }: Response): boolean {
  return /^(multipart\/mixed|text\/event-stream)/i.test(headers.get('content-type') ?? '')
}

function copyOf({ status, statusText, headers }: Response, body: string | ReadableStream | null): Response {
  return new Response(body, { status, statusText, headers })
}

type Call = {
  readonly signal: AbortSignal
  expireIn(ms: number): void
  /** Nothing ends it any more. */
  over(): void
  failure(error: unknown): unknown
}

function abortable(outer: AbortSignal | null | undefined): Call {
  const controller = new AbortController()
  const abort = () => controller.abort(outer?.reason)
  let timer: ReturnType<typeof setTimeout> | undefined
  let expired = false
  if (outer?.aborted) abort()
  else outer?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    expireIn(ms) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        expired = true
        controller.abort()
      }, ms)
    },
    over() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
    failure(error) {
      if (outer?.aborted) return error
      return new ClientError({ kind: expired ? 'timeout' : 'network' }, { cause: error })
    },
  }
}

/** The same bytes; an error instead of a silence that is too long. */
function watched(body: ReadableStream<Uint8Array>, call: Call, idleMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      call.expireIn(idleMs)
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        call.over()
        controller.close()
      } catch (error) {
        call.over()
        controller.error(call.failure(error))
      }
    },
    async cancel(reason) {
      call.over()
      await reader.cancel(reason)
    },
  })
}
