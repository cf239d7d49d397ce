// The body of a GraphQL request over HTTP, as text: what is constant of an operation is escaped once and remembered.
// Building and encoding a body of 1.2 kB takes 1.0 µs; with the query escaped each time 1.6 (2026-11-22).
import { setBounded } from './set-bounded.ts'
import type { JsonObject, SubgraphRequest } from './subgraph-transport.ts'

const rememberedOperations = 2_000

export type BodyWriter = (request: SubgraphRequest, extensions: JsonObject | undefined) => string

type Head = { readonly operationName: string | undefined; readonly text: string }

export function bodyWriter(limit = rememberedOperations): BodyWriter {
  const heads = new Map<string, Head>()
  return (request, extensions) => {
    const { query, operationName, variablesJson } = request
    const known = heads.get(query)
    const { text } =
      known?.operationName === operationName && known !== undefined
        ? known
        : setBounded(heads, { key: query, value: headOf(query, operationName), limit })
    if (extensions === undefined) return `${text + variablesJson}}`
    return `${text + variablesJson},"extensions":${JSON.stringify(extensions)}}`
  }
}

function headOf(query: string, operationName: string | undefined): Head {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`
  return { operationName, text: `{"query":${JSON.stringify(query)},${name}"variables":` }
}
