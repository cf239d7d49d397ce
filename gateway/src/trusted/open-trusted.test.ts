// From a file to trusted documents that are ready: what a bad file means in each mode, which document comes first, and that
// the first request for one plans nothing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signOperation } from '@supermarket/schema/traffic/sign-operation.ts'
import { trafficFormat } from '@supermarket/schema/traffic/traffic.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { buildSchema, parse } from 'graphql'
import { expect, test, vi } from 'vitest'
import { tellMisfits } from './fitting-plugin.ts'
import { openTrusted } from './open-trusted.ts'
import { manifestOf, shopManifest, type TrustedGateway, trustedGateway } from './trusted.fixture.ts'
import { unknownDocuments } from './unknown-documents.ts'

// Each gateway builds a planner, on a busy machine too.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

function aLog() {
  const logged: string[] = []
  const write = (line: string) => void logged.push(JSON.parse(line).msg)
  return { logged, log: createLog({ service: 'gateway', level: 'warn', destination: { write } }) }
}

async function aFolder(files: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), 'trusted-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

type Opening = { readonly mode: 'off' | 'log' | 'enforce'; readonly path?: string; readonly traffic?: string }

async function open({ mode, path, traffic }: Opening) {
  const { log, logged } = aLog()
  const trusted = await openTrusted({
    variables: { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_MANIFEST: path },
    maxTokens: 1_000,
    trafficFolder: traffic,
    log,
  })
  return { trusted, logged }
}

test('the shop has its own list, and off reads none', async () => {
  const { trusted, logged } = await open({ mode: 'enforce' })
  expect(trusted?.list.documents).toEqual(shopManifest.operations)
  expect(logged).toEqual([])
  expect(await open({ mode: 'off', path: '/nowhere.json' })).toEqual({ trusted: undefined, logged: [] })
})

test.each([
  ['missing', '/nowhere.json', '/nowhere.json is not there: npm run operations:build makes it.'],
  ['malformed', undefined, 'list.json: format must be apollo-persisted-query-manifest.'],
])('a list that is %s ends the start under enforce, and is a warning under log', async (_, path, reason) => {
  await using folder = await aFolder({ 'list.json': '{"format":"x"}' })
  const file = path ?? join(folder.path, 'list.json')
  await expect(open({ mode: 'enforce', path: file })).rejects.toMatchObject({
    name: 'StartupError',
    message: expect.stringMatching(`The list of trusted documents cannot be used: .*${reason}$`),
  })
  const { trusted, logged } = await open({ mode: 'log', path: file })
  expect(trusted).toBeUndefined()
  expect(logged).toEqual([expect.stringContaining(`${reason} TRUSTED_DOCUMENTS=log tells of nothing.`)])
})

test('what recorded traffic shows most comes first; without a recording the order is the list’s', async () => {
  const manifest = manifestOf('query A { a } query B { b } query C { c }')
  const use = (name: string, count: number) => ({
    signature: signOperation(parse(manifest.operations.find((each) => each.name === name)?.body ?? '')),
    name,
    coordinates: [],
    clients: [{ name: 'web', version: '', count, lastSeen: '2026-11-28' }],
  })
  const day = '2026-11-28'
  const traffic = { format: trafficFormat, from: day, until: day, operations: [use('B', 2), use('C', 9)] }
  await using folder = await aFolder({ 'list.txt': JSON.stringify(manifest) })
  const path = join(folder.path, 'list.txt')
  const order = async () => {
    const { trusted } = await open({ mode: 'log', path, traffic: folder.path })
    return trusted?.list.documents.map(({ name }) => name)
  }
  expect(await order()).toEqual(['A', 'B', 'C'])
  await writeFile(join(folder.path, 'gateway.json'), JSON.stringify(traffic))
  expect(await order()).toEqual(['C', 'B', 'A'])
})

test('documents that do not fit the schema are told in one sentence', async () => {
  const { log, logged } = aLog()
  const schema = buildSchema('type Query { a: Int }')
  const { operations } = manifestOf('query A { a } query B { b } query C { c }')
  expect(await tellMisfits(operations, schema, log)).toEqual(['B', 'C'])
  expect(await tellMisfits(operations.slice(0, 1), schema, log)).toEqual([])
  expect(logged).toEqual(['2 of 3 trusted documents do not fit the schema: B, C'])
})

async function askById({ send }: TrustedGateway, id: string | undefined, more: object = {}) {
  return send({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } }),
    ...more,
  })
}

test('a gateway tells of them when it starts, and serves the others', async () => {
  const manifest = manifestOf('query A { gone } query B { me { id } }')
  await using gateway = await trustedGateway('enforce', manifest)
  const [a, b] = manifest.operations
  expect((await askById(gateway, a?.id)).body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  expect((await askById(gateway, b?.id)).body.data).toEqual({ me: null })
  expect(gateway.logged.map(({ msg }) => msg)).toEqual(['1 of 2 trusted documents do not fit the schema: A'])
})

test('every trusted document is planned before the gateway is ready, and the first request for one plans nothing', async () => {
  await using gateway = await trustedGateway('enforce', shopManifest)
  expect(await gateway.planned()).toEqual({ request: 0, ahead: shopManifest.operations.length })
  const authorization = `Bearer ${await gateway.token({ roles: ['ADMIN'] })}`
  for (const { id, name } of shopManifest.operations.filter(({ name }) => firstAsked.has(name))) {
    const body = JSON.stringify({
      variables: firstAsked.get(name),
      extensions: { persistedQuery: { version: 1, sha256Hash: id } },
    })
    const { status } = await askById(gateway, id, {
      headers: { 'content-type': 'application/json', authorization },
      body,
    })
    expect(status).toBe(200)
  }
  expect(await gateway.planned()).toEqual({ request: 0, ahead: shopManifest.operations.length })
})

const firstAsked: ReadonlyMap<string, object> = new Map<string, object>([
  ['ProductBySlug', { slug: 'soap' }],
  ['Categories', {}],
  ['MyCart', {}],
  ['OrderHistory', {}],
  ['Logout', {}],
])

test('a document that is not listed is planned when it is asked for', async () => {
  await using gateway = await trustedGateway('log', manifestOf('query A { me { id } }'))
  await gateway.ask('{ me { name } }')
  expect(await gateway.planned()).toEqual({ request: 1, ahead: 1 })
})

test('unknown documents are told up to a limit, then only counted', () => {
  const { log, logged } = aLog()
  const unknown = unknownDocuments({ log, refused: false, maxWarnings: 2 })
  for (const id of ['a', 'a', 'b', 'c', 'd'])
    unknown.tell({ by: 'id', id, name: '', client: { name: '', version: '' } })
  expect(logged).toEqual([
    'a document is not in the list',
    'a document is not in the list',
    'More documents that are not in the list of trusted documents are only counted',
  ])
})
