// The page /graph for the supergraph of the moment: read when somebody asks, and anew after a swap.
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { Assets } from '../assets.ts'
import { type Page, pageOf } from '../page.ts'
import type { GraphModel } from './graph-model.ts'
import { readSupergraph } from './read-supergraph.ts'
import { renderGraph } from './render-graph.ts'

export type ServedGraph = Pick<GatewayInterface, 'onSchemaLoadOrUpdate'>

export type GraphPage = {
  /** Undefined until there is a supergraph. */
  readonly page: (assets: Assets) => Page | undefined
  readonly subgraphs: () => readonly string[]
}

/** To be called before the graph is loaded: not every executor tells latecomers of it. */
export function graphPage(served: ServedGraph): GraphPage {
  let sdl: string | undefined
  let read: { readonly of: string; readonly model: GraphModel; page?: Page } | undefined
  served.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
    sdl = coreSupergraphSdl
  })

  function current() {
    if (sdl !== undefined && read?.of !== sdl) read = { of: sdl, model: readSupergraph(sdl) }
    return read
  }

  return {
    page({ pathOf }) {
      const graph = current()
      if (graph === undefined) return undefined
      graph.page ??= pageOf(renderGraph(graph.model, pathOf))
      return graph.page
    },
    subgraphs: () => current()?.model.subgraphs ?? [],
  }
}
