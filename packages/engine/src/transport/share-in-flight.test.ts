import { describe, expect, test } from 'vitest'
import { upstreamTimeout, upstreamUnavailable } from '../errors.ts'
import { httpTransport } from './http-transport.ts'
import { answeringWith, failureOf, localSubgraph, subgraphRequest } from './local-subgraph.fixture.ts'
import { shareInFlight } from './share-in-flight.ts'
import { objectsIn } from './shared-objects.fixture.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'

type Sent = {
  readonly request: SubgraphRequest
  readonly resolve: (answer: SubgraphResponse) => void
  readonly reject: (error: unknown) => void
}

/** Sharing by `context`, around a subgraph that answers when it is told. */
function sharing() {
  const sent: Sent[] = []
  let shared = 0
  const transport = shareInFlight(
    {
      execute: (request) => new Promise((resolve, reject) => sent.push({ request, resolve, reject })),
    },
    {
      identity: ({ context }) => (context === undefined ? undefined : String(context)),
      observe: { onShared: () => shared++ },
    },
  )
  return {
    sent,
    shared: () => shared,
    ask: (request: Partial<SubgraphRequest> = {}) =>
      transport.execute(subgraphRequest({ context: 'ann', ...request })),
    /** The nth call that went out. */
    call(index: number): Sent {
      const call = sent[index]
      if (call === undefined) throw new Error(`Call ${index} was not sent.`)
      return call
    },
  }
}

function answer(): SubgraphResponse {
  return JSON.parse(
    '{"data":{"a":[{"b":1}],"__proto__":{"c":null}},"errors":[{"message":"m","extensions":{"x":{}}}]}',
  )
}

test('who watches a request hears when it joins another', async () => {
  const { ask, call } = sharing()
  const heard: string[] = []
  const watchedBy = (name: string) => ({ watch: { onShared: () => heard.push(name) } })
  const answers = [ask(watchedBy('first')), ask(watchedBy('second'))]
  call(0).resolve(answer())
  await Promise.all(answers)
  expect(heard).toEqual(['second'])
})

describe('fifty callers at once', () => {
  test('make one call, and each gets a copy of its own', async () => {
    const { ask, call, sent, shared } = sharing()
    const calls = Array.from({ length: 50 }, () => ask())
    call(0).resolve(answer())
    const answers = await Promise.all(calls)
    expect([sent.length, shared()]).toEqual([1, 49])
    for (const one of answers) expect(JSON.stringify(one)).toBe(JSON.stringify(answer()))
    const perAnswer = objectsIn(answer()).size
    expect(perAnswer).toBe(9)
    expect(objectsIn(answers).size).toBe(1 + 50 * perAnswer)
  })

  test('may change what they get before the others look', async () => {
    const { ask, call } = sharing()
    const seen: unknown[] = []
    const calls = Array.from({ length: 50 }, async () => {
      const { data } = await ask()
      seen.push(data?.a)
      if (data) data.a = 'mine'
    })
    call(0).resolve({ data: { a: 'theirs' } })
    await Promise.all(calls)
    expect(seen).toEqual(Array(50).fill('theirs'))
  })

  test('get the failure, each an error of its own', async () => {
    const { ask, call, sent } = sharing()
    const calls = Array.from({ length: 50 }, () => failureOf(ask()))
    const cause = new Error('why')
    call(0).reject(upstreamUnavailable('shop', cause))
    const errors = await Promise.all(calls)
    expect(sent.length).toBe(1)
    for (const error of errors) expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', cause })
    expect(new Set(errors).size).toBe(50)
  })

  test('over a real connection, the leader and half of the others leave: one request, the rest is answered', async () => {
    const arrived = Promise.withResolvers<() => void>()
    await using subgraph = await localSubgraph((response, request, body) =>
      arrived.resolve(() => answeringWith('{"data":{"hello":"world"}}')(response, request, body)),
    )
    const http = httpTransport({ url: subgraph.url })
    const transport = shareInFlight(http, { identity: () => 'ann' })
    const clients = Array.from({ length: 50 }, () => new AbortController())
    const calls = clients.map(({ signal }) =>
      transport.execute(subgraphRequest({ signal })).catch((error: unknown) => error),
    )
    const finish = await arrived.promise
    for (const [index, client] of clients.entries()) if (index % 2 === 0) client.abort()
    finish()
    const ends = await Promise.all(calls)
    expect(ends.filter((_, index) => index % 2 === 1)).toEqual(
      Array(25).fill({ data: { hello: 'world' }, plain: true }),
    )
    expect(ends.filter((_, index) => index % 2 === 0)).toEqual(
      Array(25).fill(expect.objectContaining({ code: 'UPSTREAM_TIMEOUT' })),
    )
    expect([subgraph.requests.length, subgraph.connections()]).toEqual([1, 1])
    await http.close?.()
  })

  test('over a real connection, all leave: the connection is closed, and the next caller makes a call', async () => {
    let arrivals = 0
    const arrived = Promise.withResolvers<void>()
    await using subgraph = await localSubgraph((response) => {
      if (++arrivals > 1) response.end('{"data":{"hello":"again"}}')
      else arrived.resolve()
    })
    const http = httpTransport({ url: subgraph.url })
    const transport = shareInFlight(http, { identity: () => 'ann' })
    const clients = Array.from({ length: 50 }, () => new AbortController())
    const calls = clients.map(({ signal }) => failureOf(transport.execute(subgraphRequest({ signal }))))
    await arrived.promise
    for (const client of clients) client.abort()
    const next = transport.execute(subgraphRequest())
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(await next).toEqual({ data: { hello: 'again' }, plain: true })
    expect(arrivals).toBe(2)
    await http.close?.()
    await subgraph.empty()
  })
})

describe('what is not shared', () => {
  test.each<[string, Partial<SubgraphRequest>]>([
    ['another query', { query: '{ other }' }],
    ['other variables of the same length', { variablesJson: '{"a":2}' }],
    ['another identity', { context: 'bob' }],
    ['another operation of the document', { operationName: 'Q' }],
    ['a wish for a trace', { captureTrace: true }],
  ])('%s', async (_what, difference) => {
    const { ask, call, sent } = sharing()
    const calls = [ask({ variablesJson: '{"a":1}' }), ask({ variablesJson: '{"a":1}', ...difference })]
    expect(sent.length).toBe(2)
    call(0).resolve({ data: { n: 0 } })
    call(1).resolve({ data: { n: 1 } })
    expect(await Promise.all(calls)).toEqual([{ data: { n: 0 } }, { data: { n: 1 } }])
  })

  test('a mutation, and a caller without identity', async () => {
    const { ask, sent, call } = sharing()
    const calls = [
      ask({ kind: 'mutation' }),
      ask({ kind: 'mutation' }),
      ask({ context: undefined }),
      ask({ context: undefined }),
    ]
    expect(sent.length).toBe(4)
    for (const index of sent.keys()) call(index).resolve({ data: { n: index } })
    expect((await Promise.all(calls)).map(({ data }) => data?.n)).toEqual([0, 1, 2, 3])
  })

  test('a call that has ended', async () => {
    const { ask, call, sent } = sharing()
    const first = ask()
    call(0).resolve({ data: { n: 1 } })
    await first
    const second = ask()
    call(1).reject(upstreamUnavailable('shop'))
    await failureOf(second)
    const third = ask()
    call(2).resolve({ data: { n: 3 } })
    expect(await third).toEqual({ data: { n: 3 } })
    expect(sent.length).toBe(3)
  })

  test('an identity that cannot be told: the caller learns of it', async () => {
    const transport = shareInFlight(
      { execute: async () => ({}) },
      {
        identity: () => {
          throw new TypeError('no context')
        },
      },
    )
    expect(await failureOf(transport.execute(subgraphRequest()))).toMatchObject({ message: 'no context' })
  })
})

describe('time', () => {
  test('is over for each caller at its own deadline, and the call goes on for the others', async () => {
    const { ask, call, sent } = sharing()
    const leader = ask({ deadlineAt: Date.now() + 60_000 })
    const hasty = failureOf(ask({ deadlineAt: Date.now() + 30 }))
    expect(await hasty).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    call(0).resolve({ data: { n: 1 } })
    expect(await leader).toEqual({ data: { n: 1 } })
    expect(sent.length).toBe(1)
  })

  test('of the leader does not shorten that of another: it asks again, and those after it join', async () => {
    const { ask, call, sent } = sharing()
    const leaderUntil = Date.now() + 20
    const leader = failureOf(ask({ deadlineAt: leaderUntil }))
    const patient = Array.from({ length: 10 }, () => ask({ deadlineAt: leaderUntil + 60_000 }))
    while (Date.now() < leaderUntil) await new Promise(setImmediate)
    call(0).reject(upstreamTimeout('shop'))
    expect(await leader).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(sent.length).toBe(2)
    call(1).resolve({ data: { n: 2 } })
    expect(await Promise.all(patient)).toEqual(Array(10).fill({ data: { n: 2 } }))
  })

  test('that the subgraph cut short by itself is not asked for again', async () => {
    const { ask, call, sent } = sharing()
    const calls = [ask(), ask({ deadlineAt: Date.now() + 60_000 })].map(failureOf)
    call(0).reject(upstreamTimeout('shop'))
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(sent.length).toBe(1)
  })

  test('that has passed, or a client that has left, joins nothing and sends nothing', async () => {
    const { ask, sent } = sharing()
    expect(await failureOf(ask({ deadlineAt: Date.now() }))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(await failureOf(ask({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(sent.length).toBe(0)
  })
})

test('a leader that cannot leave keeps the call for those who can', async () => {
  const { ask, call } = sharing()
  const leader = ask()
  const client = new AbortController()
  const joiner = failureOf(ask({ signal: client.signal }))
  client.abort(new Error('gone'))
  expect(await joiner).toMatchObject({ code: 'UPSTREAM_TIMEOUT', cause: { message: 'gone' } })
  expect(call(0).request.signal).toBe(undefined)
  call(0).resolve({ data: { n: 1 } })
  expect(await leader).toEqual({ data: { n: 1 } })
})

test('an answer too deep to copy fails for those who would get a copy, and for nobody else', async () => {
  const { ask, call } = sharing()
  const calls = [failureOf(ask()), ask()]
  const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
  call(0).resolve({ data: { deep } })
  const [copied, original] = await Promise.all(calls)
  expect(copied).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', cause: expect.any(RangeError) })
  expect((original as SubgraphResponse).data?.deep).toBe(deep)
})
