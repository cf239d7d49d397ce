// A name that a client chose, made fit to be kept and printed.
import { maxNameLength } from './traffic.ts'

export function cleanName(name: string): string {
  return name.replace(/\p{C}/gu, '').slice(0, maxNameLength)
}
