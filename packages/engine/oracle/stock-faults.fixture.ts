// Small supergraphs, written by hand, on which the stock executor and the engine are asked the same.
import { operationFromDocument } from '@apollo/federation-internals'
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph'
import { execute, parse } from 'graphql'
import { compose } from './compose.ts'
import type { Answer } from './data/subgraph.ts'
import { executeStock } from './run/execute-stock.ts'
import { engine } from './run/run-engine.ts'

export type HandWritten = {
  readonly sdl: string
  readonly resolvers: GraphQLResolverMap<unknown>
  /** Takes the place of what the subgraph answers. */
  readonly instead?: (query: string, answer: Answer) => Answer
}

type Told = {
  readonly data: unknown
  readonly errors: readonly { readonly message: string; readonly path: unknown }[]
  readonly valueCompletion: readonly unknown[]
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@interfaceObject"])'

export async function askBoth(
  subgraphs: Readonly<Record<string, HandWritten>>,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ stock: Told | string; engine: Told; keys: { stock: string; engine: string } }> {
  const texts = Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, sdl: `${link}\n${sdl}` }))
  const composed = compose(texts)
  if (!composed) throw new TypeError('the subgraphs do not compose')
  const document = parse(query)
  const plan = composed.planner.buildQueryPlan(
    operationFromDocument(composed.internalApiSchema, document, {}),
  )
  const send = sender(subgraphs, texts)
  const stock = await executeStock({
    composed,
    plan,
    document,
    variables,
    subgraphs: Object.keys(subgraphs),
    send,
  }).catch((error: Error) => error.message)
  const compiled = engine.compileOperation({ plan, document, schemas: composed.schemas })
  const ours = await engine.executeOperation(compiled, {
    variables,
    send: (request) => send(request.subgraph, request.query, JSON.parse(request.variablesJson)),
    context: {},
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: undefined,
  })
  return {
    stock: typeof stock === 'string' ? stock : told(stock),
    engine: told(ours),
    keys: { stock: typeof stock === 'string' ? '' : stock.dataJson, engine: ours.dataJson },
  }
}

function sender(
  subgraphs: Readonly<Record<string, HandWritten>>,
  texts: readonly { name: string; sdl: string }[],
) {
  const schemas = new Map(
    texts.map(({ name, sdl }) => {
      const resolvers = subgraphs[name]?.resolvers ?? {}
      return [name, buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }])]
    }),
  )
  return async (subgraph: string, query: string, variables: Record<string, unknown>): Promise<Answer> => {
    const schema = schemas.get(subgraph)
    if (!schema) throw new TypeError(`there is no subgraph ${subgraph}`)
    const answer = await execute({ schema, document: parse(query), variableValues: variables })
    const plain: Answer = JSON.parse(JSON.stringify(answer))
    return subgraphs[subgraph]?.instead?.(query, plain) ?? plain
  }
}

type Answered = {
  readonly dataJson: string
  readonly errors: readonly unknown[]
  readonly valueCompletion: readonly unknown[]
}

function told({ dataJson, errors, valueCompletion }: Answered): Told {
  return {
    data: JSON.parse(dataJson),
    errors: errors.map((error) => ({ message: Object(error).message, path: Object(error).path })),
    valueCompletion: valueCompletion.map((error) => Object(error).path),
  }
}
