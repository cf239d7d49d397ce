// Writes a recording so that a reader sees the whole of it or nothing, and requests come in between.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Traffic } from '@supermarket/schema/traffic/traffic.ts'

export const draftSuffix = '.tmp'

/**
 * Replaces the file of that name. What `mergeTraffic` gave is never bigger than a reader takes. Rejects when the folder
 * cannot be made or written to; then nothing has changed.
 */
export async function writeRecording(folder: string, name: string, traffic: Traffic): Promise<void> {
  await mkdir(folder, { recursive: true })
  const draft = join(folder, `${name}${draftSuffix}`)
  try {
    await writeDraft(draft, traffic)
    await rename(draft, join(folder, name))
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw error
  }
}

/** All of it is on the disk when this is done. */
export async function writeDraft(path: string, traffic: Traffic): Promise<void> {
  await writeFile(path, textOf(traffic), { flush: true })
}

const operationsPerTurn = 20

async function* textOf({ operations, ...head }: Traffic): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"operations":[`
  for (let at = 0; at < operations.length; at += operationsPerTurn) {
    const some = operations.slice(at, at + operationsPerTurn).map((operation) => JSON.stringify(operation))
    yield `${at === 0 ? '\n' : ',\n'}${some.join(',\n')}`
    await nextTurn()
  }
  yield ']}\n'
}
