// The recording that only this process writes. What could not be written stays in memory, within the limits of a recording,
// and is written later.
import { randomUUID } from 'node:crypto'
import { mergeTrafficInSteps } from '@supermarket/schema/traffic/merge-traffic.ts'
import { recordingSuffix } from '@supermarket/schema/traffic/read-traffic.ts'
import { finishInTurns } from '@supermarket/schema/traffic/steps.ts'
import { type Traffic, trafficFormat } from '@supermarket/schema/traffic/traffic.ts'
import { dayOf } from '@supermarket/schema/traffic/utc-day.ts'
import { abandonedMs } from './compact-traffic.ts'
import { writeRecording } from './write-recording.ts'

export type OwnRecording = {
  /** Adds what was counted until `at`, in epoch milliseconds. Rejects when it cannot be written; then it is kept. */
  write(operations: Traffic['operations'], at: number): Promise<void>
}

export function ownRecording(folder: string, openedAt: number): OwnRecording {
  let name = newName()
  let written: { readonly traffic: Traffic; readonly at: number } | undefined
  let waiting: Traffic | undefined
  let since = openedAt
  let isDue = true

  return {
    async write(operations, at) {
      // Whoever compacts may take it soon: what comes goes to another file.
      if (written !== undefined && at - written.at > abandonedMs / 2) {
        name = newName()
        written = undefined
      }
      const [from, until] = [dayOf(Math.min(since, at)), dayOf(at)]
      isDue ||= operations.length > 0 || from !== until
      since = at
      if (!isDue) return
      const counted: Traffic = { format: trafficFormat, from, until, operations }
      const traffic = await merged(written?.traffic, waiting, counted)
      try {
        await writeRecording(folder, name, traffic)
      } catch (error) {
        waiting = await merged(waiting, counted)
        throw error
      }
      written = { traffic, at }
      waiting = undefined
      isDue = false
    },
  }
}

async function merged(...recordings: readonly (Traffic | undefined)[]): Promise<Traffic> {
  const [first, ...others] = recordings.filter((recording) => recording !== undefined)
  if (first === undefined) throw new TypeError('There is nothing to merge.')
  return await finishInTurns(mergeTrafficInSteps([first, ...others]))
}

function newName(): string {
  return `gateway-${randomUUID()}${recordingSuffix}`
}
