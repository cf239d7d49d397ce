// What the measuring must know of what reached the subgraphs. Pure.

/** Since the last report. */
export type Traffic = {
  readonly fetches: number
  /** Fetches whose answer had to be computed: a window with many of them measures graphql-js as well. */
  readonly misses: number
  readonly requestBytes: number
  readonly responseBytes: number
  /** Different authorization headers; one per client request when each carries its own and is passed on. */
  readonly authorizations: number
}

export type Exchange = Pick<Traffic, 'requestBytes' | 'responseBytes'> & { readonly authorization: string }

export type TrafficCounter = {
  missed(): void
  exchanged(exchange: Exchange): void
  /** Answers what there was since the last time, and begins anew. */
  report(): Traffic
}

export function trafficCounter(): TrafficCounter {
  const nothing = { fetches: 0, misses: 0, requestBytes: 0, responseBytes: 0 }
  let counts = { ...nothing }
  const authorizations = new Set<string>()
  return {
    missed() {
      counts.misses += 1
    },
    exchanged({ requestBytes, responseBytes, authorization }) {
      counts.fetches += 1
      counts.requestBytes += requestBytes
      counts.responseBytes += responseBytes
      authorizations.add(authorization)
    },
    report() {
      const report = { ...counts, authorizations: authorizations.size }
      counts = { ...nothing }
      authorizations.clear()
      return report
    },
  }
}
