// The HTTP request that Apollo Server is shown for one that may be answered in parts. It refuses what it would refuse
// anyway: whatever cannot be read here goes to it as it came.
import type { IncomingHttpHeaders } from 'node:http'
import type { HeaderMap, HTTPGraphQLRequest } from '@apollo/server'

export type HttpRequestParts = {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Of the URL, with or without its question mark. */
  readonly search: string
  /** Parsed JSON; whatever else where the request is not JSON. */
  readonly body: unknown
}

/**
 * @param accept what the client takes in place of a stream.
 *
 * GET becomes POST: Apollo Server answers 405 to a subscription by GET, which is how EventSource asks. Mutations by GET
 * are refused by the executor, which finds that in the delivery.
 */
export function apolloRequest(parts: HttpRequestParts, accept: string | undefined): HTTPGraphQLRequest {
  const { method, search, body } = parts
  const headers = headerMap(parts.headers, accept)
  const parameters = method === 'GET' && mayBeGet(headers) ? readParameters(search) : undefined
  if (parameters === undefined) return { method, headers, search, body }
  return { method: 'POST', headers, search: '', body: parameters }
}

/** A HeaderMap is a Map with lower-case names, which Node's are; its class would load Apollo Server here. */
export function headerMap(headers: IncomingHttpHeaders, accept?: string | undefined): HeaderMap {
  const map = new Map<string, string>()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  map.delete('accept')
  if (accept !== undefined) map.set('accept', accept)
  return map as HeaderMap
}

/** Another content type by GET is refused with 415. */
function mayBeGet(headers: HeaderMap): boolean {
  const type = headers.get('content-type')
  return type === undefined || /^application\/json\s*(;|$)/i.test(type.trim())
}

/** Undefined when a parameter is given twice or is not JSON. */
function readParameters(search: string): Record<string, unknown> | undefined {
  const parameters = new URLSearchParams(search)
  const read = new Map<string, unknown>()
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const [value, ...others] = parameters.getAll(name)
    if (others.length > 0) return undefined
    if (value === undefined) continue
    const isJson = name === 'variables' || name === 'extensions'
    const parsed = isJson ? parseObject(value) : value
    if (parsed === undefined) return undefined
    read.set(name, parsed)
  }
  return read.size === 0 ? undefined : Object.fromEntries(read)
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
