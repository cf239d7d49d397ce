// Apollo Sandbox is a page of Apollo's in the developer's browser: what its scripts may ask of us, and read.
import { expect, test } from 'vitest'
import { testGateway } from '../gateway.fixture.ts'

const origin = 'https://studio.apollographql.com'
const preflight = {
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,authorization',
  },
}

test('it may call in development, with a token', async () => {
  await using open = await testGateway({ sandbox: true, corsOrigins: ['https://shop.example'] })
  const allowed = await open.send(preflight)
  expect(allowed.status).toBe(204)
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'content-type,authorization',
  })
  const headers = { origin, authorization: `Bearer ${await open.token()}` }
  const answer = await open.ask('{ me { id } }', { headers })
  expect(answer.body).toEqual({ data: { me: { id: 'usr_ann' } } })
  expect(answer.headers['access-control-allow-origin']).toBe(origin)
})

test('it may not use the session cookie, which its pages have no business with', async () => {
  await using open = await testGateway({ sandbox: true })
  const headers = { origin, 'x-session-mode': 'cookie' }
  expect((await open.ask('{ __typename }', { headers })).status).toBe(400)
  expect(open.calls).toEqual([])
})

test('it may not call where it was not invited, and neither may its neighbours where it was', async () => {
  await using closed = await testGateway()
  expect((await closed.send(preflight)).headers['access-control-allow-origin']).toBeUndefined()
  await using open = await testGateway({ sandbox: true })
  for (const other of ['http://studio.apollographql.com', 'https://evil.studio.apollographql.com']) {
    const { headers } = await open.send({ ...preflight, headers: { ...preflight.headers, origin: other } })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})
