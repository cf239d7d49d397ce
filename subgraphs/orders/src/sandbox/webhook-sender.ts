// Sends the sandbox's messages over HTTP, again with growing pauses until the merchant has answered with 2xx, as real
// providers do. What is left over when the process ends is sent by the next one.
import { randomUUID } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Logger } from 'pino'
import { signatureHeader, signWebhook } from './webhook-signature.ts'
import { claimWebhooks, endWebhook, findNextWebhookAt, type Webhook } from './webhook-store.ts'

export type WebhookSenderOptions = {
  readonly connection: Pick<Connection, 'db'>
  /** Where the merchant hears. */
  readonly url: string
  readonly secret: string
  readonly now: () => Date
  readonly log: Logger
  /** Pauses after each attempt that failed; after the last one it is given up. */
  readonly pausesMs?: readonly number[]
  /** What has become of a charge in time is booked before the merchant is told of it. */
  readonly book: (chargeKey: string) => Promise<void>
}

export type WebhookSender = AsyncDisposable & {
  /** Sends what is due now; resolves when that was tried. */
  flush(): Promise<void>
}

const defaultPausesMs = [1_000, 5_000, 15_000, 60_000, 300_000, 3_600_000]
const timeoutMs = 5_000
const leaseMs = 15_000
const idleMs = 60_000

export function startWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { connection, now, log } = options
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isClosed = false

  const schedule = (inMs: number) => {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => void flush(), Math.min(idleMs, Math.max(0, inMs))).unref()
  }
  async function sendDue(): Promise<void> {
    try {
      for (let more = !isClosed; more && !isClosed; ) more = await sendBatch(options)
      const next = await findNextWebhookAt(connection)
      schedule(next === undefined ? idleMs : next.getTime() - now().getTime())
    } catch (error) {
      log.warn({ error }, 'the sandbox cannot send its webhooks')
      schedule(1_000)
    }
  }
  // One after another, so that what is told first is heard first.
  const flush = () => {
    running = running.then(() => (isClosed ? undefined : sendDue()))
    return running
  }
  schedule(0)
  return {
    flush,
    async [Symbol.asyncDispose]() {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}

async function sendBatch(options: WebhookSenderOptions): Promise<boolean> {
  const { connection, now } = options
  const at = now()
  const claim = { now: at, until: new Date(at.getTime() + leaseMs), limit: 10 }
  const due = await claimWebhooks(connection, claim)
  for (const webhook of due) await deliver(options, webhook)
  return due.length === claim.limit
}

async function deliver(options: WebhookSenderOptions, webhook: Webhook): Promise<void> {
  const { connection, now, log, pausesMs = defaultPausesMs } = options
  const { id, attempts, chargeKey } = webhook
  await options.book(chargeKey)
  const status = await post(options, webhook)
  if (status !== undefined && status >= 200 && status < 300) {
    return endWebhook(connection, { id, deliveredAt: now(), nextAt: null })
  }
  const pauseMs = pausesMs[attempts - 1]
  log.warn({ webhookId: id, status, attempts }, 'the merchant did not take a webhook of the sandbox')
  const nextAt = pauseMs === undefined ? null : new Date(now().getTime() + pauseMs)
  await endWebhook(connection, { id, deliveredAt: null, nextAt })
}

/** The status; undefined without an answer. */
async function post(
  { url, secret, now }: WebhookSenderOptions,
  { eventId, type, chargeKey, createdAt, fault, attempts }: Webhook,
): Promise<number | undefined> {
  const body = JSON.stringify({ id: eventId, type, createdAt, paymentKey: chargeKey })
  // Somebody else's key, the first time.
  const key = fault === 'bad_signature' && attempts === 1 ? randomUUID() : secret
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [signatureHeader]: signWebhook(body, { secret: key, at: now() }),
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    return status
  } catch {
    return undefined
  }
}
