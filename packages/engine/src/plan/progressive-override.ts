// Decides for every request which labels of progressive `@override` are on. `percent(x)` labels are drawn, each on its
// own, with the share that the Router gives them; the others are on when the engine's user says so.
import type { GraphQLSchema } from 'graphql'
import type { EnginePlugin } from '../graph/engine-plugin.ts'
import { overrideLabels } from './override-labels.ts'

export type ProgressiveOverrideOptions = {
  /** Labels that are on for the request of this context besides the drawn ones. Asked only where one could matter. */
  readonly labels?: ((contextValue: unknown) => Iterable<string>) | undefined
  /** From 0 up to, not including, 1. */
  readonly random?: () => number
}

export function progressiveOverride(options: ProgressiveOverrideOptions): EnginePlugin {
  const { labels, random = Math.random } = options
  const tables = new WeakMap<GraphQLSchema, ReturnType<typeof overrideLabels>>()

  function tableOf(schema: GraphQLSchema) {
    const table = tables.get(schema) ?? overrideLabels(schema)
    tables.set(schema, table)
    return table
  }

  return {
    variant({ gateway, graph }) {
      const relevant = tableOf(graph.schemas.supergraphSchema)(gateway.document)
      if (relevant.length === 0) return undefined
      const on = new Set(labels?.(gateway.context))
      const chosen = relevant
        .filter(({ label, percent = 0 }) => random() * 100 < percent || on.has(label))
        .map(({ label }) => label)
      return { key: JSON.stringify(chosen), overrideLabels: chosen }
    },
  }
}
