// How many streams there may be at one time, in all and for one client, whichever way they came. What it remembers is
// bounded by how many there are.
import { tooManyStreams, tooManyStreamsOfClient } from './refusals.ts'

export type StreamQuotaLimits = {
  /** In all, 10,000; past it clients get OVERLOADED. */
  readonly max: number
  /** For one client, and for one identity, 100; past it they get RATE_LIMITED. */
  readonly maxPerClient: number
}

/** Whom a stream counts for; nobody but all together where neither is known. */
export type StreamOwner = {
  /** Where it comes from, such as a network address. */
  readonly client?: string | undefined
  /** Whose session it is. */
  readonly identity?: string | undefined
}

export type StreamQuota = {
  /** A place, to be given back by disposing it, once or more. Throws a GraphQLError when there is none. */
  take(owner: StreamOwner): Disposable
  taken(): number
}

export function streamQuota(limits: Partial<StreamQuotaLimits> = {}): StreamQuota {
  const { max = 10_000, maxPerClient = 100 } = limits
  const counts = new Map<string, number>()
  let taken = 0
  const change = (keys: readonly string[], by: 1 | -1) => {
    taken += by
    for (const key of keys) {
      const count = (counts.get(key) ?? 0) + by
      if (count > 0) counts.set(key, count)
      else counts.delete(key)
    }
  }
  return {
    take(owner) {
      if (taken >= max) throw tooManyStreams()
      const keys = keysOf(owner)
      if (keys.some((key) => (counts.get(key) ?? 0) >= maxPerClient))
        throw tooManyStreamsOfClient(maxPerClient)
      change(keys, 1)
      const place = new DisposableStack()
      place.defer(() => change(keys, -1))
      return place
    },
    taken: () => taken,
  }
}

/** An address may be what a client says of itself: it must not count for somebody's session. */
function keysOf({ client, identity }: StreamOwner): readonly string[] {
  return [
    ...(client === undefined ? [] : [`client ${client}`]),
    ...(identity === undefined ? [] : [`identity ${identity}`]),
  ]
}
