// Who gets the plan of a request: the explorer that asks for it where the gateway shows one, and nobody else.
import { expect, test } from 'vitest'
import { type Answer, type TestGateway, testGateway } from './gateway.fixture.ts'

const query = '{ product(id: "prd_1") { id name } }'
const asking = { 'x-plan-view': '1' }

const extensionsOf = ({ text }: Answer) => JSON.parse(text).extensions

/** Past the fixture, which holds every answer to have no extensions. */
async function planOf({ url }: TestGateway, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...asking, ...headers },
    body: JSON.stringify({ query }),
  })
  const { extensions }: { extensions: Record<string, Record<string, unknown>> } = JSON.parse(
    await answer.text(),
  )
  expect(Object.keys(extensions)).toEqual(['planView'])
  return extensions.planView
}

test('a gateway without explorer tells no plan, however it is asked', async () => {
  await using gateway = await testGateway()
  const plain = await gateway.ask(query)
  for (const headers of [asking, { 'x-plan-view': 'true' }]) {
    const answer = await gateway.ask(query, { headers })
    expect([answer.status, answer.text]).toEqual([200, plain.text])
  }
  const body = JSON.stringify({ query, extensions: { planView: true } })
  const headers = { 'content-type': 'application/json' }
  expect((await gateway.send({ method: 'POST', headers, body })).text).toBe(plain.text)
})

test('a gateway with explorer tells it to who asks, and to nobody else', async () => {
  await using gateway = await testGateway({ planView: true })
  expect(extensionsOf(await gateway.ask(query))).toBeUndefined()
  expect(extensionsOf(await gateway.ask(query, { headers: { 'x-plan-view': '0' } }))).toBeUndefined()
  const planView = await planOf(gateway)
  expect(planView).toMatchObject({
    version: 1,
    plan: { kind: 'Fetch', subgraph: 'products', state: 'sent' },
    requests: [{ subgraph: 'products', outcome: 'answer', errorCount: 0 }],
  })
})

test('a plan tells no address, no token and no words of a fault', async () => {
  await using gateway = await testGateway({ planView: true })
  gateway.down.add('products')
  const token = await gateway.token()
  const planView = await planOf(gateway, { authorization: `Bearer ${token}` })
  expect(planView?.requests).toMatchObject([
    { outcome: 'unavailable', errorCount: 1, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] },
  ])
  expect(JSON.stringify(planView)).not.toMatch(/ECONNREFUSED|10\.1\.2\.3|Bearer|http:/)
  expect(JSON.stringify(planView)).not.toContain(token)
})

test('what is refused before it runs has no plan', async () => {
  await using gateway = await testGateway({ planView: true })
  const answer = await gateway.ask('{ nope }', { headers: asking })
  expect([answer.status, extensionsOf(answer)]).toEqual([400, undefined])
  expect(gateway.calls).toEqual([])
})

test("the stock executor's answers stay as they are", async () => {
  await using gateway = await testGateway({ planView: true, executorKind: 'stock' })
  expect(extensionsOf(await gateway.ask(query, { headers: asking }))).toBeUndefined()
})
