// Reads which domain type stands behind each GraphQL type in a subgraph's resolvers: `subgraphs/<name>/codegen.json`,
// `{ "mappers": { "Order": "../order/order.ts#Order" } }`, with paths as seen from src/generated/.
import { readFile } from 'node:fs/promises'
import { schemaRoom } from './load.ts'
import type { SubgraphName } from './subgraphs.ts'

export type Mappers = Readonly<Record<string, string>>

/** No file means no mappers: parents then have the shape of their GraphQL type. */
export async function readMappers(name: SubgraphName): Promise<Mappers> {
  const path = `subgraphs/${name}/codegen.json`
  const url = new URL(`../${path}`, schemaRoom)
  try {
    return parseMappers(JSON.parse(await readFile(url, 'utf8')), path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}

export function parseMappers(json: unknown, path: string): Mappers {
  if (!isRecord(json) || !isRecord(json.mappers)) throw new Error(`${path}: expected { "mappers": { … } }.`)
  return Object.fromEntries(
    Object.entries(json.mappers).map(([type, target]) => {
      if (typeof target !== 'string' || !/^(\.|@supermarket\/).+\.ts#\w+$/.test(target)) {
        throw new Error(`${path}: mapper of ${type} must look like "../order/order.ts#Order".`)
      }
      return [type, target]
    }),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
