// What executors should say of fetches that failed as a whole. Stock tells one error without a place of its own; the
// engine tells one at each place that stays empty.
import type { FetchNode, PlanNode, ResponsePath } from '@apollo/query-planner'
import { type DirectiveNode, Kind, parse, type SelectionSetNode } from 'graphql'
import type { Case } from '../case.ts'
import { canonical } from '../data/hash.ts'
import type { SentRequest } from '../run/exchange.ts'
import { type OutageMode, outageMessage } from '../run/outage.ts'
import type { ToldError } from '../run/outcome.ts'

type Placed = { readonly fetch: FetchNode; readonly path: ResponsePath }
type Told = { readonly message: string; readonly code: string }

export type Failures = { readonly stock: readonly ToldError[]; readonly engine: readonly ToldError[] }

/** Both executors have sent the same requests; `requests` are stock's, whose representations are counted. */
export function expectedFailures(given: Case, requests: readonly SentRequest[]): Failures {
  const conditions = conditionValues(given)
  const node = given.plan.node
  const placed = node && node.kind !== 'Subscription' ? fetchesOf(node, [], conditions) : []
  const stock: ToldError[] = []
  const engine: ToldError[] = []
  for (const request of requests) {
    const { outage, subgraph } = request
    if (outage === undefined || (request.representations === undefined && isOfEntities(outage))) continue
    const index = placed.findIndex(
      ({ fetch }) => fetch.serviceName === subgraph && fetch.operation === request.query,
    )
    const [found] = index < 0 ? [] : placed.splice(index, 1)
    if (!found) continue
    stock.push(...stockFailures(outage, request, found))
    const told = engineFailure(outage, subgraph)
    for (const path of emptyPlaces(found, conditions))
      engine.push(error(told.message, path, told.code, subgraph))
  }
  return { stock, engine }
}

function isOfEntities(mode: OutageMode): boolean {
  return mode === 'nulls-entities' || mode === 'loses-entity'
}

function engineFailure(mode: OutageMode, subgraph: string): Told {
  if (mode === 'refuses') return { message: outageMessage(subgraph), code: 'OVERLOADED' }
  if (mode === 'nulls-root' || mode === 'nulls-entities') {
    return { message: outageMessage(subgraph), code: 'DOWNSTREAM_SERVICE_ERROR' }
  }
  return { message: `The ${subgraph} subgraph is not available.`, code: 'UPSTREAM_UNAVAILABLE' }
}

function stockFailures(mode: OutageMode, request: SentRequest, { path }: Placed): ToldError[] {
  const { subgraph, representations = [] } = request
  const message = outageMessage(subgraph)
  const expected = 'Expected "data._entities"'
  switch (mode) {
    case 'unreachable':
      return [error(`The ${subgraph} subgraph is not available.`, null, 'UPSTREAM_UNAVAILABLE')]
    case 'refuses':
      return [error(message, null, 'OVERLOADED', subgraph)]
    case 'nulls-root':
      return [error(message, null, 'DOWNSTREAM_SERVICE_ERROR', subgraph)]
    case 'nulls-entities':
      return [
        error(message, [...path, '_entities'], 'DOWNSTREAM_SERVICE_ERROR', subgraph),
        error(`${expected} in response to be an array`, null),
      ]
    case 'loses-entity':
      return [error(`${expected} to contain ${representations.length} elements`, null)]
    case 'says-nothing':
      return []
  }
}

function error(message: string, path: ResponsePath | null, code?: string, serviceName?: string): ToldError {
  const extensions = {
    ...(code === undefined ? {} : { code }),
    ...(serviceName === undefined ? {} : { serviceName }),
  }
  return { message, path: JSON.stringify(path), extensions: canonical(extensions) }
}

/** An entity fetch stands for everything from its first list on, a root fetch for each of its root fields. */
function emptyPlaces({ fetch, path }: Placed, conditions: ReadonlyMap<string, boolean>): ResponsePath[] {
  const end = path.indexOf('@')
  const prefix = end < 0 ? path : path.slice(0, end)
  if (fetch.requires) return [prefix]
  const renames = new Map(
    (fetch.outputRewrites ?? []).flatMap((rewrite): [string, string][] =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.join(), rewrite.renameKeyTo]] : [],
    ),
  )
  return rootKeys(fetch.operation, conditions).map((key) => [...prefix, renames.get(key) ?? key])
}

function rootKeys(operation: string, conditions: ReadonlyMap<string, boolean>): string[] {
  const { definitions } = parse(operation, { noLocation: true })
  const keys = new Set<string>()
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (!isIncluded(selection.directives, conditions)) continue
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet)
      else {
        const { value: name } = selection.name
        for (const each of definitions) {
          if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name) walk(each.selectionSet)
        }
      }
    }
  }
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet)
  }
  return [...keys]
}

function isIncluded(
  directives: readonly DirectiveNode[] = [],
  conditions: ReadonlyMap<string, boolean>,
): boolean {
  return directives.every(({ name, arguments: [condition] = [] }) => {
    const value = condition?.value
    const holds =
      value?.kind === Kind.VARIABLE
        ? conditions.get(value.name.value)
        : value?.kind === Kind.BOOLEAN && value.value
    return name.value === 'skip' ? !holds : holds
  })
}

/** Fetches of the branches that are taken. */
function fetchesOf(node: PlanNode, path: ResponsePath, conditions: ReadonlyMap<string, boolean>): Placed[] {
  switch (node.kind) {
    case 'Fetch':
      return [{ fetch: node, path }]
    case 'Flatten':
      return fetchesOf(node.node, [...path, ...node.path], conditions)
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => fetchesOf(child, path, conditions))
    case 'Condition': {
      const branch = conditions.get(node.condition) ? node.ifClause : node.elseClause
      return branch ? fetchesOf(branch, path, conditions) : []
    }
    case 'Defer':
      throw new TypeError('no plan of the oracle has deferred parts')
  }
}

function conditionValues({ document, variables }: Case): Map<string, boolean> {
  const values = new Map<string, boolean>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const { variable, defaultValue } of definition.variableDefinitions ?? []) {
      const { value: name } = variable.name
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined
      const value = given ?? (defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined)
      if (typeof value === 'boolean') values.set(name, value)
    }
  }
  return values
}
