// A node of a plan as one function. Everything that can be known from the plan alone is decided here: where each fetch
// applies, what its representations are made of, and which received entities may be shared between positions.
import type { ConditionNode, FetchNode, PlanNode, ResponsePath } from '@apollo/query-planner'
import { type GraphQLSchema, isInterfaceType } from 'graphql'
import type { DeferredFragment } from '../defer/deferred-fragments.ts'
import type { PlannedNames } from '../names/planned-names.ts'
import { compileContexts } from './contexts.ts'
import { type CompiledEntityFetch, runEntityFetch } from './entity-fetch.ts'
import type { CompiledFetch } from './fetch.ts'
import { fetchedKeys } from './fetch-text.ts'
import type { IsInterfaceName } from './merge.ts'
import type { PlanFacts } from './plan-facts.ts'
import { compileLevels, compilePositions, listPath, type Sharing } from './positions.ts'
import { compileRepresentation } from './representation.ts'
import { compilePathRenaming, compileRewrites } from './rewrites.ts'
import { runRootFetch } from './root-fetch.ts'
import type { Run } from './run.ts'

export type PlanStep = (run: Run) => Promise<void>

export const nothing: PlanStep = async () => {}

const never = () => false

export type Plan = {
  readonly facts: PlanFacts
  readonly schema: GraphQLSchema
  readonly names: PlannedNames
  readonly deferred: ReadonlyMap<string, DeferredFragment>
}

export function compileStep(node: PlanNode | undefined, plan: Plan): PlanStep {
  return node ? compileNode(node, [], plan) : nothing
}

function compileNode(node: PlanNode, path: ResponsePath, plan: Plan): PlanStep {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, path, plan)
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], plan)
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileNode(child, path, plan)))
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compileNode(child, path, plan)))
    case 'Condition':
      return compileCondition(node, path, plan)
    case 'Defer':
      throw new TypeError('deferred parts stand at the top of a plan, or of a deferred part')
  }
}

function inSequence(steps: readonly PlanStep[]): PlanStep {
  return async (run) => {
    for (const step of steps) await step(run)
  }
}

function inParallel(steps: readonly PlanStep[]): PlanStep {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)))
  }
}

function compileCondition(node: ConditionNode, path: ResponsePath, plan: Plan): PlanStep {
  const { condition, ifClause, elseClause } = node
  const whenTrue = ifClause ? compileNode(ifClause, path, plan) : nothing
  const whenFalse = elseClause ? compileNode(elseClause, path, plan) : nothing
  return (run) => (run.conditions.get(condition) ? whenTrue(run) : whenFalse(run))
}

function compileFetch(node: FetchNode, path: ResponsePath, plan: Plan): PlanStep {
  const run = node.requires ? entityStep(node, path, plan) : rootStep(node, path, plan)
  const { id } = node
  if (id === undefined) return run
  return async (state) => {
    await run(state)
    state.fetchEnded?.(id)
  }
}

function rootStep(node: FetchNode, path: ResponsePath, plan: Plan): PlanStep {
  const fetch = prepareFetch(node, path, plan)
  return (run) => runRootFetch(run, fetch)
}

function entityStep(node: FetchNode, path: ResponsePath, plan: Plan): PlanStep {
  const { facts, schema } = plan
  const inputRewrites = compileRewrites(node.inputRewrites, schema)
  const last = path.at(-1)
  const fetch: CompiledEntityFetch = {
    ...prepareFetch(node, path, plan),
    collectHolders: compileLevels(path.slice(0, -1), sharingOf(facts)),
    place: last === '@' || last === undefined ? undefined : String(last),
    representation: compileRepresentation(node.requires ?? [], { schema, inputRewrites }),
    isExclusive: facts.isExclusive(node),
    likeness: facts.likenessOf(node),
    batchPlace: facts.batchPlaces.get(node),
    unifies: facts.unified.has(path.join('.')),
    isInterface: inputRewrites ? interfaceNames(schema) : never,
    readContexts: node.contextRewrites && compileContexts(node.contextRewrites, path, schema),
  }
  return (run) => runEntityFetch(run, fetch)
}

export function prepareFetch(node: FetchNode, path: ResponsePath, plan: Plan): CompiledFetch {
  const { facts, schema, names } = plan
  const renamePath = compilePathRenaming(node.outputRewrites)
  const prefix = listPath(path)
  return {
    node,
    path,
    collect: compilePositions(path, sharingOf(facts)),
    outputRewrites: compileRewrites(node.outputRewrites, schema),
    isInterfaceName: interfaceNames(schema),
    renamePath,
    clientPath: (answered) =>
      answered.map((element) => (typeof element === 'string' ? names.clientName(element) : element)),
    failurePaths: (conditions) =>
      node.requires
        ? [prefix]
        : fetchedKeys(node.operation, conditions).map((key) => [...prefix, ...renamePath([key])]),
    variables: (node.variableUsages ?? []).map((name) => ({
      name: names.clientVariable(name),
      prefix: `${JSON.stringify(name)}:`,
    })),
  }
}

function interfaceNames(schema: GraphQLSchema): IsInterfaceName {
  return (typename) => isInterfaceType(schema.getType(String(typename)))
}

function sharingOf({ shared, unified }: PlanFacts): Sharing {
  return {
    isShared: (path) => shared.has(path.join('.')),
    isUnified: (path) => unified.has(path.join('.')),
  }
}
