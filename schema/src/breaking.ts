// Finds what a client of the base supergraph could no longer do with the current one.
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { apiSchemaOf } from './compose.ts'

export type SchemaChange = { readonly path: string; readonly message: string }

/** Both are supergraphs; only what clients see of them is compared. */
export async function findBreakingChanges(
  baseSupergraphSdl: string,
  supergraphSdl: string,
): Promise<readonly SchemaChange[]> {
  const changes = await diff(apiSchemaOf(baseSupergraphSdl), apiSchemaOf(supergraphSdl))
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .map((change) => ({ path: change.path ?? '', message: change.message }))
}
