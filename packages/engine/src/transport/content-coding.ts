// Content codings of answers: what may be asked for, and how it is undone without ever holding more than the cap.
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { FetchFailure } from './fetch-failure.ts'

export const acceptedCodings = 'gzip, br'

type Decode = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
])

/** Rejects with a FetchFailure: the coding is unknown, the body is not what it says, or inflates past `maxBytes`. */
export async function decodeContent(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const decode = decoders.get(coding.trim().toLowerCase())
  if (decode === undefined) throw new FetchFailure('not-graphql', `The answer is coded as ${coding}.`)
  try {
    return await decode(body, { maxOutputLength: maxBytes })
  } catch (error) {
    if (error instanceof RangeError)
      throw new FetchFailure('too-large', `The answer inflates past ${maxBytes} bytes.`)
    throw new FetchFailure('not-graphql', `The answer is not what its coding ${coding} says.`, error)
  }
}
