// Records real traffic for the schema check: counts in memory, written to a file of this process's own in a folder that
// many may share. A crash loses one interval at most; a folder that cannot be used costs a warning and no request.
import { trafficLimits } from '@supermarket/schema/traffic/traffic.ts'
import { dayOf } from '@supermarket/schema/traffic/utc-day.ts'
import { repeat } from '@supermarket/service-kit/repeat.ts'
import type { Logger } from 'pino'
import { abandonedMs, compactTraffic } from './compact-traffic.ts'
import { ownRecording } from './own-recording.ts'
import { type CountedRequest, createTally } from './tally.ts'

export type TrafficRecorder = AsyncDisposable & {
  /** Quick, and never throws for what a client sent. */
  record(request: Omit<CountedRequest, 'day'>): void
  /** Writes what was recorded. Never rejects. */
  flush(): Promise<void>
}

export type TrafficRecorderOptions = {
  readonly folder: string
  readonly log: Logger
  /** 60,000. */
  readonly intervalMs?: number
  /** Epoch milliseconds; the clock. */
  readonly now?: () => number
}

/** Disposing writes the rest. */
export function trafficRecorder(options: TrafficRecorderOptions): TrafficRecorder {
  const { folder, log, intervalMs = 60_000, now = Date.now } = options
  const tally = createTally(trafficLimits)
  const recording = ownRecording(folder, now())
  const warn = warnOnce(log, folder)
  const today = dayTeller(now)
  let compactedAt = Number.NEGATIVE_INFINITY
  let writing = Promise.resolve()

  async function round(): Promise<void> {
    try {
      await recording.write(tally.take(), now())
      if (now() - compactedAt >= abandonedMs) {
        compactedAt = now()
        await compactTraffic({ folder, now: now(), onBroken: (error) => warn.broken(error) })
      }
      warn.worked()
    } catch (error) {
      warn.failed(error)
    }
  }

  const flush = () => {
    writing = writing.then(round)
    return writing
  }
  const rounds = repeat(intervalMs, flush)
  return {
    record: (request) => tally.count({ ...request, day: today() }),
    flush,
    async [Symbol.asyncDispose]() {
      await rounds.stop()
      await flush()
    },
  }
}

/** One warning for a trouble, however long it lasts. */
function warnOnce(log: Logger, folder: string) {
  const broken = new Set<string>()
  let failing = false
  return {
    failed(error: unknown) {
      if (!failing) log.warn({ error, folder }, 'traffic cannot be recorded; requests are served as before')
      failing = true
    },
    worked() {
      failing = false
    },
    broken({ message }: Error) {
      if (broken.has(message)) return
      broken.add(message)
      log.warn(`A file among the recordings of traffic is none; remove it: ${message}`)
    },
  }
}

/** Formatting a date takes longer than counting a request: it is done once a day. */
function dayTeller(now: () => number): () => string {
  let known = { number: Number.NaN, day: '' }
  return () => {
    const at = now()
    const number = Math.floor(at / 86_400_000)
    if (number !== known.number) known = { number, day: dayOf(at) }
    return known.day
  }
}
