// Delivers one subscriber's events: some aggregates at once, each in order, one event of it at a time. What must stay
// true: a subscriber that is slow, failing or gone costs nothing but its own lane and never an event.
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ServiceName } from '../viewer.ts'
import { backOffMs, probeDelayMs } from './back-off.ts'
import { createBell } from './bell.ts'
import type { Deliveries, Lease } from './deliveries.ts'
import { describeFailure } from './describe-failure.ts'
import type { DeliveryOutcome } from './metrics.ts'
import { EventRejectedError, type EventTransport, SubscriberUnreachableError } from './transport.ts'

export type LaneOptions = {
  readonly subscriber: ServiceName
  readonly deliveries: Deliveries
  readonly transport: EventTransport
  readonly log: Logger
  /** Aggregates under way at once. */
  readonly concurrency: number
  readonly pollMs: number
  readonly deliveryTimeoutMs: number
  readonly maxFailures: number
  readonly random: () => number
  readonly onOutcome: (outcome: DeliveryOutcome, lease: Lease) => void
}

export type Lane = {
  /** There may be work. */
  wake(): void
  /** Claims nothing more, resolves when what is under way has come to its end and is recorded. */
  stop(): Promise<void>
}

// One busy aggregate gives its place back after so many events, for others to have a turn.
const longestRun = 100

export function startLane(options: LaneOptions): Lane {
  const { subscriber, deliveries, log, concurrency, pollMs, random } = options
  const bell = createBell()
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  // How many deliveries in a row met nobody. While there are any, one event at a time probes.
  let unreachable = 0

  async function work(): Promise<void> {
    let wasFailing = false
    while (!stopping.signal.aborted) {
      try {
        if (!(await startMore())) await bell.wait(pollMs)
        wasFailing = false
      } catch (error) {
        if (!wasFailing) log.warn({ error, subscriber }, 'the outbox cannot be read: trying again')
        wasFailing = true
        await pause(pollMs)
      }
    }
    await Promise.all(underWay)
  }

  /** False when there is nothing more to start before the next wake. */
  async function startMore(): Promise<boolean> {
    if (unreachable > 0 && underWay.size === 0) await pause(probeDelayMs(unreachable, random()))
    const free = (unreachable > 0 ? 1 : concurrency) - underWay.size
    if (free <= 0 || stopping.signal.aborted) return false
    const leases = await deliveries.claim(free)
    for (const lease of leases) start(lease)
    return leases.length === free
  }

  function start(lease: Lease): void {
    const run = runAggregate(lease)
      // What could not be recorded is delivered again when its lease has ended; the inbox makes that harmless.
      .catch((error: unknown) =>
        log.warn({ error, subscriber, eventId: lease.envelope.id }, 'the outcome of a delivery was lost'),
      )
      .finally(() => {
        underWay.delete(run)
        bell.ring()
      })
    underWay.add(run)
  }

  async function runAggregate(first: Lease): Promise<void> {
    let lease: Lease | undefined = first
    for (let count = 1; lease !== undefined; count++) {
      const error = await attempt(options, lease)
      if (error !== undefined) return recordFailure(lease, error)
      unreachable = 0
      const claimNext = count < longestRun && !stopping.signal.aborted
      const delivered: Lease = lease
      lease = await deliveries.complete(delivered, { claimNext })
      options.onOutcome('delivered', delivered)
    }
  }

  async function recordFailure(lease: Lease, { error }: Failure): Promise<void> {
    if (!(error instanceof SubscriberUnreachableError)) {
      unreachable = 0
      return countFailure(options, lease, error)
    }
    if (unreachable === 0) log.warn({ error, subscriber }, 'a subscriber is out of reach: its events wait')
    // What was sent before the first of them failed says nothing new: only the last one under way counts.
    if (unreachable === 0 || underWay.size === 1) unreachable += 1
    await deliveries.release(lease, describeFailure(error))
    options.onOutcome('unreachable', lease)
  }

  async function pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: stopping.signal }).catch(() => {})
  }

  const finished = work()
  return {
    wake: () => bell.ring(),
    async stop() {
      stopping.abort()
      bell.ring()
      await finished
    },
  }
}

type Failure = { readonly error: unknown }

/** Answers what went wrong, if anything; a transport that never answers has failed after the time-out. */
async function attempt(
  { transport, subscriber, deliveryTimeoutMs }: LaneOptions,
  { envelope }: Lease,
): Promise<Failure | undefined> {
  const late = Promise.withResolvers<never>()
  const timeout = new AbortController()
  const timer = setTimeout(() => {
    const error = new Error(`${subscriber} did not answer within ${deliveryTimeoutMs} ms`)
    timeout.abort(error)
    late.reject(error)
  }, deliveryTimeoutMs)
  try {
    await Promise.race([transport.deliver(envelope, subscriber, timeout.signal), late.promise])
    return undefined
  } catch (error) {
    return { error }
  } finally {
    clearTimeout(timer)
  }
}

async function countFailure(options: LaneOptions, lease: Lease, error: unknown): Promise<void> {
  const { deliveries, subscriber, log, maxFailures, random, onOutcome } = options
  const failures = lease.failures + 1
  const isDead = error instanceof EventRejectedError || failures >= maxFailures
  const retryInMs = isDead ? 'never' : backOffMs(failures, random())
  if (!(await deliveries.fail(lease, { error: describeFailure(error), retryInMs }))) return
  const { id: eventId, type, aggregatetype, subject } = lease.envelope
  const details = { error, subscriber, eventId, type, aggregate: `${aggregatetype} ${subject}`, failures }
  if (isDead)
    log.error(details, 'an event is dead: it and what follows of its aggregate wait for an operator')
  else log.warn({ ...details, retryInMs }, 'an event was not taken: it will be tried again')
  onOutcome(isDead ? 'dead' : 'failed', lease)
}
