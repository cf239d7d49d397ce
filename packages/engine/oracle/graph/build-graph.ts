// Reads fast-check's numbers as choices of a supergraph. Whatever the numbers, what comes out should compose; the few
// that do not are counted where they are composed.
import { addFederation } from './build-federation.ts'
import { buildField } from './build-field.ts'
import { addTypes } from './build-types.ts'
import type { GraphChoices } from './choices.ts'
import type { Draft } from './draft.ts'
import type { Graph, Rates } from './model.ts'

export function buildGraph(choices: GraphChoices): Graph {
  const draft: Draft = {
    subgraphs: ['a', 'b', 'c', 'd', 'e'].slice(0, choices.subgraphs),
    types: new Map(),
    queries: [],
    mutations: [],
    externals: new Set(),
    labels: [],
    rates: ratesOf(choices.rates),
    seed: choices.seed,
  }
  const candidates = draft.subgraphs.map((_, subgraph) => subgraph)
  addTypes(draft, choices)
  for (const [i, field] of choices.queries.entries()) {
    // A root field that leads nowhere teaches nothing: leaves become entities.
    const kind = field.kind < 6 ? 8 : field.kind
    draft.queries.push(buildField(draft, { ...field, kind }, { name: `r${i}`, candidates }))
  }
  for (const [i, field] of choices.mutations.entries()) {
    draft.mutations.push(buildField(draft, field, { name: `m${i}`, candidates, mayShare: false }))
  }
  addFederation(draft, choices)
  return draft
}

function ratesOf(rates: GraphChoices['rates']): Rates {
  return {
    error: [0, 10, 40, 100][rates.error] ?? 0,
    null: [0, 50, 120, 250][rates.null] ?? 0,
    violation: [0, 0, 15, 40][rates.violation] ?? 0,
    missing: [0, 0, 40, 120][rates.missing] ?? 0,
    corrupt: [0, 0, 30, 100][rates.corrupt] ?? 0,
  }
}
