import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled'
import { startStandaloneServer } from '@apollo/server/standalone'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  changing,
  compose,
  nextShop,
  shop,
  shopTransport,
  silent,
  supergraphReports,
} from './engine.fixture.ts'
import { engine } from './engine.ts'
import type { PlanReport } from './graph/engine-events.ts'

vi.setConfig({ testTimeout: 30_000 })

const sdl = compose(shop)
const nextSdl = compose(nextShop)

/** An operation that both supergraphs take, and its answer. */
const operation = (index: number) => ({
  query: `query Hot${index}($id: ID!) { product(id: $id) { name reviews { stars } } top(first: ${1 + (index % 2)}) { id } }`,
  variables: { id: `${index}` },
  answer: `{"data":{"product":{"name":"name ${index}","reviews":[{"stars":1},{"stars":1}]},"top":[${
    index % 2 ? '{"id":"1"},{"id":"2"}' : '{"id":"1"}'
  }]}}\n`,
})
const hot = Array.from({ length: 10 }, (_, index) => operation(index))

async function listen(options: Parameters<typeof engine>[0]) {
  const gateway = engine({ logger: silent, ...options })
  const apollo = new ApolloServer({
    gateway,
    stringifyResult: gateway.stringifyResult,
    logger: silent,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginUsageReportingDisabled()],
  })
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } })
  onTestFinished(() => apollo.stop())
  return async ({ query, variables }: { query: string; variables: object }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return { status: answer.status, text: await answer.text() }
  }
}

/** Starts 200 requests a second, whether those before have ended or not; `end` resolves with what went wrong. */
function load(post: Awaited<ReturnType<typeof listen>>) {
  const underWay: Promise<string | undefined>[] = []
  const startedAt = performance.now()
  const timer = setInterval(() => {
    // What a busy machine has kept the timer from starting is due, too.
    while (underWay.length < (performance.now() - startedAt) / 5) {
      const { query, variables, answer } = operation(underWay.length % hot.length)
      underWay.push(
        post({ query, variables }).then(
          ({ status, text }) => (status === 200 && text === answer ? undefined : `${status} ${text}`),
          (error: unknown) => String(error),
        ),
      )
    }
  }, 5)
  return {
    async end() {
      clearInterval(timer)
      const seconds = (performance.now() - startedAt) / 1000
      const outcomes = await Promise.all(underWay)
      return {
        perSecond: outcomes.length / seconds,
        wrong: outcomes.filter((outcome) => outcome !== undefined),
      }
    },
  }
}

test('supergraphs are swapped under 200 requests a second: none fails, and none waits for the plan of a hot operation', async () => {
  const plans: PlanReport[] = []
  const events = supergraphReports()
  const { source, change } = changing(sdl)
  const post = await listen({
    supergraph: source,
    transport: shopTransport(),
    events: { onSupergraph: events.onSupergraph, onPlan: (report) => plans.push(report) },
  })
  for (const operation of hot) expect((await post(operation)).text).toBe(operation.answer)
  const running = load(post)

  for (const next of [nextSdl, sdl, nextSdl]) {
    const swapped = events.next()
    change(next)
    expect(await swapped).toMatchObject({ outcome: 'serving', warmed: hot.length })
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const { perSecond, wrong } = await running.end()

  expect(wrong).toEqual([])
  expect(perSecond).toBeGreaterThan(190)
  const onRequestPath = plans.filter((report) => report.onRequestPath)
  expect(onRequestPath.map(({ request }) => request.operationName)).toEqual(
    hot.map((_, index) => `Hot${index}`),
  )
  expect(plans.filter((report) => !report.onRequestPath)).toHaveLength(3 * hot.length)
})

test('documents that are known beforehand are planned before the first request, and for the next supergraph; one that does not fit is left out', async () => {
  const plans: PlanReport[] = []
  const events = supergraphReports()
  const { source, change } = changing(sdl)
  const documents = [...hot, { query: 'query Gone { gone }' }, { query: '{ top {' }].map(({ query }) => ({
    source: query,
    operationName: /query (\w+)/.exec(query)?.[1],
  }))
  const served = events.next()
  const post = await listen({
    supergraph: source,
    transport: shopTransport(),
    warmUp: { documents },
    events: { onSupergraph: events.onSupergraph, onPlan: (report) => plans.push(report) },
  })
  expect(await served).toMatchObject({ outcome: 'serving', warmed: hot.length })
  for (const operation of hot) expect((await post(operation)).text).toBe(operation.answer)
  const swapped = events.next()
  change(nextSdl)
  expect(await swapped).toMatchObject({ outcome: 'serving' })
  for (const operation of hot) expect((await post(operation)).text).toBe(operation.answer)
  expect(plans.filter(({ onRequestPath }) => onRequestPath)).toEqual([])
  expect(plans).toHaveLength(2 * hot.length)
})

test('no more documents are planned before the first request than may be', async () => {
  const events = supergraphReports()
  const served = events.next()
  await listen({
    supergraph: changing(sdl).source,
    transport: shopTransport(),
    warmUp: {
      operations: 3,
      documents: hot.map(({ query }) => ({ source: query, operationName: undefined })),
    },
    events: { onSupergraph: events.onSupergraph },
  })
  expect(await served).toMatchObject({ outcome: 'serving', warmed: 3 })
})
