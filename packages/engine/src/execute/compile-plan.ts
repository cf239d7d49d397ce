// A query plan, ready to run: as one function, or as the parts that a deferred answer or a subscription runs by itself.
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { type CompiledDefer, compileDefer } from '../defer/compile-defer.ts'
import type { DeferredFragment } from '../defer/deferred-fragments.ts'
import type { PlannedNames } from '../names/planned-names.ts'
import type { SharedPaths } from '../write/object-writer.ts'
import { compileStep, nothing, type Plan, type PlanStep, prepareFetch } from './compile-step.ts'
import type { CompiledFetch } from './fetch.ts'
import { gatherFacts, keyPath } from './plan-facts.ts'

export type CompiledPlan = {
  readonly run: PlanStep
  /** Instead of `run`, for a plan with deferred parts. */
  readonly defer?: CompiledDefer
  /** Instead of `run`, for a subscription: takes in an event, then does what the event needs. */
  readonly subscription?: { readonly source: CompiledFetch; readonly rest: PlanStep }
  readonly sharing: SharedPaths
}

export type PlanSource = {
  readonly node: PlanNode | SubscriptionNode | undefined
  /** The whole supergraph's: plans speak of inaccessible elements too. */
  readonly schema: GraphQLSchema
  readonly names: PlannedNames
  readonly deferred: ReadonlyMap<string, DeferredFragment>
  /** Whether entity fetches may go out together. */
  readonly batching: boolean
}

export function compilePlan({ node, batching, ...rest }: PlanSource): CompiledPlan {
  if (!node) return { run: nothing, sharing: { objects: new Set(), children: new Set() } }
  const facts = gatherFacts(node.kind === 'Subscription' ? sequenceOf(node) : node, batching)
  const plan: Plan = { ...rest, facts }
  const keyPaths = (paths: ReadonlySet<string>) => new Set([...paths].map((path) => keyPath(path.split('.'))))
  const sharing = { objects: keyPaths(facts.unified), children: keyPaths(facts.shared) }
  if (node.kind === 'Defer') return { run: nothing, sharing, defer: compileDefer(node, plan) }
  if (node.kind !== 'Subscription') return { run: compileStep(node, plan), sharing }
  const source = prepareFetch(node.primary, [], plan)
  return { run: nothing, sharing, subscription: { source, rest: compileStep(node.rest, plan) } }
}

function sequenceOf({ primary, rest }: SubscriptionNode): PlanNode {
  return { kind: 'Sequence', nodes: rest ? [primary, rest] : [primary] }
}
