// One attempt: check the address, sign, send, record. Nothing is recorded before the endpoint has answered or failed.
import { describeFailure } from '@supermarket/service-kit/events/describe-failure.ts'
import { eventContentType } from '@supermarket/service-kit/events/envelope.ts'
import type { Failure, Lease, Leases } from './leases.ts'
import { messageOf } from './message.ts'
import { nextTryMs } from './next-try.ts'
import { postMessage } from './post-message.ts'
import type { SenderOptions } from './sender.ts'
import { signatureHeaders } from './signature.ts'
import { resolveTarget, TargetRefusedError } from './target.ts'
import { testEventType } from './webhook.ts'

export type AttemptDependencies = SenderOptions & { readonly leases: Leases; readonly random: () => number }

type Answer = { readonly statusCode: number } | { readonly error: unknown }

/** "410 Gone": the endpoint is there no more, and asks not to be called again. */
const goneStatus = 410

export async function attemptDelivery(parts: AttemptDependencies, lease: Lease): Promise<void> {
  const { leases, metrics, onStep } = parts
  await onStep('webhook:claimed', lease.deliveryId)
  const startedAt = performance.now()
  const answer = await send(parts, lease)
  const seconds = (performance.now() - startedAt) / 1000
  await onStep('webhook:sent', lease.deliveryId)
  if ('statusCode' in answer && answer.statusCode >= 200 && answer.statusCode < 300) {
    await leases.complete(lease, answer.statusCode)
    metrics?.observe('delivered', seconds)
  } else {
    const outcome = await recordFailure(parts, lease, answer)
    if (outcome !== undefined) metrics?.observe(outcome, seconds)
  }
  await onStep('webhook:recorded', lease.deliveryId)
}

async function send(parts: AttemptDependencies, lease: Lease): Promise<Answer> {
  const { vault, targets, timings, now } = parts
  const timeout = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new Error(`no answer within ${timings.webhookTimeoutMs} ms`)
    timeout.abort(error)
    late.reject(error)
  }, timings.webhookTimeoutMs)
  const post = async () => {
    const secrets = lease.sealedSecrets.map((sealed) => vault.open(sealed, lease.endpointId))
    const target = await resolveTarget(lease.url, targets)
    const body = messageOf(lease.event)
    const headers = {
      'content-type': eventContentType,
      'user-agent': 'Supermarket-Webhooks/1',
      ...signatureHeaders({ id: lease.event.eventId, at: now(), body }, secrets),
    }
    return postMessage(target, { headers, body, signal: timeout.signal })
  }
  try {
    // Raced, because a name may take longer to resolve than there is time, and that cannot be stopped.
    return { statusCode: await Promise.race([post(), late.promise]) }
  } catch (error) {
    return { error }
  } finally {
    clearTimeout(timer)
  }
}

/** Undefined when the lease was lost: another sender's outcome counts. */
async function recordFailure(
  { leases, timings, random, log }: AttemptDependencies,
  lease: Lease,
  answer: Answer,
): Promise<'failed' | 'dead' | undefined> {
  const statusCode = 'statusCode' in answer ? answer.statusCode : null
  const isGone = statusCode === goneStatus
  const { endpointId, deliveryId, event } = lease
  // Whoever sends a test looks at what becomes of it, and sends another.
  const isOnce = isGone || event.eventType === testEventType
  const failure: Failure = {
    error: 'statusCode' in answer ? describeStatus(answer.statusCode) : describe(answer.error),
    statusCode,
    isGone,
    retryInMs: isOnce
      ? 'never'
      : nextTryMs({
          failures: lease.failures + 1,
          elapsedMs: lease.elapsedMs,
          windowMs: timings.webhookWindowMs,
          random: random(),
        }),
  }
  if (!(await leases.fail(lease, failure))) return undefined
  const details = { endpointId, deliveryId, type: event.eventType, reason: failure.error }
  if (isGone) log.warn(details, 'a webhook endpoint is gone and gets nothing any more')
  if (failure.retryInMs !== 'never') {
    log.info({ ...details, retryInMs: failure.retryInMs }, 'a webhook failed: it will be tried again')
    return 'failed'
  }
  log.warn(details, 'a webhook is dead: staff may send it again')
  return 'dead'
}

function describeStatus(statusCode: number): string {
  const isRedirect = statusCode >= 300 && statusCode < 400
  return isRedirect ? `answered ${statusCode}; redirects are not followed` : `answered ${statusCode}`
}

/** An error of several addresses that were tried has its reasons inside. */
function describe(error: unknown): string {
  if (error instanceof TargetRefusedError) return error.message
  if (error instanceof AggregateError) return describeFailure(error.errors[0] ?? error)
  return describeFailure(error)
}
