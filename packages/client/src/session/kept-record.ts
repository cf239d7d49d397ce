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
  /** Keeps what was true before this page asked: nobody is told when it is the first that is known. */
  recall(record: SessionRecord): Promise<void>
  drop(change: 'signed out' | 'expired'): Promise<void>
  /** Whether this page has learned who is signed in, or that nobody is. */
  isKnown(): boolean
  watch(listener: (change: SessionChange) => void): () => void
}

export function keptRecord(store: SessionStore): KeptRecord {
  const listeners = new Set<(change: SessionChange) => void>()
  let held: Promise<SessionRecord | undefined> | undefined
  let userId: string | undefined
  let known = false
  const see = (record: SessionRecord | undefined, change: SessionChange) => {
    const changed = record?.userId !== userId
    userId = record?.userId
    known ||= changed
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
  const keep: KeptRecord['keep'] = async (record) => {
    held = Promise.resolve(record)
    known = true
    await store.write(writeRecord(record))
    see(record, 'signed in')
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
    keep,
    async recall(record) {
      if (!known) userId = record.userId
      await keep(record)
    },
    async drop(change) {
      held = Promise.resolve(undefined)
      known = true
      await store.remove()
      see(undefined, change)
    },
    isKnown: () => known,
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
