// The record of the session as this page or app sees it: read once, then held; what others store is taken over as soon
// as it is heard of. Listeners are told when somebody else is signed in than before.
import { parseRecord, type SessionRecord, writeRecord } from './session-record.ts'
import type { SessionStore } from './session-store.ts'

/** `expired`: the server does not take the tokens any more. */
export type SessionChange = 'signed in' | 'signed out' | 'expired'

export type KeptRecord = {
  current(): Promise<SessionRecord | undefined>
  /** What the store holds now, whoever wrote it. */
  reread(): Promise<SessionRecord | undefined>
  keep(record: SessionRecord): Promise<void>
  drop(change: 'signed out' | 'expired'): Promise<void>
  watch(listener: (change: SessionChange) => void): () => void
}

export function keptRecord(store: SessionStore): KeptRecord {
  const listeners = new Set<(change: SessionChange) => void>()
  let held: Promise<SessionRecord | undefined> | undefined
  let userId: string | undefined
  const see = (record: SessionRecord | undefined, change: SessionChange) => {
    const changed = record?.userId !== userId
    userId = record?.userId
    if (changed) for (const listener of [...listeners]) listener(change)
  }
  const read = async () => parseRecord(await store.read())
  const current = () => {
    held ??= read().then(
      (record) => {
        userId ??= record?.userId
        return record
      },
      (error: unknown) => {
        held = undefined
        throw error
      },
    )
    return held
  }
  const reread = async () => {
    const record = await read()
    held = Promise.resolve(record)
    see(record, record === undefined ? 'signed out' : 'signed in')
    return record
  }
  store.watch?.(() => {
    // Whoever asks next reads it again, and is told when it cannot be read.
    reread().catch(() => {
      held = undefined
    })
  })
  return {
    current,
    reread,
    async keep(record) {
      held = Promise.resolve(record)
      await store.write(writeRecord(record))
      see(record, 'signed in')
    },
    async drop(change) {
      held = Promise.resolve(undefined)
      await store.remove()
      see(undefined, change)
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
