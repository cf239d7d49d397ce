// Time, bytes and the end: what arrives too slowly, too compressed, not as HTTP, or while the gateway shuts down.
import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type TestGateway, testGateway } from './gateway.fixture.ts'

const json = { 'content-type': 'application/json' }
const body = JSON.stringify({ query: '{ me { id } }' })
/** Under a name of its own it is asked for itself: identical queries in flight are sent once. */
const slowQuery = (name = 'product') => JSON.stringify({ query: `{ ${name}: product(id: "slow") { id } }` })

type Raw = { readonly text: string; readonly ms: number }

/** Writes to a socket and waits until the other side closes it. */
function raw(url: string, ...parts: string[]): Promise<Raw> {
  const started = Date.now()
  const { hostname, port } = new URL(url)
  const { promise, resolve } = Promise.withResolvers<Raw>()
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString()
  })
  socket.on('error', () => {})
  socket.on('close', () => resolve({ text, ms: Date.now() - started }))
  for (const part of parts) socket.write(part)
  return promise
}

/** Holds what a socket got to the contract: a status line, JSON, a code and a request id. */
function expectRefusal({ text }: Raw, status: number): void {
  const [head = '', content = ''] = text.split('\r\n\r\n')
  expect(head.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head.toLowerCase()).toContain('content-type: application/json')
  const requestId = /x-request-id: (\S+)/i.exec(head)?.[1]
  expect(JSON.parse(content).errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST', requestId } }])
}

describe('a compressed body', () => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await testGateway()
  })

  afterAll(() => gateway[Symbol.asyncDispose]())

  test.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
  ])('by %s is inflated', async (encoding, compressed) => {
    const answer = await gateway.send({
      method: 'POST',
      headers: { ...json, 'content-encoding': encoding },
      body: compressed,
    })
    expect([answer.status, answer.body]).toEqual([200, { data: { me: null } }])
  })

  test.each([
    ['gzip', (text: string) => gzipSync(text)],
    ['br', (text: string) => brotliCompressSync(text)],
  ])('that inflates by %s past the limit is 413, long before it is whole', async (encoding, compress) => {
    const bomb = compress(`{"query":"${' '.repeat(64 * 1024 * 1024)}"}`)
    expect(bomb.length).toBeLessThan(100 * 1024)
    const before = process.memoryUsage().rss
    const answer = await gateway.send({
      method: 'POST',
      headers: { ...json, 'content-encoding': encoding },
      body: bomb,
    })
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([413, 'BAD_REQUEST'])
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024)
  })

  test.each(['compress', 'zip', 'gzip, gzip', 'none'])('by %s is 415', async (encoding) => {
    const answer = await gateway.send({
      method: 'POST',
      headers: { ...json, 'content-encoding': encoding },
      body: gzipSync(body),
    })
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([415, 'BAD_REQUEST'])
  })

  test('that is not what it says is 400', async () => {
    for (const broken of [Buffer.from(body), gzipSync(body).subarray(0, 20)]) {
      const answer = await gateway.send({
        method: 'POST',
        headers: { ...json, 'content-encoding': 'gzip' },
        body: broken,
      })
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
    }
  })

  test('is answered compressed to whoever takes it, when that is worth it', async () => {
    const query = `{ products(search: "${'x'.repeat(4_000)}") { nodes { name } } }`
    const { promise, resolve } = Promise.withResolvers<{ encoding: string | undefined; bytes: Buffer }>()
    const outgoing = httpRequest(
      new URL('/graphql', gateway.url),
      { method: 'POST', headers: { ...json, 'accept-encoding': 'gzip' } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }),
        )
      },
    )
    outgoing.end(JSON.stringify({ query }))
    const { encoding, bytes } = await promise
    expect(encoding).toBe('gzip')
    expect(JSON.parse(gunzipSync(bytes).toString()).data.products.nodes[0].name).toHaveLength(4_000)
  })
})

describe('a request that does not arrive', () => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await testGateway({ arrivalTimeoutMs: 300 })
  })

  afterAll(() => gateway[Symbol.asyncDispose]())

  test.each<[string, string]>([
    ['headers', 'POST /graphql HTTP/1.1\r\nhost: shop\r\nx-slow: '],
    [
      'body',
      'POST /graphql HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"query"',
    ],
    [
      'chunks',
      'POST /graphql HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"que\r\n',
    ],
  ])('with all its %s is closed with 408', async (_what, part) => {
    const answer = await raw(gateway.url, part)
    expectRefusal(answer, 408)
    expect(answer.ms).toBeGreaterThan(250)
    expect(answer.ms).toBeLessThan(5_000)
    expect(gateway.calls).toEqual([])
  })

  test('closes no connection that waits for its answer', async () => {
    const answer = await gateway.send({
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query: '{ a: product(id: "slow") { id } b: product(id: "slow") { name } }' }),
    })
    expect(answer.status).toBe(200)
  })
})

describe('what is not HTTP', () => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await testGateway()
  })

  afterAll(() => gateway[Symbol.asyncDispose]())

  test.each<[string, string]>([
    ['noise', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
    ['a made-up method', 'FETCH /graphql HTTP/1.1\r\nhost: shop\r\n\r\n'],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: shop\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
    ],
    [
      'a length and chunks',
      'POST /graphql HTTP/1.1\r\nhost: shop\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header with a line break', 'GET /graphql HTTP/1.1\r\nhost: shop\r\nx: a\nb\0c\r\n\r\n'],
  ])('%s is 400, as JSON', async (_what, bytes) => {
    expectRefusal(await raw(gateway.url, bytes), 400)
    expect(gateway.calls).toEqual([])
  })

  test('headers of 20 kB are 431', async () => {
    expectRefusal(
      await raw(gateway.url, `GET /graphql HTTP/1.1\r\nhost: shop\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`),
      431,
    )
  })
})

describe('the end', () => {
  function post(url: string, agent: Agent, content: string) {
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number
      text: string
      connection: string | undefined
      retryAfter: string | undefined
    }>()
    const outgoing = httpRequest(
      new URL('/graphql', url),
      { method: 'POST', agent, headers: json },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text,
            connection: response.headers.connection,
            retryAfter: response.headers['retry-after'],
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(content)
    return promise
  }

  test('tells first that it comes, and serves on while a load balancer takes notice', async () => {
    await using gateway = await testGateway({ drainDelayMs: 400 })
    expect((await gateway.send({ path: '/health/ready' })).status).toBe(200)
    const closed = gateway.close()
    const ready = await gateway.send({ path: '/health/ready' })
    expect([ready.status, ready.text]).toEqual([503, '{"status":"not ready"}'])
    expect((await gateway.send({ path: '/health/live' })).status).toBe(200)
    expect((await gateway.ask('{ me { id } }')).status).toBe(200)
    await closed
    await expect(gateway.ask('{ me { id } }')).rejects.toThrow('ECONNREFUSED')
  })

  test('lets every request that has begun finish', async () => {
    await using gateway = await testGateway()
    const answers = Array.from({ length: 20 }, (_, index) =>
      gateway.send({ method: 'POST', headers: json, body: slowQuery(`p${index}`) }),
    )
    while (gateway.calls.length < 20) await delay(5)
    const closed = gateway.close()
    for (const [index, answer] of (await Promise.all(answers)).entries()) {
      expect([answer.status, answer.body]).toEqual([200, { data: { [`p${index}`]: { id: 'slow' } } }])
    }
    await closed
  })

  test('ends a connection with the answer that it was kept open for', async () => {
    await using gateway = await testGateway()
    const agent = new Agent({ keepAlive: true })
    const answer = post(gateway.url, agent, slowQuery())
    while (gateway.calls.length < 1) await delay(5)
    const started = Date.now()
    await gateway.close()
    expect(Date.now() - started).toBeLessThan(3_000)
    expect(await answer).toMatchObject({ status: 200, connection: 'close' })
    agent.destroy()
  })

  test('answers a request that comes while it drains with 503 and ends its connection', async () => {
    await using gateway = await testGateway()
    const agent = new Agent({ keepAlive: true })
    const slow = post(gateway.url, agent, slowQuery())
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.write('POST /graphql HTTP/1.1\r\nhost: shop\r\n')
    while (gateway.calls.length < 1) await delay(5)
    const closed = gateway.close()
    await delay(20)
    socket.write(`content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
    await ended
    expect(text).toMatch(/^HTTP\/1\.1 503 /)
    expect(text.toLowerCase()).toContain('retry-after: 1\r\n')
    expect(text.toLowerCase()).toContain('connection: close\r\n')
    expect(text).toContain('"code":"OVERLOADED"')
    expect((await slow).status).toBe(200)
    expect(gateway.calls).toHaveLength(1)
    await closed
    agent.destroy()
  })

  test('waits for nobody who only holds a connection', async () => {
    await using gateway = await testGateway()
    const agent = new Agent({ keepAlive: true })
    await post(gateway.url, agent, body)
    const started = Date.now()
    await gateway.close()
    expect(Date.now() - started).toBeLessThan(3_000)
    agent.destroy()
  })
})

test('a process whose event loop cannot follow sheds requests, and is still alive', async () => {
  await using busy = await testGateway({ maxEventLoopDelayMs: 1 })
  const shed = async (send: () => Promise<Answer>): Promise<Answer> => {
    for (let round = 0; round < 20; round++) {
      const until = Date.now() + 200
      while (Date.now() < until);
      await delay(20)
      busy.calls.length = 0
      const answer = await send()
      expect((await busy.send({ path: '/health/live' })).status).toBe(200)
      if (answer.body.errors?.[0]?.extensions.code === 'OVERLOADED') return answer
    }
    throw new Error('nothing was shed')
  }
  for (const send of [
    () => busy.ask('{ user(id: "1") { id } }'),
    () => busy.send({ method: 'POST', path: '/graphql', headers: { 'content-type': 'text/html' }, body }),
    () => busy.send({ path: '/nowhere' }),
  ]) {
    const { status, headers } = await shed(send)
    expect([status, headers['retry-after']]).toEqual([503, '1'])
    expect(busy.calls).toEqual([])
  }
  // Twice answered would be logged as a fault.
  expect(busy.logged).toEqual([])
})
