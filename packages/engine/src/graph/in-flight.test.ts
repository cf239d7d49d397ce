import { ApolloServer } from '@apollo/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  changing,
  compose,
  nextShop,
  serve,
  shop,
  silent,
  subgraph,
  subgraphTransport,
  supergraphReports,
} from '../engine.fixture.ts'
import { engine } from '../engine.ts'
import {
  quickOperation,
  slowMaxEvaluatedPlans,
  slowOperation,
  slowSubgraphs,
  slowToPlan,
} from '../plan/slow-to-plan.fixture.ts'
import type { TransportFactory } from '../transport/subgraph-transport.ts'

const planning = { workers: 0 }
const inventory = subgraph('inventory', 'type Query { stock: Int! }')
const withInventory = compose([...shop, inventory])
const subgraphs = [...nextShop, inventory]

/** Notes what is opened and closed; the inventory answers when it is told to. */
function watchedTransports() {
  const log: string[] = []
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const transport: TransportFactory = ({ name, url }) => {
    const found = subgraphs.find((each) => each.name === name)
    if (found === undefined) throw new Error(`no subgraph ${name}`)
    log.push(`open ${name} ${new URL(url).pathname}`)
    return {
      async execute(request) {
        if (name === 'inventory') {
          asked.resolve()
          await answer.promise
        }
        return subgraphTransport(found).execute(request)
      },
      close: async () => void log.push(`close ${name}`),
    }
  }
  return { transport, log, asked: asked.promise, answer: answer.resolve }
}

test('a request in flight finishes on the graph it started with, whose transports stay open until then', async () => {
  const { source, change } = changing(withInventory)
  const events = supergraphReports()
  const { transport, log, asked, answer } = watchedTransports()
  await using served = await serve({ supergraph: source, transport, planning, events })
  const opened = [...log]

  const inFlight = served.post({ query: '{ stock }' })
  await asked
  const swapped = events.next()
  change(compose(nextShop))
  await swapped
  const refused = await served.post({ query: '{ stock }' })
  const during = log.slice(opened.length)
  answer()
  const { text } = await inFlight

  expect(opened.toSorted()).toEqual([
    'open inventory /graphql',
    'open products /graphql',
    'open reviews /graphql',
  ])
  expect(refused.status).toBe(400)
  expect(during).toEqual([])
  expect(text).toBe('{"data":{"stock":1}}\n')
  expect(log.slice(opened.length)).toEqual(['close inventory'])
})

test('the transport to a subgraph that moved is another, and both are closed at the end', async () => {
  const { source, change } = changing(compose(shop))
  const events = supergraphReports()
  const { transport, log } = watchedTransports()
  const served = await serve({ supergraph: source, transport, planning, events })

  const swapped = events.next()
  change(
    compose(
      shop.map((each) => (each.name === 'reviews' ? { ...each, url: 'http://reviews.test/moved' } : each)),
    ),
  )
  await swapped
  expect(log.slice(2)).toEqual(['open reviews /moved', 'close reviews'])
  await served.apollo.stop()

  expect(log.slice(4).toSorted()).toEqual(['close products', 'close reviews'])
})

test('a request that was validated before a swap and executed after it is answered by its own graph', async () => {
  const { source, change } = changing(withInventory)
  const events = supergraphReports()
  const { transport, log, answer } = watchedTransports()
  answer()
  const gateway = engine({ supergraph: source, transport, planning, events, logger: silent })
  const apollo = new ApolloServer({
    gateway,
    logger: silent,
    stopOnTerminationSignals: false,
    plugins: [
      {
        requestDidStart: async () => ({
          async didResolveOperation() {
            const swapped = events.next()
            change(compose(nextShop))
            await swapped
          },
        }),
      },
    ],
  })
  await apollo.start()
  onTestFinished(() => apollo.stop())

  const { body } = await apollo.executeOperation({ query: '{ stock }' })

  expect(JSON.parse(JSON.stringify(body))).toEqual({ kind: 'single', singleResult: { data: { stock: 1 } } })
  expect(log.filter((line) => line.includes('inventory'))).toEqual([
    'open inventory /graphql',
    'close inventory',
    'open inventory /graphql',
    'close inventory',
  ])
})

test('an operation that the next supergraph does not take is left out of the warm-up', async () => {
  const { source, change } = changing(compose(shop))
  const events = supergraphReports()
  await using served = await serve({
    supergraph: source,
    transport: watchedTransports().transport,
    planning,
    events,
  })
  await served.post({ query: '{ product(id: 1) { reviews { body } } }' })
  await served.post({ query: '{ product(id: 1) { reviews { stars } } }' })

  const swapped = events.next()
  change(compose(nextShop))

  expect(await swapped).toMatchObject({ outcome: 'serving', warmed: 1 })
})

/** Serves a graph whose next release makes one of two hot operations slow to plan. */
async function slowSwap(timeoutMs: number) {
  // With one subgraph to choose from instead of five both are quick.
  const { source, change } = changing(compose(slowSubgraphs.slice(0, 2)))
  const events = supergraphReports()
  const ahead: (string | undefined)[] = []
  const served = await serve({
    supergraph: source,
    transport: ({ name }) => {
      const found = slowSubgraphs.find((each) => each.name === name)
      if (found === undefined) throw new Error(`no subgraph ${name}`)
      return subgraphTransport(found)
    },
    events: {
      onSupergraph: events.onSupergraph,
      onPlan: ({ request, onRequestPath }) => {
        if (!onRequestPath) ahead.push(request.operationName)
      },
    },
    warmUp: { timeoutMs },
    planning: { timeoutMs: 60_000, maxEvaluatedPlans: slowMaxEvaluatedPlans },
  })
  onTestFinished(() => served.apollo.stop())
  for (const query of [slowOperation(16), slowOperation(16), quickOperation]) await served.post({ query })
  const swapped = events.next()
  change(slowToPlan)
  return { report: await swapped, ahead: [...ahead] }
}

test('an operation that has become slow to plan does not hold up the others', async () => {
  const { report, ahead } = await slowSwap(60_000)

  expect(report).toMatchObject({ outcome: 'serving', warmed: 2 })
  expect(ahead).toEqual(['Quick', 'Slow'])
}, 60_000)

test('a warm-up that takes too long does not hold up the swap', async () => {
  const { report, ahead } = await slowSwap(100)

  expect(report.outcome).toBe('serving')
  expect(ahead).not.toContain('Slow')
}, 60_000)

test('stopping waits for requests in flight', async () => {
  const { source } = changing(withInventory)
  const { transport, log, asked, answer } = watchedTransports()
  const served = await serve({ supergraph: source, transport, planning })
  const inFlight = served.post({ query: '{ stock }' })
  await asked

  let stopped = false
  const stopping = served.gateway.stop().then(() => {
    stopped = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(stopped).toBe(false)
  answer()

  expect((await inFlight).text).toBe('{"data":{"stock":1}}\n')
  await stopping
  expect(log.filter((line) => line.startsWith('close'))).toHaveLength(3)
  await served.apollo.stop()
})

test('stopping waits no longer than the drain, and closes what is still used', async () => {
  const warned = vi.fn()
  const { transport, log, asked, answer } = watchedTransports()
  const { source } = changing(withInventory)
  const served = await serve({
    supergraph: source,
    transport,
    planning,
    drainMs: 50,
    logger: { ...silent, warn: warned },
  })
  const inFlight = served.post({ query: '{ stock }' })
  await asked

  await served.gateway.stop()

  expect(warned).toHaveBeenCalledExactlyOnceWith('Requests are cut off by the stop.')
  expect(log.filter((line) => line.startsWith('close'))).toHaveLength(3)
  answer()
  await inFlight
  expect(log.filter((line) => line.startsWith('close'))).toHaveLength(3)
  await served.apollo.stop()
})
