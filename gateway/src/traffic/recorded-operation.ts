// What is recorded of an operation whoever sends it: worked out once per document, then looked up by it. Apollo Server
// bounds the documents that it keeps and parses them anew for a new schema, so what hangs on them is bounded as well.
import { type InputVariable, listInputVariables } from '@supermarket/schema/traffic/input-coordinates.ts'
import { listCoordinates } from '@supermarket/schema/traffic/list-coordinates.ts'
import { signOperation } from '@supermarket/schema/traffic/sign-operation.ts'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { rootFieldNames } from '../edge/root-fields.ts'

export type RecordedOperation = {
  readonly signature: string
  /** Empty when it has none. */
  readonly name: string
  /** Used whatever the variables are. */
  readonly coordinates: readonly string[]
  readonly inputs: readonly InputVariable[]
  readonly trusted?: boolean
}

export type ResolvedOperation = {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

/** Undefined for what asks only about the graph itself: introspection, and `{ __typename }` of a health check. */
export type DescribeOperation = (resolved: ResolvedOperation) => RecordedOperation | undefined

type Described = { readonly schema: GraphQLSchema; readonly recorded: RecordedOperation | undefined }

/** `trusted` are signatures of the list of trusted documents. */
export function operationDescriber(trusted: ReadonlySet<string> = new Set()): DescribeOperation {
  const known = new WeakMap<OperationDefinitionNode, Described>()
  return (resolved) => {
    const found = known.get(resolved.operation)
    if (found?.schema === resolved.schema) return found.recorded
    const described = describe(resolved)
    const recorded =
      described && trusted.has(described.signature) ? { ...described, trusted: true } : described
    known.set(resolved.operation, { schema: resolved.schema, recorded })
    return recorded
  }
}

function describe({ schema, document, operation }: ResolvedOperation): RecordedOperation | undefined {
  if (rootFieldNames(document, operation).every((name) => name.startsWith('__'))) return undefined
  const operationName = operation.name?.value
  return {
    signature: signOperation(document, operationName),
    name: operationName ?? '',
    coordinates: listCoordinates({ schema, document, operationName, variables: {} }),
    inputs: listInputVariables(schema, operation),
  }
}
