// Demand control through Apollo Server and the engine: what clients see of it, and what is sent to subgraphs.
import { expect, test } from 'vitest'
import { compose, serve, shop, subgraphTransport } from '../engine.fixture.ts'
import { fromSdl } from '../supergraph/from-sdl.ts'
import type { TransportFactory } from '../transport/subgraph-transport.ts'
import { type DemandOptions, demandPlugin } from './demand-plugin.ts'
import type { OperationCost } from './report-cost.ts'

const query = 'query Top($first: Int) { top(first: $first) { name reviews { stars } } }'

function served(options: DemandOptions) {
  const sent: string[] = []
  const transport: TransportFactory = ({ name }) => ({
    execute(request) {
      sent.push(name)
      const subgraph = shop.find((each) => each.name === name)
      return subgraph ? subgraphTransport(subgraph).execute(request) : Promise.reject(new Error(name))
    },
  })
  const plugins = [demandPlugin(options)]
  const supergraph = fromSdl(compose(shop))
  return { sent, serving: serve({ supergraph, transport, plugins, planning: { workers: 0 } }) }
}

test('an operation over the limit is a bad request, and no subgraph hears of it', async () => {
  const costs: OperationCost[] = []
  const { sent, serving } = served({ mode: 'enforce', maxCost: 109, onCost: (cost) => costs.push(cost) })
  await using server = await serving

  const { status, text } = await server.post({ query, variables: { first: 2 } })

  expect(status).toBe(400)
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: 'The estimated cost of the operation is 110, more than the limit of 109.',
        extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE' },
      },
    ],
  })
  expect(sent).toEqual([])
  expect(costs.map(({ operationName, estimated, actual }) => [operationName, estimated, actual()])).toEqual([
    ['Top', 110, undefined],
  ])
})

test.each([
  ['at the limit', { mode: 'enforce', maxCost: 110 }],
  ['over it where costs are only measured', { mode: 'measure', maxCost: 1 }],
] as const)('an operation %s is executed, and what it cost is told', async (_where, limit) => {
  const costs: (readonly unknown[])[] = []
  const { sent, serving } = served({
    ...limit,
    onCost: ({ operationName, estimated, actual }) => costs.push([operationName, estimated, actual()]),
  })
  await using server = await serving

  const { status } = await server.post({ query, variables: { first: 2 } })

  expect(status).toBe(200)
  expect(sent).toEqual(['products', 'reviews'])
  // Ten products of ten reviews are assumed, as nothing sizes the lists; two of two stand in the answer.
  expect(costs).toEqual([['Top', 110, 2 + 2 * 2]])
})
