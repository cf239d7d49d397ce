// An operation ready to run: its plan as a function, and a writer for each way in which its conditions can fall.
import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql'
import { plannedLabels } from '../defer/compile-defer.ts'
import { deferredFragments } from '../defer/deferred-fragments.ts'
import { type PartKey, reachedParts } from '../defer/reached-parts.ts'
import { type PlannedNames, sameNames } from '../names/planned-names.ts'
import {
  compilePartWriter,
  compileWriter,
  type WriteAnswer,
  type WrittenPart,
} from '../write/compile-writer.ts'
import { type CompiledPlan, compilePlan } from './compile-plan.ts'
import { type ConditionVariable, conditionVariables } from './conditions.ts'
import type { GraphSchemas } from './types.ts'

export type OperationSource = {
  readonly plan: QueryPlan
  /** The client's document, valid for the API schema; as `labelDefers` gives it when the plan has deferred parts. */
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly schemas: GraphSchemas
  /** Selections of `document` that `plan` leaves out and that are null in the answer whatever is fetched. */
  readonly removed?: ReadonlySet<SelectionNode> | undefined
  /** What `plan` calls what `document` asks for; by default the same. */
  readonly names?: PlannedNames | undefined
  /** Whether entity fetches may go out together; by default they may. */
  readonly batching?: boolean | undefined
}

export type CompiledOperation = {
  readonly operation: OperationDefinitionNode
  readonly fragments: readonly FragmentDefinitionNode[]
  readonly apiSchema: GraphQLSchema
  /** Variables whose values decide which parts of the operation are asked for. */
  readonly conditions: readonly ConditionVariable[]
  /** Plan and writers for these values of the conditions; made when they come first. */
  readonly variantFor: (conditions: ReadonlyMap<string, boolean>) => OperationVariant
}

export type OperationVariant = {
  readonly plan: CompiledPlan
  readonly write: WriteAnswer
  readonly partWriter: (part: WrittenPart) => WriteAnswer
  /** The deferred fragments that the operation comes to. */
  readonly reached: () => ReadonlySet<PartKey>
}

const noSelections: ReadonlySet<SelectionNode> = new Set()

/** Throws a TypeError for a document without that operation. */
export function compileOperation(source: OperationSource): CompiledOperation {
  const {
    plan,
    document,
    operationName,
    schemas,
    removed = noSelections,
    names = sameNames,
    batching = true,
  } = source
  const { apiSchema, supergraphSchema } = schemas
  const operation = getOperationAST(document, operationName)
  if (!operation) throw new TypeError('the document has no such operation')
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  const fragmentsByName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
  const deferred = deferredFragments(document, apiSchema)
  const planOf = remember((node: PlanNode | SubscriptionNode | undefined) =>
    compilePlan({ node, schema: supergraphSchema, names, deferred, batching }),
  )
  return {
    operation,
    fragments,
    apiSchema,
    conditions: conditionVariables(document, names),
    variantFor: variants((conditions) => {
      const compiled = planOf(branchOf(plan.node, conditions))
      // The planner may come to the end that a fragment is not worth a part of its own.
      const putOff = plannedLabels(compiled.defer)
      const options = {
        operation: {
          schema: apiSchema,
          fragments: fragmentsByName,
          conditions,
          deferred: putOff,
          removed,
          names,
        },
        sharing: compiled.sharing,
      }
      return {
        plan: compiled,
        write: compileWriter(operation, options),
        partWriter: remember((part) => compilePartWriter(part, options)),
        reached: once(() => reachedParts(operation, options.operation)),
      }
    }),
  }
}

/** Whether parts are deferred at all may hang on conditions; those stand at the top of a plan then. */
function branchOf(
  node: PlanNode | SubscriptionNode | undefined,
  conditions: ReadonlyMap<string, boolean>,
): PlanNode | SubscriptionNode | undefined {
  if (node?.kind !== 'Condition') return node
  return branchOf(conditions.get(node.condition) ? node.ifClause : node.elseClause, conditions)
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** Twenty conditions can fall in a million ways; those in use are few. */
const maxVariants = 64

function variants(make: (conditions: ReadonlyMap<string, boolean>) => OperationVariant) {
  const made = new Map<string, OperationVariant>()
  return (conditions: ReadonlyMap<string, boolean>): OperationVariant => {
    let key = ''
    for (const value of conditions.values()) key += value ? '1' : '0'
    const known = made.get(key)
    if (known) return known
    if (made.size >= maxVariants) made.clear()
    const variant = make(conditions)
    made.set(key, variant)
    return variant
  }
}
