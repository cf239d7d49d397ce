// The explorer over HTTP: what it serves, for how long, under which policy, and what it loads when.
import { readFile } from 'node:fs/promises'
import { httpService } from '@supermarket/service-kit/http-service.ts'
import type { FastifyInstance } from 'fastify'
import { GraphQLSchema } from 'graphql'
import { afterEach, expect, test } from 'vitest'
import type { GraphiQLFiles } from './assets.ts'
import type { Example } from './examples.ts'
import type { ServedGraph } from './graph/graph-page.ts'
import { type ExplorerOptions, explorerPages } from './pages.ts'

const files: GraphiQLFiles = {
  js: 'globalThis.YogaGraphiQL = {}',
  css: '.graphiql-container { color: red }',
  editorWorkerService: 'const editor = 1',
  jsonWorker: 'const json = 1',
  graphqlWorker: 'const graphql = 1',
}
const browse: Example = { topic: 'Catalogue', name: 'Products page', kind: 'query', query: '{ __typename }' }
const ann = { label: 'Ann', email: 'ann@supermarket.test', password: 'supermarket' }

const sdlOf = (type: string) => `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION) { query: Query }
  enum join__Graph { ONE @join__graph(name: "one", url: "http://one.internal/graphql") }
  type Query @join__type(graph: ONE) { it: ${type} }
  "</script><b>"
  type ${type} @join__type(graph: ONE) { id: ID! }`

function executorOf(extensions: readonly string[] = []) {
  let tell: (sdl: string) => void = () => {}
  return {
    extensions,
    onSchemaLoadOrUpdate(listener: Parameters<ServedGraph['onSchemaLoadOrUpdate']>[0]) {
      tell = (coreSupergraphSdl) => listener({ apiSchema: new GraphQLSchema({}), coreSupergraphSdl })
      return () => {}
    },
    serve: (sdl: string) => tell(sdl),
  }
}

let app: FastifyInstance | undefined
afterEach(async () => {
  await app?.close()
})

async function mounted(options: Partial<ExplorerOptions> = {}): Promise<FastifyInstance> {
  app = httpService({ bodyLimit: 1_024, ready: () => true })
  await explorerPages({ examples: [browse], loadGraphiQL: async () => files, ...options })(app)
  return app
}

function pathsIn(html: string): string[] {
  return [...new Set([...html.matchAll(/\/explorer\/[0-9a-f]{16}\/[\w.-]+/g)].map(([path]) => path))]
}

test('every file that the page names is served, with its type, to be kept for good', async () => {
  const app = await mounted()
  const paths = pathsIn((await app.inject('/')).body)
  const answers = await Promise.all(paths.map((path) => app.inject(path)))
  const served = answers.map(({ statusCode, headers }, index) => [
    paths[index]?.split('/').at(-1),
    statusCode,
    headers['content-type'],
    headers['cache-control'],
  ])
  const kept = 'public, max-age=31536000, immutable'
  expect(served).toEqual([
    ['favicon.svg', 200, 'image/svg+xml', kept],
    ['graphiql.css', 200, 'text/css; charset=utf-8', kept],
    ['style.css', 200, 'text/css; charset=utf-8', kept],
    ['subgraphs.css', 200, 'text/css; charset=utf-8', kept],
    ['plan.css', 200, 'text/css; charset=utf-8', kept],
    ['graphiql.js', 200, 'text/javascript; charset=utf-8', kept],
    ['main.js', 200, 'text/javascript; charset=utf-8', kept],
    ['editor.worker.js', 200, 'text/javascript; charset=utf-8', kept],
    ['json.worker.js', 200, 'text/javascript; charset=utf-8', kept],
    ['graphql.worker.js', 200, 'text/javascript; charset=utf-8', kept],
  ])
  expect(answers[5]?.body).toBe(files.js)
})

test('every module is served beside those that import it', async () => {
  const app = await mounted()
  const main = pathsIn((await app.inject('/')).body).find((path) => path.endsWith('/main.js')) ?? ''
  const seen = new Set(['main.js'])
  for (const name of seen) {
    const answer = await app.inject(main.replace('main.js', name))
    const text = await readFile(new URL(`page/${name}`, import.meta.url), 'utf8')
    expect([name, answer.statusCode, answer.body]).toEqual([name, 200, text])
    for (const [, imported = ''] of text.matchAll(/^import .* from '\.\/(.+)'/gm)) seen.add(imported)
  }
  expect([...seen]).toContain('plan-layout.js')
})

test('the panel of plans is there where plans can be asked for', async () => {
  expect((await (await mounted()).inject('/')).body).not.toContain('Query plan')
  await app?.close()
  const planned = await mounted({ executor: executorOf(['planView']) })
  expect((await planned.inject('/')).body).toContain('<h2 id="plan-title">Query plan</h2>')
})

test('a changed file gets another path, and the old path is gone', async () => {
  const before = pathsIn((await (await mounted()).inject('/')).body)
  await app?.close()
  const changed = await mounted({ loadGraphiQL: async () => ({ ...files, js: 'globalThis.other = 1' }) })
  const after = pathsIn((await changed.inject('/')).body)
  const isLibrary = (path: string) => /graphiql\.|worker/.test(path)
  expect(after.filter(isLibrary)).not.toEqual(before.filter(isLibrary))
  expect(after.filter((path) => !isLibrary(path))).toEqual(before.filter((path) => !isLibrary(path)))
  const old = before.find((path) => path.endsWith('graphiql.js')) ?? ''
  expect((await changed.inject(old)).statusCode).toBe(404)
})

test('the page is asked for again each time, and answered with 304 while it is the same', async () => {
  const app = await mounted()
  const first = await app.inject('/')
  expect(first.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(first.headers['cache-control']).toBe('private, no-cache')
  const again = await app.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  const other = await app.inject({ url: '/', headers: { 'if-none-match': '"0123456789abcdef"' } })
  expect([other.statusCode, other.body]).toEqual([200, first.body])
})

test('the page and every file allow this origin only, and no script but files', async () => {
  const app = await mounted()
  const page = await app.inject('/')
  const policy = String(page.headers['content-security-policy'])
  const directives = Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  )
  expect(directives).toEqual({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'worker-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'", 'data:'],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
  const scripts = [...page.body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes)
  expect(scripts).toEqual([
    expect.stringMatching(/^ type="module" src="\/explorer\/[0-9a-f]{16}\/main\.js"$/),
    ' type="application/json" id="explorer-data"',
  ])
  expect(page.body).not.toMatch(/https?:|\son\w+=|style=/)
  for (const path of pathsIn(page.body))
    expect((await app.inject(path)).headers['content-security-policy']).toBe(policy)
})

test('nothing is loaded before somebody asks, and then once', async () => {
  let loads = 0
  const app = await mounted({
    loadGraphiQL: async () => {
      loads += 1
      return files
    },
  })
  await app.inject('/health/live')
  expect(loads).toBe(0)
  await Promise.all([app.inject('/'), app.inject('/'), app.inject('/explorer/x/graphiql.js')])
  await app.inject('/')
  expect(loads).toBe(1)
})

test('a load that fails is a 500 for that request and is tried again by the next', async () => {
  let loads = 0
  const app = await mounted({
    loadGraphiQL: async () => {
      loads += 1
      if (loads === 1) throw new Error('disk')
      return files
    },
  })
  expect((await app.inject('/')).statusCode).toBe(500)
  expect((await app.inject('/')).statusCode).toBe(200)
  expect(loads).toBe(2)
})

test('/graph shows the supergraph of the moment, as data that no description can end', async () => {
  const executor = executorOf()
  const app = await mounted({ executor })
  expect((await app.inject('/graph')).statusCode).toBe(404)
  executor.serve(sdlOf('Tea'))
  const tea = await app.inject('/graph')
  expect([tea.statusCode, tea.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(tea.headers['content-security-policy']).toBe(
    (await app.inject('/')).headers['content-security-policy'],
  )
  const text = /<script type="application\/json" id="graph-data">(.*)<\/script>/.exec(tea.body)?.[1] ?? ''
  expect(text).not.toContain('<')
  const model = JSON.parse(text)
  expect([model.subgraphs, model.types.map(({ name }: { name: string }) => name)]).toEqual([
    ['one'],
    ['Query', 'Tea'],
  ])
  expect(tea.body).not.toMatch(/one\.internal|\son\w+=|style=/)
  const again = await app.inject({ url: '/graph', headers: { 'if-none-match': String(tea.headers.etag) } })
  expect(again.statusCode).toBe(304)
  executor.serve(sdlOf('Coffee'))
  const coffee = await app.inject({ url: '/graph', headers: { 'if-none-match': String(tea.headers.etag) } })
  expect([coffee.statusCode, coffee.body.includes('Coffee'), coffee.body.includes('Tea')]).toEqual([
    200,
    true,
    false,
  ])
})

test('every file of /graph is served, and its modules beside it', async () => {
  const executor = executorOf()
  const app = await mounted({ executor })
  executor.serve(sdlOf('Tea'))
  const paths = pathsIn((await app.inject('/graph')).body)
  expect(paths.map((path) => path.split('/').at(-1))).toEqual([
    'favicon.svg',
    'style.css',
    'subgraphs.css',
    'graph.css',
    'graph-main.js',
  ])
  const main = paths.at(-1) ?? ''
  const seen = new Set(['graph-main.js'])
  for (const name of seen) {
    const answer = await app.inject(main.replace('graph-main.js', name))
    expect([name, answer.statusCode]).toEqual([name, 200])
    for (const [, imported = ''] of answer.body.matchAll(/^(?:import|\}) .*from '\.\/(.+)'/gm))
      seen.add(imported)
  }
  expect([...seen]).toContain('graph-overview.js')
})

test.each([
  '/graph',
  '/explorer/',
  '/explorer/0123456789abcdef/graphiql.js',
  '/explorer/../package.json',
  '/explorer/%2e%2e/pages.ts',
  '/explorer/__proto__',
  '/favicon.ico',
])('%s is nothing, said in JSON', async (url) => {
  const app = await mounted()
  const answer = await app.inject(url)
  expect(answer.statusCode).toBe(404)
  expect(answer.json().errors[0].message).toBe('There is nothing here.')
})

test('a button signs in each demo account; without accounts the bar has no such button', async () => {
  const bob = { label: '<Bob & "Co">', email: 'bob@supermarket.test', password: '</script><b>' }
  const shop = (await (await mounted({ demoAccounts: [ann, bob] })).inject('/')).body
  expect([...shop.matchAll(/aria-label="(Sign in as .*?)"/g)].map(([, label]) => label)).toEqual([
    'Sign in as Ann',
    'Sign in as &lt;Bob &amp; &quot;Co&quot;&gt;',
  ])
  const text = /<script type="application\/json" id="explorer-data">(.*)<\/script>/.exec(shop)?.[1] ?? ''
  expect(text).not.toContain('<')
  expect(JSON.parse(text).accounts).toEqual([ann, bob])
  await app?.close()
  const bare = (await (await mounted()).inject('/')).body
  expect(bare).not.toMatch(/Sign in|Sign out|data-account/)
})

test('without examples there is no menu of them', async () => {
  const app = await mounted({ examples: [] })
  expect((await app.inject('/')).body).not.toMatch(/popover|data-example/)
})
