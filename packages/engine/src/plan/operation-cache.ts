// The compiled operations of one graph: bounded, least recently used goes first, and N concurrent misses plan once.
// Counts uses, so that the hottest operations can be made ready for the graph that follows.
import { cacheKey, type OperationRequest } from './operation-request.ts'

export type OperationCache<Prepared> = {
  /** At once when it is cached. Rejects as `prepare` does. */
  get(request: OperationRequest): Prepared | Promise<Prepared>
  /** Prepares ahead of use what was used elsewhere; requests that come meanwhile wait for the same plan. */
  warm(operation: HotOperation): Promise<Prepared>
  /** Most used first; a use counts half after every ten cachefuls of uses. */
  hottest(count: number): readonly HotOperation[]
  readonly size: number
}

export type HotOperation = { readonly request: OperationRequest; readonly uses: number }

export type OperationCacheOptions<Prepared> = {
  readonly prepare: (request: OperationRequest, urgency: Urgency) => Promise<Prepared>
  readonly capacity: number
  /** How long a failure answers for the same operation before it is tried again. */
  readonly failureMs: number
  /** Whether a failure says something of the operation, and not only of the moment. */
  readonly remembers: (error: unknown) => boolean
  /** Milliseconds that only grow. */
  readonly now: () => number
}

/** Whether a request waits for it. */
export type Urgency = 'asked' | 'ahead'

type Entry<Prepared> = { readonly request: OperationRequest; readonly prepared: Prepared; uses: number }
type Failure = { readonly error: unknown; readonly until: number }

const cachefulsPerHalving = 10

export function operationCache<Prepared>(options: OperationCacheOptions<Prepared>): OperationCache<Prepared> {
  const { prepare, capacity, failureMs, remembers, now } = options
  const entries = new Map<string, Entry<Prepared>>()
  const preparing = new Map<string, Promise<Prepared>>()
  const failures = new Map<string, Failure>()
  let uses = 0

  function countUse(entry: Entry<Prepared>) {
    entry.uses += 1
    uses += 1
    if (uses < capacity * cachefulsPerHalving) return
    uses = 0
    for (const each of entries.values()) each.uses /= 2
  }

  function start(key: string, { request, uses }: HotOperation, urgency: Urgency): Promise<Prepared> {
    const started = prepare(request, urgency)
      .then(
        (prepared) => {
          failures.delete(key)
          set(entries, key, { request, prepared, uses })
          return prepared
        },
        (error: unknown) => {
          if (remembers(error)) set(failures, key, { error, until: now() + failureMs })
          throw error
        },
      )
      .finally(() => preparing.delete(key))
    preparing.set(key, started)
    return started
  }

  /** The last of a Map's keys is its newest. */
  function set<Value>(map: Map<string, Value>, key: string, value: Value) {
    map.delete(key)
    map.set(key, value)
    if (map.size <= capacity) return
    for (const oldest of map.keys()) {
      map.delete(oldest)
      return
    }
  }

  return {
    get(request) {
      const key = cacheKey(request)
      const entry = entries.get(key)
      if (entry !== undefined) {
        entries.delete(key)
        entries.set(key, entry)
        countUse(entry)
        return entry.prepared
      }
      const underWay = preparing.get(key)
      if (underWay !== undefined) return underWay
      const failure = failures.get(key)
      if (failure !== undefined && now() < failure.until) return Promise.reject(failure.error)
      return start(key, { request, uses: 1 }, 'asked')
    },
    async warm(operation) {
      const key = cacheKey(operation.request)
      return entries.get(key)?.prepared ?? preparing.get(key) ?? start(key, operation, 'ahead')
    },
    hottest: (count) => [...entries.values()].sort((a, b) => b.uses - a.uses).slice(0, count),
    get size() {
      return entries.size
    },
  }
}
