// GraphQL over HTTP as its own audit suite sees it. What is not met is listed here with its reason, and nothing else.
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './gateway.fixture.ts'

/** Ids of audits that we fail on purpose. */
const declined: Readonly<Record<string, string>> = {
  // A GET without a header that makes browsers ask first could be an image on somebody else's page: CSRF, 400.
  '5A70': 'GET needs a preflight header',
  D6D5: 'GET needs a preflight header',
  '6A70': 'GET needs a preflight header',
  // The contract: what cannot run is 400, whichever of the two JSON types the client accepts.
  '572B': 'a parse failure is 400',
  FDE2: 'a validation failure is 400',
  '7B9B': 'a variable coercion failure is 400',
}

let gateway: TestGateway

beforeAll(async () => {
  gateway = await testGateway({ introspection: true })
})

afterAll(() => gateway[Symbol.asyncDispose]())

const audits = serverAudits({ url: () => `${gateway.url}/graphql` })

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, name, audit) => {
  const result = await audit.fn()
  if (result.status !== 'ok') await result.response.text().catch(() => undefined)
  const reason = 'reason' in result ? result.reason : undefined
  expect([name, result.status === 'ok', reason]).toEqual([
    name,
    !(id in declined),
    id in declined ? expect.anything() : undefined,
  ])
})

test('no MUST is declined', () => {
  const musts = audits.filter(({ name }) => name.startsWith('MUST')).map(({ id }) => id)
  expect(musts.filter((id) => id in declined)).toEqual([])
})
