import { expect, test } from 'vitest'
import { compose, nextShop, serve, shop, shopTransport, supergraphReports } from '../engine.fixture.ts'
import { fromManager } from './from-manager.ts'

const planning = { workers: 0 }

test('anybody’s manager gives supergraphs, asks subgraphs over the engine’s transports, and is told to end', async () => {
  const events = supergraphReports()
  let update: (supergraphSdl: string) => void = () => undefined
  let answered: unknown
  let ended = 0
  const served = await serve({
    supergraph: fromManager({
      async initialize(options) {
        update = options.update
        await options.healthCheck(compose(shop))
        const products = options.getDataSource({ name: 'products', url: 'http://products.test/graphql' })
        answered = await products.process({
          kind: 'loading schema' as never,
          request: { query: 'query($id: ID!) { product(id: $id) { name } }', variables: { id: '5' } },
          context: {},
        })
        return {
          supergraphSdl: compose(shop),
          cleanup: async () => {
            ended += 1
          },
        }
      },
    }),
    transport: shopTransport(),
    planning,
    events,
  })

  const swapped = events.next()
  update(compose(nextShop))
  const { outcome } = await swapped
  const refused = events.next()
  // Stock's managers expect this to throw or to be done; here a bad one is told to nobody but the log and the events.
  expect(update('type Query {')).toBeUndefined()

  expect(answered).toMatchObject({ data: { product: { name: 'name 5' } } })
  expect(outcome).toBe('serving')
  expect((await refused).outcome).toBe('refused')
  await served.apollo.stop()
  expect(ended).toBe(1)
})

test('a function makes a new manager for every start', async () => {
  let made = 0
  const { start } = fromManager(() => {
    made += 1
    return { initialize: () => Promise.resolve({ supergraphSdl: `supergraph ${made}` }) }
  })
  const seat = {
    update: () => undefined,
    healthCheck: () => Promise.resolve(),
    transportTo: () => ({ execute: () => Promise.reject(new Error('not asked')) }),
    apollo: {},
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  }

  expect([(await start(seat)).supergraphSdl, (await start(seat)).supergraphSdl]).toEqual([
    'supergraph 1',
    'supergraph 2',
  ])
})
