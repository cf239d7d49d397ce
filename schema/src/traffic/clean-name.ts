// A name that a client chose, made fit to be kept and printed. Cleaning twice is cleaning once.
import { maxNameLength } from './traffic.ts'

/** Nobody's name is longer: what stands behind is not even looked at. */
const readLength = 10 * maxNameLength

/** Names of most programs: there is nothing to clean. */
const plain = /^[\x20-\x7e]*$/

export function cleanName(name: string): string {
  if (name.length <= maxNameLength && plain.test(name)) return name
  const printable = name.slice(0, readLength).replace(/\p{C}/gu, '')
  // The cut may have gone through a pair of surrogates.
  return printable.slice(0, maxNameLength).replace(/\p{Cs}$/u, '')
}
