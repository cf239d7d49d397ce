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
    reason: 'this is no git repository, nor a file of that name',
  })
})

test('a repository without commits has no base', async () => {
  await using folder = await aFolder()
  folder.git('init')
  expect(await readBase('HEAD', { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'there is no commit HEAD, nor a file of that name',
  })
})

test('a commit without a supergraph is no base', async () => {
  await using folder = await aFolder()
  folder.git('init')
  folder.git('commit', '--allow-empty', '-m', 'first')
  expect(await readBase('HEAD', { room: folder.room })).toEqual({
    kind: 'absent',
    reason: 'HEAD holds no supergraph, nor a file of that name',
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
    reason: 'there is no commit --help, nor a file of that name',
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
async function anEndpoint(body: string) {
  const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1')
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
    reason: `${endpoint.url} told no schema (status 200, no introspection)`,
  })
})
