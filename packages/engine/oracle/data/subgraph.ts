// A subgraph in memory: Apollo's own subgraph schema over the store, executed by graphql-js, answering in plain JSON.
import { buildSubgraphSchema } from '@apollo/subgraph'
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  parse,
} from 'graphql'
import type { Graph } from '../graph/model.ts'
import { happens } from './hash.ts'
import { corrupt } from './leaves.ts'
import type { Store } from './store.ts'
import { rootThing, type Thing } from './things.ts'

export type Answer = {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly GraphQLFormattedError[]
}

export type Subgraph = {
  readonly name: string
  readonly sdl: string
  /** `journal` gets a line for each mutation that runs. */
  answer(query: string, variables: Readonly<Record<string, unknown>>, journal: string[]): Promise<Answer>
}

type Context = { readonly journal: string[]; readonly subgraph: string; readonly store: Store }

export function createSubgraph(
  graph: Graph,
  { name, sdl, store }: { name: string; sdl: string; store: Store },
): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: references(graph, name, store) }])
  const documents = new Map<string, DocumentNode>()
  return {
    name,
    sdl,
    answer: async (query, variables, journal) => {
      const document = documents.get(query) ?? parse(query, { noLocation: true })
      documents.set(query, document)
      const context: Context = { journal, subgraph: name, store }
      const result = await execute({
        schema,
        document,
        variableValues: variables,
        contextValue: context,
        fieldResolver: readField,
        typeResolver: ({ kind }: Thing) => kind,
      })
      return JSON.parse(corrupt(JSON.stringify(result)))
    },
  }
}

const readField: GraphQLFieldResolver<Thing | undefined, Context> = (
  thing,
  args,
  { journal, subgraph, store },
  info,
) => {
  const { name } = info.parentType
  if (name === 'Mutation') journal.push(`${subgraph}.${info.fieldName}(${JSON.stringify(args)})`)
  return store.read(thing ?? rootThing(name), info.fieldName, args)
}

/** Not every subgraph knows every entity, and looking one up can fail. */
function references(graph: Graph, subgraph: string, store: Store) {
  const resolve = (type: string) => async (representation: Record<string, unknown>) => {
    const thing = store.find(type, representation)
    if (!thing) return null
    const place = `${graph.seed} ${subgraph} ${thing.identity}`
    if (happens(`missing ${place}`, graph.rates.missing)) return null
    if (happens(`broken ${place}`, graph.rates.error / 4))
      throw new Error(`${thing.identity} cannot be found`)
    return thing
  }
  const index = graph.subgraphs.indexOf(subgraph)
  const names = [...graph.types.values()].flatMap((type) => {
    if (type.kind === 'entity') return type.presence.has(index) ? [type.name] : []
    if (type.kind !== 'interface-object') return []
    return index === type.interfaceHome || index === type.objectHome ? [type.name] : []
  })
  return Object.fromEntries(names.map((name) => [name, { __resolveReference: resolve(name) }]))
}
