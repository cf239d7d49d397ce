// The HTTP transport: each event is a signed POST to its subscriber, over one small pool per subscriber. No broker.
import { Pool } from 'undici'
import { signRequest } from '../call-signature.ts'
import type { ServiceName } from '../viewer.ts'
import { type EventEnvelope, eventContentType } from './envelope.ts'
import { eventsPath } from './http-route.ts'
import { EventRejectedError, type EventTransport, SubscriberUnreachableError } from './transport.ts'

export type PushTransportOptions = {
  readonly source: ServiceName
  readonly subscribers: Readonly<Record<ServiceName, PushTarget>>
  readonly connections?: number
}

export type PushTarget = {
  readonly origin: string
  /** With which `source` signs towards the subscriber. */
  readonly key: string
}

const maxAnswerBytes = 64 * 1024

export function pushTransport(options: PushTransportOptions): EventTransport & AsyncDisposable {
  const { source, connections = 8 } = options
  const targets = new Map(
    Object.entries(options.subscribers).map(([name, { origin, key }]) => [
      name,
      { key, pool: new Pool(origin, { connections, pipelining: 1, maxResponseSize: maxAnswerBytes }) },
    ]),
  )
  return {
    async deliver(envelope, subscriber, signal) {
      const target = targets.get(subscriber)
      if (target === undefined) throw new SubscriberUnreachableError(`${subscriber} has no address`)
      const { status, text } = await post({ ...target, source, subscriber, envelope, signal })
      throwUnlessTaken(status, `${subscriber} answered ${status}: ${text}`)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...targets.values()].map(({ pool }) => pool.close()))
    },
  }
}

type Post = {
  readonly pool: Pool
  readonly key: string
  readonly source: ServiceName
  readonly subscriber: ServiceName
  readonly envelope: EventEnvelope
  readonly signal: AbortSignal
}

async function post({ pool, key, source, subscriber, envelope, signal }: Post) {
  const body = JSON.stringify(envelope)
  const request = { method: 'POST', path: eventsPath, body } as const
  try {
    const response = await pool.request({
      ...request,
      signal,
      headers: {
        'content-type': eventContentType,
        ...signRequest({ caller: source, audience: subscriber, key, request }),
      },
    })
    return { status: response.statusCode, text: await response.body.text() }
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new SubscriberUnreachableError(`${subscriber} is out of reach`, { cause })
  }
}

const rejections: ReadonlySet<number> = new Set([400, 413, 415, 422])
// 401 and 404 are keys or a deployment that are not in step yet: the event is as good as before.
const outages: ReadonlySet<number> = new Set([401, 404, 429, 502, 503, 504])

function throwUnlessTaken(status: number, message: string): void {
  if (status >= 200 && status < 300) return
  if (rejections.has(status)) throw new EventRejectedError(message)
  if (outages.has(status)) throw new SubscriberUnreachableError(message)
  throw new Error(message)
}
