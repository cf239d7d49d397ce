// Whether JSON text holds only strings that can be written again as they are: see `SubgraphResponse.plain`.
import { isAscii } from 'node:buffer'

const backslash = 92

/**
 * Of JSON as UTF-8: ASCII without a backslash. Quotation marks and controls stand in no JSON string unescaped. To look
 * takes 3 µs per 80 kB (2026-11-22), and saves more when the strings are written.
 */
export function isPlainJson(json: Buffer): boolean {
  return isAscii(json) && !json.includes(backslash)
}
