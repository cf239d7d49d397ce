// One client of the graph: a connection of its own, one request at a time. What must stay true: whatever is not a
// whole answer without errors throws, so that failing fast never counts as speed.
import { Client } from 'undici'

export type Variables = Readonly<Record<string, unknown>>

/** Answers the data. */
export type Ask = <Data>(query: string, variables?: Variables, accessToken?: string) => Promise<Data>

export type Asker = AsyncDisposable & { readonly ask: Ask }

const timeoutMs = 15_000

/** `place` tells clients apart: where the system allows it, each comes from a loopback address of its own. */
export function openAsker(url: string, place: number): Asker {
  const client = new Client(url, {
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    ...(process.platform === 'linux' ? { localAddress: `127.0.1.${place + 1}` } : {}),
  })
  const ask: Ask = async (query, variables = {}, accessToken) => {
    const { statusCode, body } = await client.request({
      path: '/graphql',
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      body: JSON.stringify({ query, variables }),
    })
    const answer = (await body.json()) as { data?: unknown; errors?: unknown }
    if (statusCode !== 200 || answer.errors !== undefined || answer.data == null) {
      throw new Error(`the graph answered ${statusCode}: ${JSON.stringify(answer.errors ?? answer)}`)
    }
    return answer.data as never
  }
  return { ask, [Symbol.asyncDispose]: () => client.close() }
}
