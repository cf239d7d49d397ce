// A supergraph that never changes.
import type { SupergraphSource } from './supergraph-source.ts'

export function fromSdl(supergraphSdl: string): SupergraphSource {
  return { start: () => Promise.resolve({ supergraphSdl }) }
}
