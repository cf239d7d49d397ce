// Which planning threads there are: those that stay, and spare ones that come when they are needed and go when they are
// idle. Each works for one at a time.
import type { PlanningThread } from './planning-thread.ts'

export type ThreadCrew = {
  /** An idle thread, or a new one where there are fewer than `limit`; busy from now on. */
  hire(limit: number): CrewMember | undefined
  /** It has done its work. Also for a member that was dismissed meanwhile. */
  release(member: CrewMember): void
  /** Ends a thread, whatever it does; false when it was dismissed before. */
  dismiss(member: CrewMember): boolean
  /** From now on no thread stays without work. */
  rest(): void
  /** Ends all threads. */
  dismissAll(): void
}

export type CrewMember = {
  readonly thread: PlanningThread
  busy: boolean
  idleTimer: NodeJS.Timeout | undefined
}

export type ThreadCrewOptions = {
  readonly startThread: () => PlanningThread
  /** Threads that stay without work. */
  readonly workers: number
}

/** How long a spare thread stays without work. */
const spareIdleMs = 30_000

/** Starts the threads that stay, but for `first`, which the caller has started. */
export function threadCrew(first: PlanningThread, { startThread, workers }: ThreadCrewOptions): ThreadCrew {
  const members = new Set<CrewMember>()
  let kept = workers

  function add(thread: PlanningThread): CrewMember {
    const member: CrewMember = { thread, busy: false, idleTimer: undefined }
    members.add(member)
    // A busy one is missed by whom it works for.
    thread.ended.then(() => {
      if (!member.busy) members.delete(member)
    })
    return member
  }

  function dismiss(member: CrewMember): boolean {
    clearTimeout(member.idleTimer)
    member.thread.end()
    return members.delete(member)
  }

  add(first)
  for (let more = 1; more < workers; more += 1) add(startThread())
  return {
    hire(limit) {
      const idle = [...members].find((member) => !member.busy)
      const member = idle ?? (members.size < limit ? add(startThread()) : undefined)
      if (member === undefined) return undefined
      clearTimeout(member.idleTimer)
      member.busy = true
      return member
    },
    release(member) {
      member.busy = false
      if (kept === 0) dismiss(member)
      else if (members.size > kept) member.idleTimer = setTimeout(() => dismiss(member), spareIdleMs).unref()
    },
    dismiss,
    rest() {
      kept = 0
      for (const member of members) if (!member.busy) dismiss(member)
    },
    dismissAll() {
      kept = 0
      for (const member of members) dismiss(member)
    },
  }
}
