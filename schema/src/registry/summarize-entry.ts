// What an entry amounts to, in a few words.
import { tellCounts } from '../report/summarize.ts'
import type { Entry } from './entry.ts'

export function summarizeEntry({ changes }: Entry): string {
  const counts = { breaking: 0, dangerous: 0, safe: 0 }
  for (const { level } of changes) counts[level] += 1
  return tellCounts(counts)
}
