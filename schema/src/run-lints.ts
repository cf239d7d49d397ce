// Applies every lint to the schema it is meant for: a subgraph's, the supergraph's or the clients'.
import { buildSubgraphSchema } from '@apollo/subgraph'
import { buildASTSchema, buildSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import type { SubgraphDocuments } from './compose.ts'
import type { Contract } from './contract.ts'
import { errorFinding, type Finding } from './findings.ts'
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
import { locate, type Place } from './place.ts'
import type { SubgraphName } from './subgraphs.ts'

type SubgraphLint = (schema: GraphQLSchema, subgraph: SubgraphName) => readonly string[]

const subgraphLints: Readonly<Record<string, SubgraphLint>> = {
  nullability: lintNullability,
  naming: lintNaming,
  'mutation-shape': lintMutationShape,
  lists: lintLists,
  entities: lintEntities,
  idempotency: lintIdempotency,
  forbidden: lintForbidden,
  deprecations: lintDeprecations,
}

export function runSubgraphLints(contract: Contract, names: readonly SubgraphName[]): readonly Finding[] {
  return names.flatMap((name) => {
    const schema = buildSubgraphSchema(withShared(contract.own[name], contract.shared))
    return Object.entries(subgraphLints).flatMap(([rule, lint]) =>
      lint(schema, name).map((message) =>
        errorFinding(
          `lint/${rule}`,
          `${name}: ${message}`,
          placeOfMessage(message, [contract.own[name], contract.shared]),
        ),
      ),
    )
  })
}

/** Needs no valid composition: it explains why one fails. */
export function runSharedTypeLints(contract: Contract, names: readonly SubgraphName[]): readonly Finding[] {
  const own = Object.fromEntries(names.map((name) => [name, contract.own[name]]))
  return lintSharedTypes(contract.shared, own).map((message) => {
    const [subgraph = '', type = ''] = message.split(/: | /)
    return errorFinding('lint/shared-types', message, locate(type, own[subgraph] ? [own[subgraph]] : []))
  })
}

export function runComposedLints(
  composed: { readonly supergraphSdl: string; readonly apiSdl: string },
  documents: SubgraphDocuments,
  operations: readonly OperationFile[],
): readonly Finding[] {
  const supergraph = buildASTSchema(parse(composed.supergraphSdl), { assumeValid: true })
  const api = buildSchema(composed.apiSdl)
  const findings = {
    descriptions: lintDescriptions(supergraph),
    reachability: lintReachability(api),
    operations: lintOperations(api, operations),
  }
  return Object.entries(findings).flatMap(([rule, messages]) =>
    messages.map((message) =>
      errorFinding(`lint/${rule}`, message, placeOfMessage(message, Object.values(documents))),
    ),
  )
}

/** Lints begin with the coordinate that they speak of, or with the file and its line. */
function placeOfMessage(message: string, documents: readonly DocumentNode[]): Place | undefined {
  const [, file, line] = /^(operations\/[^:]+\.graphql):(\d+): /.exec(message) ?? []
  if (file !== undefined) return { file: `schema/${file}`, line: Number(line) }
  const coordinate = /^[A-Za-z_]\w*(\.\w+)?/.exec(message)?.[0]
  return coordinate === undefined ? undefined : locate(coordinate, documents)
}
