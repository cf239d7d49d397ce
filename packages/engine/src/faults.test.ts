// What a client gets while one of its subgraphs misbehaves, through Apollo Server and over real sockets: the rest of
// its answer, an error with a code at the right path, in time.
import { expect, test } from 'vitest'
import { compose, nextShop, serve, shop, subgraphTransport } from './engine.fixture.ts'
import { fromSdl } from './supergraph/from-sdl.ts'
import { composeTransport } from './transport/compose-transport.ts'
import { httpTransport } from './transport/http-transport.ts'
import {
  type Answering,
  answeringWith,
  localSubgraph,
  subgraphRequest,
} from './transport/local-subgraph.fixture.ts'

const query = '{ product(id: 7) { name reviews { stars } } top(first: 1) { name } }'
const fetchTimeoutMs = 300

/** Answers as the subgraph of that name should. */
function healthy(name: string): Answering {
  const subgraph = nextShop.find((each) => each.name === name)
  if (!subgraph) throw new Error(name)
  const transport = subgraphTransport(subgraph)
  return async (response, _request, body) => {
    const { query: text, variables = {} } = JSON.parse(body)
    const request = subgraphRequest({ query: text, variablesJson: JSON.stringify(variables) })
    const answer = JSON.stringify(await transport.execute(request))
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  }
}

async function askWith(reviews: Answering) {
  await using products = await localSubgraph(healthy('products'))
  await using faulty = await localSubgraph(reviews)
  const urlOf = (name: string) => (name === 'products' ? products.url : faulty.url)
  await using served = await serve({
    supergraph: fromSdl(compose(shop.map((each) => ({ ...each, url: urlOf(each.name) })))),
    transport: ({ name, url }) =>
      composeTransport(httpTransport({ url, maxAnswerBytes: 10_000 }), {
        subgraph: name,
        timeouts: { fetchTimeoutMs },
      }),
  })
  // Planned before, so that what is timed is the fetch.
  await served.post({ query: '{ top(first: 1) { name } }' })
  const startedAt = performance.now()
  const { status, text } = await served.post({ query })
  return { status, body: JSON.parse(text), ms: performance.now() - startedAt, sent: faulty.requests.length }
}

const many = JSON.stringify({ data: { _entities: [{ reviews: [{ stars: 1, body: 'x'.repeat(20_000) }] }] } })

const faults: readonly { fault: string; answering: Answering; code: string; sent?: number }[] = [
  { fault: 'hangs', answering: () => {}, code: 'UPSTREAM_TIMEOUT' },
  {
    fault: 'sends its answer byte by byte for ever',
    answering: (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const dripping = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(dripping))
    },
    code: 'UPSTREAM_TIMEOUT',
  },
  {
    fault: 'breaks the connection each time',
    answering: (response) => response.destroy(),
    code: 'UPSTREAM_UNAVAILABLE',
    sent: 2,
  },
  {
    fault: 'redirects',
    answering: answeringWith('', 302, { location: 'http://127.0.0.1:1/' }),
    code: 'UPSTREAM_UNAVAILABLE',
  },
  { fault: 'sends too much', answering: answeringWith(many), code: 'UPSTREAM_UNAVAILABLE' },
  {
    fault: 'sends half of its JSON',
    answering: answeringWith(many.slice(0, 40)),
    code: 'UPSTREAM_UNAVAILABLE',
  },
  { fault: 'sends a page', answering: answeringWith('<html>', 502), code: 'UPSTREAM_UNAVAILABLE' },
  {
    fault: 'sends data of another shape',
    answering: answeringWith('{"data":[1]}'),
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    fault: 'sends fewer entities than were asked for',
    answering: answeringWith('{"data":{"_entities":[]}}'),
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    fault: 'answers with errors alone',
    answering: answeringWith('{"errors":[{"message":"no","extensions":{"code":"SHUT"}}]}', 500),
    code: 'SHUT',
  },
]

test.each(faults)(
  'a subgraph that $fault costs its own fields, in time',
  async ({ answering, code, sent = 1 }) => {
    const answer = await askWith(answering)
    expect(answer.status).toBe(200)
    expect(answer.body.data).toEqual({ product: null, top: [{ name: 'name 1' }] })
    expect(
      answer.body.errors.map(({ path, extensions }: { path: unknown; extensions: { code: string } }) => [
        path,
        extensions.code,
      ]),
    ).toEqual([[['product'], code]])
    expect(answer.ms).toBeLessThan(fetchTimeoutMs + 1_000)
    expect(answer.sent).toBe(sent)
    expect(JSON.stringify(answer.body)).not.toMatch(/127\.0\.0\.1|ECONN|socket|html/)
  },
)

test('a subgraph whose connection breaks once is asked again, and nobody notices', async () => {
  const well = healthy('reviews')
  let broken = 0
  const answer = await askWith((response, request, body) =>
    broken++ === 0 ? response.destroy() : well(response, request, body),
  )
  expect(answer.body).toEqual({
    data: { product: { name: 'name 7', reviews: [{ stars: 1 }, { stars: 1 }] }, top: [{ name: 'name 1' }] },
  })
  expect(answer.sent).toBe(2)
})
