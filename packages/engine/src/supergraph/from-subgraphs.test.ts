import { expect, test } from 'vitest'
import { nextShop, serve, shop, shopTransport, supergraphReports } from '../engine.fixture.ts'
import { fromSubgraphs } from './from-subgraphs.ts'

const planning = { workers: 0 }
const addresses = shop.map(({ name, url }) => ({ name, url }))

test('running subgraphs are composed, and composed again when one of them changes', async () => {
  let running = shop
  const events = supergraphReports()
  await using served = await serve({
    supergraph: fromSubgraphs(addresses, { pollMs: 10 }),
    transport: shopTransport(() => running),
    planning,
    events,
  })
  const before = await served.post({ query: '{ top(first: 1) { reviews { author } } }' })

  const swapped = events.next()
  running = nextShop
  const { outcome } = await swapped
  const after = await served.post({ query: '{ top(first: 1) { reviews { author } } }' })

  expect(before.status).toBe(400)
  expect(outcome).toBe('serving')
  expect(after.text).toBe('{"data":{"top":[{"reviews":[{"author":"author 1"},{"author":"author 2"}]}]}}\n')
})

test('subgraphs that do not compose leave the supergraph as it was', async () => {
  let running = shop
  const messages: string[] = []
  const told = Promise.withResolvers<void>()
  await using served = await serve({
    supergraph: fromSubgraphs(addresses, { pollMs: 10 }),
    transport: shopTransport(() => running),
    planning,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error(message) {
        messages.push(String(message))
        told.resolve()
      },
    },
  })

  running = shop.map((each) =>
    each.name === 'reviews' ? { ...each, sdl: each.sdl.replace('id: ID!', 'id: ID! name: Int!') } : each,
  )
  await told.promise
  const { text } = await served.post({ query: '{ top(first: 1) { reviews { body } } }' })

  expect(messages[0]).toMatch(/composition errors[\s\S]*Product\.name/)
  expect(text).toBe('{"data":{"top":[{"reviews":[{"body":"body 1"},{"body":"body 2"}]}]}}\n')
})

test('an engine whose subgraphs do not answer does not start', async () => {
  const started = serve({
    supergraph: fromSubgraphs(addresses),
    transport: () => ({ execute: () => Promise.reject(new Error('connection refused')) }),
    planning,
  })

  await expect(started).rejects.toThrow(/products.*connection refused/)
})

test('a supergraph with an unhealthy subgraph is not taken when health is asked for', async () => {
  const transport = shopTransport(() => shop)
  const started = serve({
    supergraph: fromSubgraphs(addresses, { healthCheck: true }),
    transport: (subgraph) => ({
      execute: (request) =>
        request.query.includes('_service') || subgraph.name === 'products'
          ? transport(subgraph).execute(request)
          : Promise.resolve({ errors: [{ message: 'out of order' }] }),
    }),
    planning,
  })

  await expect(started).rejects.toThrow('The reviews subgraph is not healthy: out of order')
})
