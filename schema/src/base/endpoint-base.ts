// Asks a running GraphQL endpoint for its schema by introspection, as any client could.
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql'
import type { Base } from './base.ts'

const timeoutMs = 5_000
const maxBytes = 16 * 1024 * 1024

/** Absent when nobody answers, or not with a schema. */
export async function readEndpointBase(url: string): Promise<Base> {
  try {
    const schema = buildClientSchema(await introspect(url))
    return { kind: 'api', from: url, apiSdl: printSchema(schema) }
  } catch (error) {
    return { kind: 'absent', reason: `${url} told no schema (${reasonOf(error)})` }
  }
}

async function introspect(url: string): Promise<IntrospectionQuery> {
  const query = getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true })
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const json = parseJson(await readBounded(response))
  if (json === undefined) {
    const type = response.headers.get('content-type') ?? 'something'
    throw new Error(`status ${response.status} with ${type} that is no JSON: is it a GraphQL endpoint?`)
  }
  if (!isIntrospection(json)) {
    throw new Error(`status ${response.status} without a schema: introspection must be on there, for anybody`)
  }
  return json.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** buildClientSchema looks at the rest itself, and throws. */
function isIntrospection(json: unknown): json is { readonly data: IntrospectionQuery } {
  return (
    typeof json === 'object' &&
    json !== null &&
    'data' in json &&
    typeof json.data === 'object' &&
    json.data !== null &&
    '__schema' in json.data &&
    typeof json.data.__schema === 'object' &&
    json.data.__schema !== null
  )
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} s`
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
