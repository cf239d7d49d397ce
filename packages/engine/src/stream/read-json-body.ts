// The JSON body of a request on a bare node:http server, where no framework has read it.
import type { IncomingMessage } from 'node:http'
import type { GraphQLError } from 'graphql'
import { refusal } from './refusals.ts'

export type ReadBody =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly error: GraphQLError }

/** What is not JSON is undefined, as Apollo Server wants it; compressed bodies are refused. Rejects when the client goes before the end. */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return { ok: true, body: undefined }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return { ok: false, status: 415, error: refusal('BAD_REQUEST', 'Send the body uncompressed.') }
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      return { ok: false, status: 413, error: refusal('BAD_REQUEST', `The body is over ${maxBytes} bytes.`) }
    }
    chunks.push(chunk)
  }
  try {
    return { ok: true, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { ok: false, status: 400, error: refusal('BAD_REQUEST', 'The body is not JSON.') }
  }
}
