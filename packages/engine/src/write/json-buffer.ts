// JSON as UTF-8 in a buffer that grows, and a string of it at the end. Against strings that are joined by `+`: joining
// leaves a tree of the pieces behind, which is as much garbage as the answer and has to be walked once more before it
// can be sent; here a piece that was written before is one copy of bytes, and taking something back is a number.
// The benchmark's query, in one process without HTTP: see bench/RESULTS.md for what that was worth.
import { constants } from 'node:buffer'

export type JsonBuffer = {
  /** What stands from `length` on means nothing. */
  bytes: Buffer
  length: number
  /** Nothing else has been written: then characters are bytes, and reading them back is a copy. */
  ascii: boolean
  /** What is known of all strings that will come: they are ASCII and need no escapes. */
  readonly plain: boolean
}

const initialSize = 64 * 1024

/** Buffers beyond this are left to the garbage collector. */
const largestKept = 1024 * 1024

/** Writing an answer is never interrupted: one buffer serves all of them in turn. */
let kept: Buffer | undefined

export function openBuffer(plain = false): JsonBuffer {
  const bytes = kept ?? Buffer.allocUnsafeSlow(initialSize)
  kept = undefined
  return { bytes, length: 0, ascii: true, plain }
}

/** The whole text; the buffer must not be used any more. */
export function closeBuffer({ bytes, length, ascii }: JsonBuffer): string {
  const text = bytes.toString(ascii ? 'latin1' : 'utf8', 0, length)
  if (bytes.length <= largestKept) kept = bytes
  return text
}

/** Makes room for so many more bytes. Throws a RangeError for an answer that no string can hold, 512 MiB. */
function reserve(out: JsonBuffer, count: number): Buffer {
  const needed = out.length + count
  if (needed <= out.bytes.length) return out.bytes
  if (needed > constants.MAX_STRING_LENGTH) throw new RangeError('The answer is too long.')
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, out.bytes.length * 2))
  out.bytes.copy(larger, 0, 0, out.length)
  out.bytes = larger
  return larger
}

/** Of ASCII only. */
export function writeBytes(out: JsonBuffer, constant: Uint8Array): void {
  const { length } = constant
  const bytes = reserve(out, length)
  let at = out.length
  for (let index = 0; index < length; index++) bytes[at++] = constant[index] as number
  out.length = at
}

/** Digits and the like: short, and ASCII only. */
export function writeAscii(out: JsonBuffer, text: string): void {
  const { length } = text
  const bytes = reserve(out, length)
  let at = out.length
  for (let index = 0; index < length; index++) bytes[at++] = text.charCodeAt(index)
  out.length = at
}

/** Any JSON text. */
export function writeText(out: JsonBuffer, text: string): void {
  const most = text.length * 3
  const written = reserve(out, most).write(text, out.length, most)
  if (written !== text.length) out.ascii = false
  out.length += written
}

/** What has been written from `start` to `end`, once more. */
export function repeat(out: JsonBuffer, start: number, end: number): void {
  const bytes = reserve(out, end - start)
  bytes.copyWithin(out.length, start, end)
  out.length += end - start
}

/**
 * Up to here characters are written one by one; a call into the runtime costs as much as 15 of them. Microseconds per
 * thousand strings of 8, 16, 32, 64 characters (2026-11-22): one by one 72, 83, 152, 294; by call and looking at the
 * bytes afterwards 97, 92, 136, 191; JSON.stringify and a call 262, 255, 272, 303.
 */
const longestLoop = 16

const quotationMark = 34
const backslash = 92

/** A string as JSON, exactly as JSON.stringify has it. */
export function writeString(out: JsonBuffer, text: string): void {
  if (out.plain) writePlain(out, text)
  else if (!(text.length <= longestLoop ? writeShort(out, text) : writeLong(out, text))) {
    writeText(out, JSON.stringify(text))
  }
}

function writePlain(out: JsonBuffer, text: string): void {
  const { length } = text
  const bytes = reserve(out, length + 2)
  let at = out.length
  bytes[at++] = quotationMark
  if (length <= longestLoop) {
    for (let index = 0; index < length; index++) bytes[at++] = text.charCodeAt(index)
  } else {
    bytes.write(text, at, length)
    at += length
  }
  bytes[at++] = quotationMark
  out.length = at
}

/** False for a string that needs more than quotation marks around it; nothing is written then. */
function writeShort(out: JsonBuffer, text: string): boolean {
  const { length } = text
  const bytes = reserve(out, length + 2)
  let at = out.length
  bytes[at++] = quotationMark
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 || code === quotationMark || code === backslash || code > 127) return false
    bytes[at++] = code
  }
  bytes[at++] = quotationMark
  out.length = at
  return true
}

function writeLong(out: JsonBuffer, text: string): boolean {
  const { length } = text
  const most = length * 3
  const bytes = reserve(out, most + 2)
  const start = out.length + 1
  if (bytes.write(text, start, most) !== length) return false
  const end = start + length
  for (let at = start; at < end; at++) {
    const code = bytes[at] as number
    if (code < 32 || code === quotationMark || code === backslash) return false
  }
  bytes[start - 1] = quotationMark
  bytes[end] = quotationMark
  out.length = end + 1
  return true
}
