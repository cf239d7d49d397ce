import type { GraphQLSchema } from 'graphql'
import { expect, test, vi } from 'vitest'
import {
  changing,
  compose,
  nextShop,
  serve,
  shop,
  shopTransport,
  silent,
  subgraph,
  supergraphReports,
} from '../engine.fixture.ts'
import { engine } from '../engine.ts'
import { fromSdl } from '../supergraph/from-sdl.ts'
import type { SupergraphSource } from '../supergraph/supergraph-source.ts'
import type { SubgraphTransport } from '../transport/subgraph-transport.ts'

const planning = { workers: 0 }
const sdl = compose(shop)
const nextSdl = compose(nextShop)
const apollo = {}

function shopEngine(source: SupergraphSource, options = {}) {
  return engine({ supergraph: source, transport: shopTransport(), planning, logger: silent, ...options })
}

test('whoever listens gets the graph of the moment at once, and the next ones until they unsubscribe', async () => {
  const { source, change } = changing(sdl)
  const events = supergraphReports()
  await using gateway = shopEngine(source, { events })
  const early: string[] = []
  const late: string[] = []
  gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => early.push(coreSupergraphSdl))
  expect(early).toEqual([])

  await gateway.load({ apollo })
  const unsubscribe = gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => late.push(coreSupergraphSdl))
  expect(late).toEqual([sdl])
  change(nextSdl)
  await events.next()
  unsubscribe()
  change(sdl)
  await events.next()

  expect(early).toEqual([sdl, nextSdl, sdl])
  expect(late).toEqual([sdl, nextSdl])
})

test('a listener that throws keeps neither the graph nor other listeners from being told', async () => {
  await using gateway = shopEngine(fromSdl(sdl))
  const told: string[] = []
  gateway.onSchemaLoadOrUpdate(() => {
    throw new Error('not me')
  })
  gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => told.push(coreSupergraphSdl))

  await gateway.load({ apollo })

  expect(told).toEqual([sdl])
})

test.each([
  ['no GraphQL', 'type Query {', /Syntax Error/],
  ['no supergraph', 'type Query { a: Int }', /must be a core schema/],
  [
    'asking for what is not supported',
    sdl.replace('schema\n', 'schema @link(url: "https://specs.example/unheard/v1.0", for: SECURITY)\n'),
    /unheard.*is for: SECURITY but is unsupported/,
  ],
  [
    'fetching by connectors, which only the Router does',
    sdl.replace('schema\n', 'schema @link(url: "https://specs.apollo.dev/connect/v0.1", for: EXECUTION)\n'),
    /connect.*is for: EXECUTION but is unsupported/,
  ],
])('a supergraph that is %s ends the start, and is refused later', async (_, bad, reason) => {
  const { source, change } = changing(sdl)
  const events = supergraphReports()
  const logged = vi.fn()
  await using served = await serve({
    supergraph: source,
    transport: shopTransport(),
    planning,
    events,
    logger: { ...silent, error: logged },
  })
  const refused = events.next()
  change(bad)
  const report = await refused
  const { text } = await served.post({ query: '{ product(id: 3) { name } }' })

  await expect(shopEngine(fromSdl(bad)).load({ apollo })).rejects.toThrow(reason)
  expect(report).toEqual({
    outcome: 'refused',
    error: expect.objectContaining({ message: expect.stringMatching(reason) }),
  })
  expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(reason))
  expect(text).toBe('{"data":{"product":{"name":"name 3"}}}\n')
})

test('a supergraph whose subgraph gets no transport is refused, and what was opened for it is closed', async () => {
  const closed: string[] = []
  const { source, change } = changing(sdl)
  const events = supergraphReports()
  await using gateway = shopEngine(source, {
    events,
    transport: ({ name }: { name: string }): SubgraphTransport => {
      if (name === 'users') throw new Error('nobody knows users')
      return { execute: () => Promise.resolve({}), close: async () => void closed.push(name) }
    },
  })
  await gateway.load({ apollo })

  const refused = events.next()
  change(
    compose([
      ...shop,
      subgraph('inventory', 'type Query { stock: Int }'),
      subgraph('users', 'type Query { me: ID }'),
    ]),
  )

  expect(await refused).toMatchObject({ outcome: 'refused', error: { message: 'nobody knows users' } })
  expect(closed).toEqual(['inventory'])
})

test('an engine can be stopped and loaded again', async () => {
  const cleanups = vi.fn(() => Promise.resolve())
  const gateway = shopEngine({ start: () => Promise.resolve({ supergraphSdl: sdl, cleanup: cleanups }) })
  const told: GraphQLSchema[] = []
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => told.push(apiSchema))

  for (let round = 0; round < 2; round += 1) {
    await gateway.load({ apollo })
    await expect(gateway.load({ apollo })).rejects.toThrow('loaded already')
    await Promise.all([gateway.stop(), gateway.stop()])
    await gateway.stop()
  }

  expect(told).toHaveLength(2)
  expect(cleanups).toHaveBeenCalledTimes(2)
  const late = vi.fn()
  gateway.onSchemaLoadOrUpdate(late)
  expect(late).not.toHaveBeenCalled()
})

test('an engine is stopped at once while its source starts, which is told to end when it has started', async () => {
  const { promise: first, resolve: give } = Promise.withResolvers<string>()
  const cleanup = vi.fn(() => Promise.resolve())
  const gateway = shopEngine({ start: async () => ({ supergraphSdl: await first, cleanup }) })
  const told = vi.fn()
  gateway.onSchemaLoadOrUpdate(told)

  const loading = gateway.load({ apollo })
  await gateway.stop()
  give(sdl)

  await expect(loading).rejects.toThrow('stopped while it was loading')
  expect(cleanup).toHaveBeenCalledTimes(1)
  expect(told).not.toHaveBeenCalled()
})

test('a failed load leaves an engine that can be loaded', async () => {
  const texts = ['type Query {', sdl]
  const gateway = shopEngine({ start: () => Promise.resolve({ supergraphSdl: texts.shift() ?? '' }) })

  await expect(gateway.load({ apollo })).rejects.toThrow('Syntax Error')
  await gateway.load({ apollo })
  await gateway.stop()
})

test('what a source offers while the first supergraph is being built is looked at afterwards', async () => {
  const events = supergraphReports()
  await using gateway = shopEngine(
    {
      start({ update }) {
        update('type Query {')
        update(nextSdl)
        return Promise.resolve({ supergraphSdl: sdl })
      },
    },
    { events },
  )
  const told: string[] = []
  gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => told.push(coreSupergraphSdl))

  await gateway.load({ apollo })
  await events.next()

  expect(told).toEqual([sdl, nextSdl])
})

test('what a source offers after the stop is heard by nobody', async () => {
  const { source, change } = changing(sdl)
  const events = supergraphReports()
  const gateway = shopEngine(source, { events })
  await gateway.load({ apollo })
  await gateway.stop()

  change(nextSdl)
  await new Promise((resolve) => setImmediate(resolve))

  expect(events.reports).toHaveLength(1)
})

test('the same supergraph again is no new supergraph', async () => {
  const { source, change } = changing(sdl)
  const events = supergraphReports()
  await using gateway = shopEngine(source, { events })
  await gateway.load({ apollo })

  change(sdl)
  change(nextSdl)
  await events.next()

  expect(events.reports.map(({ outcome }) => outcome)).toEqual(['serving', 'serving'])
})
