// urql's requests by the id of their document: with the text only for a gateway that does not know the id yet.
import type { Connection } from '../connection.ts'
import { documentId } from '../document-id.ts'
import { readTraits } from '../request-traits.ts'
import { wholeText } from './whole-text.ts'

type Send = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

export function sendById({ fetch, documents }: Pick<Connection, 'fetch' | 'documents'>): Send {
  return async (input, init = {}) => {
    const { query, ...rest } = JSON.parse(String(init.body))
    const text = wholeText(query)
    const traits = readTraits(init.body)
    const extensions = { persistedQuery: { version: 1, sha256Hash: await documentId(text) } }
    const post = (own: object) => {
      const body = JSON.stringify({ ...rest, ...own, extensions: { ...rest.extensions, ...extensions } })
      return fetch(input, { ...init, body }, traits)
    }
    const answer = await post({})
    if (documents === 'id only' || !(await isUnknown(answer))) return answer
    return post({ query: text })
  }
}

async function isUnknown(answer: Response): Promise<boolean> {
  if (!/json/i.test(answer.headers.get('content-type') ?? '')) return false
  return (await answer.clone().text()).includes('"PERSISTED_QUERY_NOT_FOUND"')
}
