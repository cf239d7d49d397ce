// When, how and on what figures were measured. Pure.
import type { Machine } from './machine.ts'

export type Provenance = {
  readonly date: Date
  readonly command: string
  readonly machine: Machine
  /** Of the minute before it began. */
  readonly loadBefore: number
}

/** A list in Markdown. */
export function provenanceList({ date, command, machine, loadBefore }: Provenance): string {
  const rows = [
    ['date', `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`],
    ['command', `\`${command}\``],
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB`],
    ['kernel', machine.kernel],
    ['Node', machine.node],
    ...(machine.postgres === undefined
      ? []
      : [['PostgreSQL', `${machine.postgres}, embedded, fsync and synchronous_commit on`]]),
    ['load average before', loadBefore.toFixed(2)],
  ]
  return rows.map(([name, value]) => `- ${name}: ${value}`).join('\n')
}
