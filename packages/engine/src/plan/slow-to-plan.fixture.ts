// A supergraph in which operations of a few lines take the planner seconds: every field of the root can be had from
// each of five subgraphs, and the planner weighs every combination.
import { compose, type SubgraphText, subgraph } from '../engine.fixture.ts'

const choices = ['b', 'c', 'd', 'e', 'f'].map((name) =>
  subgraph(
    name,
    `type T @key(fields: "id") { id: ID! v: V @shareable }
     type V @key(fields: "id") { id: ID! w: Int @shareable }`,
  ),
)

export const slowSubgraphs: readonly SubgraphText[] = [
  subgraph('a', 'type Query { root: T } type T @key(fields: "id") { id: ID! next: T }'),
  ...choices,
]

export const slowToPlan = compose(slowSubgraphs)

/** The planner's own default, and ten times the engine's. */
export const slowMaxEvaluatedPlans = 10_000

/** With that many, planned alone on an idle core: 16 takes 2.4 s, 32 takes 4.5 s, 128 takes 15 s (2026-11-22). */
export function slowOperation(width: number): string {
  const fields = Array.from({ length: width }, (_, index) => `n${index}: next { v { w } }`)
  return `query Slow { root { ${fields.join(' ')} } }`
}

export const quickOperation = 'query Quick { root { id } }'

/** Fragments that each spread the next one twice: 2 to the power of `depth` fields for the planner to hold. */
export function doublingOperation(depth: number): string {
  const fragments = Array.from(
    { length: depth },
    (_, index) => `fragment F${index} on T { a: next { ...F${index + 1} } b: next { ...F${index + 1} } }`,
  )
  return `query Doubling { root { ...F0 } } ${fragments.join(' ')} fragment F${depth} on T { id }`
}
