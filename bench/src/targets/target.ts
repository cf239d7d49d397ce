// What is measured: a running shop in processes of its own, whatever their number.
import type { CpuProfile } from './profiler.ts'

export type Target = AsyncDisposable & {
  /** The gateway's origin. */
  readonly url: string
  /** Every Node process that serves it. */
  pids(): readonly number[]
  /** The CPU profile of a piece of work; only where one process does everything. */
  profile?(work: () => Promise<void>): Promise<CpuProfile>
}
