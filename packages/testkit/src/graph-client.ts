// Asks a graph over HTTP as a client would, and answers what it got without judging it.
import { request } from 'undici'

export type GraphError = {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string; readonly requestId?: string }
}

export type GraphAnswer<Data> = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly data: Data | null | undefined
  readonly errors: readonly GraphError[]
  /** The body as it came. */
  readonly text: string
}

export type GraphClient = {
  readonly url: string
  readonly accessToken: string | undefined
  /** The answer as it came, errors and all. */
  ask<Data = Record<string, unknown>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    more?: { readonly operationName?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<GraphAnswer<Data>>
  /** The data of an answer without errors; throws otherwise. */
  get<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>
  /** The same graph, asked by somebody else. */
  as(accessToken: string | undefined): GraphClient
  /** The same client, at another gateway. */
  at(url: string): GraphClient
}

/** The contract's clients wait this long. */
const answerTimeoutMs = 15_000

/** `url` is the gateway's origin. */
export function graphClient(url: string, accessToken?: string): GraphClient {
  const ask: GraphClient['ask'] = async (query, variables = {}, { operationName, headers: own } = {}) => {
    const { statusCode, headers, body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'supermarket-testkit',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
        ...own,
      },
      body: JSON.stringify({ query, variables, operationName }),
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    })
    const text = await body.text()
    const { data, errors = [] } = JSON.parse(text) as { data?: never; errors?: GraphError[] }
    return { status: statusCode, headers, data, errors, text }
  }
  return {
    url,
    accessToken,
    ask,
    async get(query, variables) {
      const { data, errors, status } = await ask<never>(query, variables)
      if (errors.length > 0 || data === null || data === undefined) {
        throw new Error(`the graph answered ${status}: ${JSON.stringify(errors)}`)
      }
      return data
    },
    as: (token) => graphClient(url, token),
    at: (other) => graphClient(other, accessToken),
  }
}
