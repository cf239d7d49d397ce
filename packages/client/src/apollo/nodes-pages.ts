// How Apollo's cache keeps a connection whose pages are asked for by `after`: one growing list for each set of other
// arguments. A first page, asked for anew, takes the place of all.
import type { FieldPolicy, Reference } from '@apollo/client'

type Page = {
  readonly nodes?: readonly Reference[]
  readonly pageInfo?: { readonly endCursor?: string | null; readonly hasNextPage?: boolean }
}

/** `keyArgs`: the arguments that tell one list from another; neither `first` nor `after`. */
export function nodesPages(keyArgs: readonly string[] = []): FieldPolicy<Page | null> {
  return {
    keyArgs: keyArgs.length === 0 ? false : [...keyArgs],
    merge(existing, incoming, { args }) {
      const isNext = typeof args?.after === 'string'
      if (!isNext || !existing?.nodes || !incoming?.nodes) return incoming
      const known = new Set(existing.nodes.map(({ __ref }) => __ref))
      const fresh = incoming.nodes.filter(({ __ref }) => !known.has(__ref))
      return { ...incoming, nodes: [...existing.nodes, ...fresh] }
    },
  }
}
