import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { compose, nextShop, serve, shop, shopTransport, supergraphReports } from '../engine.fixture.ts'
import { fromUplink } from './from-uplink.ts'

type Asked = {
  readonly variables: { readonly ref: string; readonly apiKey: string; readonly ifAfterId: string | null }
}

/** Stands in for Apollo's registry: answers what it is told to, on loopback. */
async function registry(answer: (asked: Asked['variables']) => object) {
  const server = createServer(async (request, response) => {
    const { variables } = (await json(request)) as Asked
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data: { routerConfig: answer(variables) } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function found(id: string, supergraphSdl: string) {
  return { __typename: 'RouterConfigResult', id, supergraphSdl, minDelaySeconds: 0.01 }
}

const planning = { workers: 0 }

test('the registry’s supergraph is served, and the next one when it comes', async () => {
  const asked: unknown[] = []
  const events = supergraphReports()
  const endpoint = await registry((variables) => {
    asked.push(variables)
    if (variables.ifAfterId === null) return found('1', compose(shop))
    return variables.ifAfterId === '1' ? found('2', compose(nextShop)) : { __typename: 'Unchanged', id: '2' }
  })
  await using served = await serve({
    supergraph: fromUplink({ key: 'key', graphRef: 'shop@current', endpoints: [endpoint] }),
    transport: shopTransport(),
    planning,
    events,
  })
  while (events.reports.length < 2) await events.next()

  const { text } = await served.post({ query: '{ product(id: 7) { reviews { author } } }' })

  expect(asked.slice(0, 2)).toEqual([
    { ref: 'shop@current', apiKey: 'key', ifAfterId: null },
    { ref: 'shop@current', apiKey: 'key', ifAfterId: '1' },
  ])
  expect(text).toBe('{"data":{"product":{"reviews":[{"author":"author 1"},{"author":"author 2"}]}}}\n')
})

test('key and reference come from Apollo Server when they are not given', async () => {
  const asked: unknown[] = []
  const endpoint = await registry((variables) => {
    asked.push(variables)
    return found('1', compose(shop))
  })
  const { start } = fromUplink({ endpoints: [endpoint] })
  const started = await start({
    update: () => undefined,
    healthCheck: () => Promise.resolve(),
    transportTo: () => ({ execute: () => Promise.reject(new Error('not asked')) }),
    apollo: { key: 'key of the server', graphRef: 'shop@server' },
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  onTestFinished(() => started.cleanup?.())

  expect(started.supergraphSdl).toBe(compose(shop))
  expect(asked).toEqual([{ ref: 'shop@server', apiKey: 'key of the server', ifAfterId: null }])
})

test('without a key there is nothing to start with', async () => {
  const started = serve({ supergraph: fromUplink(), transport: shopTransport(), planning })

  await expect(started).rejects.toThrow(/needs an API key \(APOLLO_KEY\)/)
})

test('what the registry says is wrong ends the start', async () => {
  const endpoint = await registry(() => ({
    __typename: 'FetchError',
    code: 'ACCESS_DENIED',
    message: 'no such key',
  }))
  const started = serve({
    supergraph: fromUplink({ key: 'key', graphRef: 'shop@current', endpoints: [endpoint], maxRetries: 0 }),
    transport: shopTransport(),
    planning,
  })

  await expect(started).rejects.toThrow('ACCESS_DENIED: no such key')
})
