// One HTTP request to a merchant's endpoint, by node's own client: it follows no redirect, decodes no body, and connects
// to the addresses that were checked. What must stay true: however the endpoint behaves, it costs its time-out and 64 kB.
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Target } from './target.ts'

const mostReadBytes = 64 * 1024

/** Answers the status; rejects when there was none, with the signal's reason when that ended it. */
export async function postMessage(
  target: Target,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const send = target.url.protocol === 'https:' ? httpsRequest : httpRequest
  const bytes = Buffer.from(body)
  const request = send(target.url, {
    method: 'POST',
    headers: { ...headers, 'content-length': bytes.length },
    // A connection of its own: one that is kept may lead to an address that was checked for another name.
    agent: false,
    lookup: lookupOf(target),
    maxHeaderSize: 16 * 1024,
    signal,
  })
  request.on('error', (error) => reject(signal.aborted ? signal.reason : error))
  request.on('response', (response) => {
    // The status decides, whatever becomes of the body.
    readSome(response).then(
      () => {
        request.destroy()
        resolve(response.statusCode ?? 0)
      },
      (error: unknown) => reject(error),
    )
  })
  request.end(bytes)
  return promise
}

/** Until its end, its bound, or its failure: an endpoint that is cut off while it answers may take that for ours. */
async function readSome(response: IncomingMessage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let read = 0
  response.on('data', (chunk: Buffer) => {
    read += chunk.length
    if (read > mostReadBytes) resolve()
  })
  response.on('error', () => resolve())
  response.on('close', () => resolve())
  response.on('end', () => resolve())
  await promise
}

function lookupOf({ addresses: [first, ...others] }: Target): LookupFunction {
  return (_hostname, { all }, callback) => {
    if (all)
      callback(
        null,
        [first, ...others].map(({ address, family }) => ({ address, family })),
      )
    else callback(null, first.address, first.family)
  }
}
