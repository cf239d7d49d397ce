// A generated supergraph ready to be asked: composed, with its subgraphs and the truth behind them.
import { type Composed, compose } from './compose.ts'
import { createStore, type Store } from './data/store.ts'
import { createSubgraph, type Subgraph } from './data/subgraph.ts'
import { buildGraph } from './graph/build-graph.ts'
import type { GraphChoices } from './graph/choices.ts'
import type { Graph } from './graph/model.ts'
import { printSubgraph } from './graph/print-subgraph.ts'

export type World = Composed & {
  readonly graph: Graph
  readonly store: Store
  readonly subgraphs: ReadonlyMap<string, Subgraph>
  /** Names of fields that are part of a key or of what @requires asks for. */
  readonly inputs: ReadonlySet<string>
}

/** Undefined when the choices make no supergraph that composes. */
export function createWorld(choices: GraphChoices): World | undefined {
  const graph = buildGraph(choices)
  const texts = graph.subgraphs.map((name, i) => ({ name, sdl: printSubgraph(graph, i) }))
  const composed = compose(texts)
  if (!composed) return undefined
  const store = createStore(graph)
  return {
    ...composed,
    graph,
    store,
    subgraphs: new Map(texts.map(({ name, sdl }) => [name, createSubgraph(graph, { name, sdl, store })])),
    inputs: inputsOf(texts.map(({ sdl }) => sdl)),
  }
}

function inputsOf(texts: readonly string[]): Set<string> {
  const sets = texts.flatMap((sdl) => [...sdl.matchAll(/@(?:key|requires)\(fields: "([^"]*)"/g)])
  return new Set(sets.flatMap(([, fields = '']) => fields.match(/[A-Za-z]\w*/g) ?? []))
}
