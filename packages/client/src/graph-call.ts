// One stored operation over HTTP, from its variables to its data or a ClientError.
import { ClientError, type GraphqlError } from './client-error.ts'
import type { GraphFetch } from './graph-fetch.ts'
import type { Operation } from './operation.ts'
import { readRetryAfter } from './patience.ts'
import { type RequestTraits, traitsOf } from './request-traits.ts'

/**
 * `text` sends the document. `id first` sends its id, and the document when the gateway does not know it yet. `id only`
 * is for a gateway that knows all of them.
 */
export type DocumentMode = 'text' | 'id first' | 'id only'

export type GraphCall = {
  readonly url: string
  readonly fetch: GraphFetch
  readonly documents: DocumentMode
}

export type CallOptions = {
  readonly signal?: AbortSignal | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly traits?: RequestTraits | undefined
}

export async function callGraph<Data, Variables>(
  call: GraphCall,
  operation: Operation<Data, Variables>,
  variables: Variables,
  options: CallOptions = {},
): Promise<Data> {
  const withText = call.documents === 'text'
  const response = await post(call, { operation, variables, withText }, options)
  const answer = await readAnswer<Data>(response)
  if (call.documents !== 'id first' || !isUnknownDocument(answer)) return dataOf(answer)
  return dataOf(await readAnswer<Data>(await post(call, { operation, variables, withText: true }, options)))
}

type Content<Data, Variables> = {
  readonly operation: Operation<Data, Variables>
  readonly variables: Variables
  readonly withText: boolean
}

async function post<Data, Variables>(
  { url, fetch, documents }: GraphCall,
  { operation, variables, withText }: Content<Data, Variables>,
  { signal, headers, traits = traitsOf(operation, variables) }: CallOptions,
): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: bodyOf({ operation, variables, withText }, documents),
    ...(signal === undefined ? {} : { signal }),
  }
  try {
    return await fetch(url, init, traits)
  } catch (error) {
    if (signal?.aborted) throw new ClientError({ kind: 'aborted' }, { cause: error })
    throw error
  }
}

export function bodyOf<Data, Variables>(
  { operation, variables, withText }: Content<Data, Variables>,
  documents: DocumentMode,
): string {
  const extensions = { persistedQuery: { version: 1, sha256Hash: operation.id } }
  return JSON.stringify({
    operationName: operation.name,
    ...(withText ? { query: operation.text } : {}),
    variables,
    ...(documents === 'text' ? {} : { extensions }),
  })
}

type Answer<Data> = {
  readonly status: number
  readonly data: Data | null | undefined
  readonly errors: readonly GraphqlError[]
  readonly retryAfterMs: number | undefined
}

async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  const { status, headers } = response
  const retryAfterMs = readRetryAfter(headers)
  const body = parseJson(await response.text())
  if (body === undefined) throw new ClientError({ kind: 'http', status, retryAfterMs })
  const { data, errors = [] } = body as { data?: Data | null; errors?: readonly GraphqlError[] }
  return { status, data, errors, retryAfterMs }
}

/** Undefined for what is no GraphQL answer. */
function parseJson(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const isAnswer = typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)
    return isAnswer ? body : undefined
  } catch {
    return undefined
  }
}

function dataOf<Data>({ status, data, errors, retryAfterMs }: Answer<Data>): Data {
  if (errors.length === 0 && data !== null && data !== undefined) return data
  throw new ClientError({ kind: 'graphql', status, errors, data, retryAfterMs })
}

function isUnknownDocument({ errors }: Answer<unknown>): boolean {
  return errors.some(({ extensions }) => extensions?.code === 'PERSISTED_QUERY_NOT_FOUND')
}
