// What every measurement of events gets.
import type { Cluster } from '../cluster.ts'

export type EventsBench = {
  readonly cluster: Cluster
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}
