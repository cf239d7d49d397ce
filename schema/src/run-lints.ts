// Applies every lint to the schema it is meant for: a subgraph's, the supergraph's or the clients'.
import { buildSubgraphSchema } from '@apollo/subgraph'
import { buildASTSchema, buildSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import { lintDeprecations } from './lints/deprecations.ts'
import { lintDescriptions } from './lints/descriptions.ts'
import { lintEntities } from './lints/entities.ts'
import { lintForbidden } from './lints/forbidden.ts'
import { lintIdempotency } from './lints/idempotency.ts'
import { lintLists } from './lints/lists.ts'
import { lintMutationShape } from './lints/mutation-shape.ts'
import { lintNaming } from './lints/naming.ts'
import { lintNullability } from './lints/nullability.ts'
import { lintOperations } from './lints/operations.ts'
import { lintReachability } from './lints/reachability.ts'
import { lintSharedTypes } from './lints/shared-types.ts'
import { type OperationFile, withShared } from './load.ts'
import { type SubgraphName, subgraphNames } from './subgraphs.ts'

export type Contract = {
  readonly shared: DocumentNode
  readonly own: Readonly<Record<SubgraphName, DocumentNode>>
  readonly operations: readonly OperationFile[]
}

const subgraphLints: readonly ((schema: GraphQLSchema, subgraph: SubgraphName) => readonly string[])[] = [
  lintNullability,
  lintNaming,
  lintMutationShape,
  lintLists,
  lintEntities,
  lintIdempotency,
  lintForbidden,
  lintDeprecations,
]

export function runSubgraphLints(contract: Contract): readonly string[] {
  return subgraphNames.flatMap((name) => {
    const schema = buildSubgraphSchema(withShared(contract.own[name], contract.shared))
    return subgraphLints.flatMap((lint) => lint(schema, name)).map((finding) => `${name}: ${finding}`)
  })
}

/** Needs no valid composition: it explains why one fails. */
export function runSharedTypeLints(contract: Contract): readonly string[] {
  return lintSharedTypes(contract.shared, contract.own)
}

export function runComposedLints(
  composed: { readonly supergraphSdl: string; readonly apiSdl: string },
  operations: readonly OperationFile[],
): readonly string[] {
  const supergraph = buildASTSchema(parse(composed.supergraphSdl), { assumeValid: true })
  const api = buildSchema(composed.apiSdl)
  return [...lintDescriptions(supergraph), ...lintReachability(api), ...lintOperations(api, operations)]
}
