// Where the base comes from: real repositories of each kind, files, and a running endpoint.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { introspectionFromSchema } from 'graphql'
import { expect, test } from 'vitest'
import { compareApis } from '../changes/compare-apis.ts'
import { loadSupergraphSdl, schemaRoom } from '../load.ts'
import { sideOfBase, sideOfSupergraph } from '../side.ts'
import { readBase } from './base.ts'

async function aFolder() {
  const path = await mkdtemp(join(tmpdir(), 'schema-base-'))
  const git = (...args: readonly string[]) => {
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@supermarket.test']
    execFileSync('git', [...author, ...args], { cwd: path, stdio: 'ignore' })
  }
  return {
    room: pathToFileURL(`${path}/`),
    git,
    write: (text: string) => writeFile(join(path, 'supergraph.graphql'), text),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

test('a folder without history has no base', async () => {
  await using folder = await aFolder()
  expect(await readBase('HEAD', { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'this is no git repository, and there is no file of that name',
  })
})

test('a repository without commits has no base', async () => {
  await using folder = await aFolder()
  folder.git('init')
  expect(await readBase('HEAD', { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'there is no commit HEAD, and there is no file of that name',
  })
})

test('a commit without a supergraph is no base', async () => {
  await using folder = await aFolder()
  folder.git('init')
  folder.git('commit', '--allow-empty', '-m', 'first')
  expect(await readBase('HEAD', { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'HEAD holds no schema/supergraph.graphql, and there is no file of that name',
  })
})

test('the base is the committed supergraph, whatever the working copy holds', async () => {
  await using folder = await aFolder()
  folder.git('init')
  await folder.write('committed')
  folder.git('add', '.')
  folder.git('commit', '-m', 'first')
  await folder.write('edited')
  expect(await readBase('HEAD', { room: folder.room })).toEqual({
    kind: 'supergraph',
    from: 'HEAD',
    supergraphSdl: 'committed',
  })
})

test('a ref that looks like an option is no commit', async () => {
  await using folder = await aFolder()
  folder.git('init')
  expect(await readBase('--help', { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'there is no commit --help, and there is no file of that name',
  })
})

test('by default an edited contract is compared with HEAD, a committed one with what was there before', async () => {
  await using folder = await aFolder()
  folder.git('init')
  await folder.write('first')
  folder.git('add', '.')
  folder.git('commit', '-m', 'first')
  expect(await readBase(undefined, { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'there is no commit HEAD^1',
  })
  await folder.write('second')
  expect(await readBase(undefined, { room: folder.room })).toMatchObject({
    from: 'HEAD',
    supergraphSdl: 'first',
  })
  folder.git('commit', '-am', 'second')
  expect(await readBase(undefined, { room: folder.room })).toMatchObject({
    from: 'HEAD^1',
    supergraphSdl: 'first',
  })
})

test('a commit holds the subgraphs too, a file the supergraph or only what clients see', async () => {
  const committed = await readBase('HEAD')
  expect(committed.kind === 'supergraph' && Object.keys(committed.subgraphs ?? {})).toEqual([
    'users',
    'products',
    'orders',
  ])
  const supergraph = fileURLToPath(new URL('supergraph.graphql', schemaRoom))
  expect(await readBase(supergraph)).toEqual({
    kind: 'supergraph',
    from: supergraph,
    supergraphSdl: loadSupergraphSdl(),
  })
  const api = fileURLToPath(new URL('api.graphql', schemaRoom))
  expect(await readBase(api)).toMatchObject({ kind: 'api', from: api })
})

/** Answers every request with `body` on a free port of the loopback. */
async function anEndpoint(body: string, headers: Readonly<Record<string, string>> = {}) {
  const server = createServer((_request, response) => response.writeHead(200, headers).end(body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    [Symbol.asyncDispose]: async () => void (await promisify(server.close.bind(server))()),
  }
}

test('a running endpoint tells what clients see of it, which differs in nothing from the file but in what its executor adds', async () => {
  const { supergraph } = sideOfSupergraph(loadSupergraphSdl()).joined
  const schema = supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true })
  await using endpoint = await anEndpoint(JSON.stringify({ data: introspectionFromSchema(schema) }))
  const base = await readBase(endpoint.url)
  expect(base).toMatchObject({ kind: 'api', from: endpoint.url })
  const [before, after] = [sideOfBase(base), sideOfSupergraph(loadSupergraphSdl())]
  expect(before && (await compareApis(before, after))).toEqual([])
})

test('an endpoint that tells no schema is no base', async () => {
  await using endpoint = await anEndpoint('{"errors":[{"message":"introspection is off"}]}')
  expect(await readBase(endpoint.url)).toEqual({
    kind: 'absent',
    reason: `${endpoint.url} told no schema (status 200 without a schema: introspection must be on there, for anybody)`,
  })
})

test('an endpoint that answers with a page is asked whether it is one', async () => {
  await using endpoint = await anEndpoint('<html>', { 'content-type': 'text/html' })
  expect(await readBase(endpoint.url)).toEqual({
    kind: 'absent',
    reason: `${endpoint.url} told no schema (status 200 with text/html that is no JSON: is it a GraphQL endpoint?)`,
  })
})

test('a shallow clone says that it is one, and how to get the rest', async () => {
  await using folder = await aFolder()
  folder.git('init')
  for (const text of ['first', 'second']) {
    await folder.write(text)
    folder.git('add', 'supergraph.graphql')
    folder.git('commit', '-m', text)
  }
  folder.git('clone', '--depth', '1', folder.room.href, 'shallow')
  expect(await readBase(undefined, { room: new URL('shallow/', folder.room) })).toEqual({
    kind: 'absent',
    reason: 'there is no commit HEAD^1 in this shallow clone (git fetch --unshallow; in CI: fetch-depth: 0)',
  })
})

test('what is no file, or too big for a schema, is refused before it is read', async () => {
  const folder = fileURLToPath(schemaRoom)
  await expect(readBase('src', { folder })).rejects.toThrow('--base src is no file.')
  await expect(readBase('/dev/zero')).rejects.toThrow('--base /dev/zero is no file.')
  await using big = await aFolder()
  await big.write('x'.repeat(16 * 1024 * 1024 + 1))
  const path = fileURLToPath(new URL('supergraph.graphql', big.room))
  await expect(readBase(path)).rejects.toThrow('is bigger than 16777216 bytes')
})

test.each([
  ['api', 'type Query {\n {', 'old.graphql:2: Syntax Error: Expected Name, found "{".'],
  ['api', 'type Query @key(fields: "id") { a: Int }', 'Unknown directive "@key".'],
  ['supergraph', 'directive @join__graph', 'old.graphql:1: Syntax Error'],
] as const)('a base that is no schema is told by its name: %s %s', (kind, sdl, reason) => {
  const found = kind === 'api' ? { kind, apiSdl: sdl } : { kind, supergraphSdl: sdl }
  expect(() => sideOfBase({ from: 'old.graphql', ...found })).toThrow(
    `old.graphql is neither a supergraph nor what clients see of one, as schema/api.graphql is. ${reason}`,
  )
})
