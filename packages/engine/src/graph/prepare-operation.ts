// From the text of an operation to closures that execute it: restrict, rename what would collide, plan, compile.
import type { QueryPlan } from '@apollo/query-planner'
import { GraphQLError, print, validate } from 'graphql'
import { labelDefers } from '../defer/label-defers.ts'
import { EngineError } from '../errors.ts'
import { type CompiledOperation, compileOperation } from '../execute/compile-operation.ts'
import type { GraphSchemas } from '../execute/types.ts'
import { namesFor, renameForPlanning } from '../names/planned-names.ts'
import type { UnaskedFields } from '../names/unasked-fields.ts'
import { deferRules } from '../plan/defer-rules.ts'
import type { OperationRequest } from '../plan/operation-request.ts'
import type { Planner, PlanRequest } from '../plan/planner.ts'

/** One object per operation, variant and graph: what is derived from it can be kept in a WeakMap. */
export type PreparedOperation = {
  readonly request: OperationRequest
  /** Calls some things otherwise than the client: see `PlannedNames`. */
  readonly plan: QueryPlan
  readonly compiled: CompiledOperation
}

export type PreparationTools = {
  readonly planner: Planner
  readonly schemas: GraphSchemas
  /** Of the supergraph. */
  readonly unasked: UnaskedFields
  readonly batching?: boolean | undefined
}

/** Rejects as the planner does, and with GRAPHQL_VALIDATION_FAILED for a `@defer` where none can be. */
export async function prepareOperation(
  { planner, schemas, unasked, batching }: PreparationTools,
  request: OperationRequest,
): Promise<PreparedOperation> {
  const { operationName, variant } = request
  requireValidDefer(request, schemas)
  const document = variant.defer ? labelDefers(request.document) : request.document
  const restriction = variant.restrict?.(document, schemas)
  const asked = restriction ? restriction.document : document
  const names = namesFor(document, unasked)
  const planned = asked && renameForPlanning(asked, names)
  const plan = planned
    ? await planInParts(planner, {
        source: planned === request.document ? request.source : print(planned),
        operationName,
        defer: variant.defer,
        overrideLabels: variant.overrideLabels,
      })
    : nothingToFetch
  const removed = restriction?.removed
  const compiled = compileOperation({ plan, document, operationName, schemas, removed, names, batching })
  return { request, plan, compiled }
}

/**
 * The planner breaks on some deferred fragments that it plans well where they are not deferred: the oracle finds one in
 * twenty-five operations of such (query-planner 2.14.4). Then the answer comes whole, as the specification allows.
 */
async function planInParts(planner: Planner, request: PlanRequest): Promise<QueryPlan> {
  try {
    return await planner.plan(request)
  } catch (error) {
    if (!request.defer || error instanceof EngineError) throw error
    return planner.plan({ ...request, defer: false })
  }
}

const nothingToFetch: QueryPlan = { kind: 'QueryPlan' }

/** Apollo Server has run the rules of graphql 16, which know nothing of `@defer`. */
function requireValidDefer({ source, document }: OperationRequest, { apiSchema }: GraphSchemas): void {
  const error = source.includes('@defer') ? validate(apiSchema, document, deferRules)[0] : undefined
  if (error === undefined) return
  throw new GraphQLError(error.message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}
