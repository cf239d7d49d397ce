// The README's start, run as its reader would: a process of its own, a supergraph in a file, subgraphs over HTTP.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { compose, nextShop, shop, subgraphTransport } from '../src/engine.fixture.ts'
import { localSubgraph, subgraphRequest } from '../src/transport/local-subgraph.fixture.ts'

const program = new URL('gateway.ts', import.meta.url)

test('the README shows the program, but for where its file and port come from', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const [, shown = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
  const text = (await readFile(program, 'utf8'))
    .replace(/^\/\/ .*\n/, '')
    .replace(/^const \[file = .*\n/m, '')
    .replace('fromFile(file,', "fromFile('supergraph.graphql',")
    .replace("{ host: '127.0.0.1', port: Number(port) }", '{ port: 4000 }')
    .replace(/^console\.log.*\n/m, '')
  expect(shown).toBe(text)
})

test('it serves a supergraph from a file, and the next one that is put in its place', {
  timeout: 60_000,
}, async () => {
  await using stack = new AsyncDisposableStack()
  const urls = new Map<string, string>()
  for (const each of shop) {
    const transport = subgraphTransport(nextShop.find(({ name }) => name === each.name) ?? each)
    const server = stack.use(
      await localSubgraph(async (response, _request, body) => {
        const { query, variables = {} } = JSON.parse(body)
        const request = subgraphRequest({ query, variablesJson: JSON.stringify(variables) })
        const answer = await transport.execute(request)
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
      }),
    )
    urls.set(each.name, server.url)
  }
  const folder = await mkdtemp(join(tmpdir(), 'engine-example-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const file = join(folder, 'supergraph.graphql')
  const at = (subgraphs: typeof shop) =>
    compose(subgraphs.map((each) => ({ ...each, url: urls.get(each.name) ?? '' })))
  await writeFile(file, at(shop))

  const { url, child } = await start(file)
  stack.defer(async () => {
    child.kill()
    await once(child, 'exit')
  })
  expect(await ask(url, '{ product(id: 7) { name reviews { stars } } }')).toEqual({
    data: { product: { name: 'name 7', reviews: [{ stars: 1 }, { stars: 1 }] } },
  })

  await writeFile(`${file}.new`, at(nextShop))
  await rename(`${file}.new`, file)
  const author = '{ product(id: 7) { reviews { author } } }'
  await expect
    .poll(() => ask(url, author), { timeout: 20_000 })
    .toEqual({
      data: { product: { reviews: [{ author: 'author 1' }, { author: 'author 2' }] } },
    })
})

async function start(file: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [program.pathname, file, '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready at (\S+)$/.exec(line)?.[1]
    if (url) return { url, child }
  }
  throw new Error('the example ended before it was ready')
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}
