// A deferred answer held against the answer in one piece to the same operation over the same subgraphs.
import { parse, print } from 'graphql'
import { executeDeferred } from '../../src/defer/execute-deferred.ts'
import { executeOperation } from '../../src/execute/execute-operation.ts'
import type { ExecutionRequest } from '../../src/execute/types.ts'
import { type PreparedOperation, prepareOperation } from '../../src/graph/prepare-operation.ts'
import { unaskedFields } from '../../src/names/unasked-fields.ts'
import { type BuiltPlanner, buildPlanner } from '../../src/plan/build-planner.ts'
import { plainVariant } from '../../src/plan/operation-request.ts'
import type { Case } from '../case.ts'
import { canonical } from '../data/hash.ts'
import { isEmpty } from '../is-empty.ts'
import { type Exchange, openExchange } from '../run/exchange.ts'
import type { World } from '../world.ts'
import { collectParts } from './collect-parts.ts'
import { deferSome } from './defer-some.ts'

export type DeferVerdict = {
  readonly problems: readonly string[]
  /** 0 where, with these variables, nothing is deferred. */
  readonly parts: number
  /** Nothing went wrong and every entity was known, so that the parts had to make up the whole. */
  readonly isWhole: boolean
}

/** Undefined when Apollo's planner refuses the operation with its deferred fragments. */
export async function compareDeferred(
  given: Case,
  planner: BuiltPlanner,
  seed: string,
): Promise<(DeferVerdict & { readonly text: string }) | undefined> {
  const { world } = given
  const text = print(deferSome(given.document, world.schemas.apiSchema, seed))
  const prepared = await prepare(world, planner, { text, defer: true })
  const whole = await prepare(world, planner, { text, defer: false })
  if (!prepared || !whole) return undefined
  const exchange = openExchange({ ...given, outage: undefined })
  const deferred = await executeDeferred(prepared.compiled, requestOf(given, exchange))
  if (!deferred) return { text, problems: [], parts: 0, isWhole: false }
  const { data, problems, isHealthy, parts } = await collectParts(deferred)
  const answer = await executeOperation(whole.compiled, requestOf(given, exchange))
  const wholeData: unknown = JSON.parse(answer.dataJson)
  // A part asks for entities that the plan in one piece may not ask for. One that its subgraph does not know is null there,
  // without an error.
  const isKnown = !exchange.hasMissing
  const isWhole = isKnown && isHealthy && answer.errors.length === 0 && answer.valueCompletion.length === 0
  const differs = isWhole ? !makesUp(data, wholeData) : contradicts(data, wholeData)
  const found = differs
    ? [...problems, `deferred ${canonical(data)}\nwhole    ${canonical(wholeData)}`]
    : problems
  return { text, problems: found, parts, isWhole }
}

async function prepare(
  { schemas }: World,
  { plan }: BuiltPlanner,
  { text: source, defer }: { readonly text: string; readonly defer: boolean },
): Promise<PreparedOperation | undefined> {
  const planner = { plan: async (request: Parameters<typeof plan>[0]) => plan(request), rest() {}, end() {} }
  const variant = { ...plainVariant, key: defer ? 'defer' : '', defer }
  return prepareOperation(
    { planner, schemas, unasked: unaskedFields(schemas.supergraphSchema) },
    { queryHash: '', source, document: parse(source), operationName: 'Q', variant },
  ).catch(() => undefined)
}

function requestOf({ variables }: Case, exchange: Exchange): ExecutionRequest {
  return {
    variables,
    send: ({ subgraph, query, variablesJson }) => exchange.send(subgraph, query, JSON.parse(variablesJson)),
    context: {},
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: undefined,
  }
}

/** Whether both are the same, but for objects of which conditions leave nothing: one of them may have null for such. */
export function makesUp(parts: unknown, whole: unknown): boolean {
  if (parts === null || whole === null) return isEmpty(parts) && isEmpty(whole)
  if (typeof parts !== 'object' || typeof whole !== 'object') return parts === whole
  const keys = Object.keys(whole)
  return (
    Array.isArray(parts) === Array.isArray(whole) &&
    keys.length === Object.keys(parts).length &&
    keys.every(
      (key) => Object.hasOwn(parts, key) && makesUp(Reflect.get(parts, key), Reflect.get(whole, key)),
    )
  )
}

/** Unless all went well one of them may have a null, or nothing, where the other has more; never something else. */
function contradicts(a: unknown, b: unknown): boolean {
  if (a === null || b === null || a === undefined || b === undefined) return false
  if (typeof a !== 'object' || typeof b !== 'object') return a !== b
  if (Array.isArray(a) !== Array.isArray(b)) return true
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return true
  const keys = Object.keys(a).filter((key) => Object.hasOwn(b, key))
  return keys.some((key) => contradicts(Reflect.get(a, key), Reflect.get(b, key)))
}

export function plannerFor(world: World): BuiltPlanner {
  return buildPlanner(world.supergraphSdl, { maxEvaluatedPlans: 2 })
}
