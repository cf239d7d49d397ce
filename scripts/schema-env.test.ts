// What CI tells the schema check, in a repository of its own.
import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const script = fileURLToPath(new URL('../.ci/schema-env', import.meta.url))

async function aRepository() {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'schema-env-')))
  const git = async (...args: readonly string[]) => (await run('git', [...args], { cwd: path })).stdout.trim()
  await git('init', '--quiet')
  const author = ['-c', 'user.name=n', '-c', 'user.email=n@example.com', '-c', 'commit.gpgsign=false']
  await git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'first')
  return {
    path,
    head: await git('rev-parse', 'HEAD'),
    env: async (given: Record<string, string>) =>
      (await run(script, [], { cwd: path, env: { PATH: process.env.PATH, ...given } })).stdout,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

test('a push is compared with the commit before it, where that is known', async () => {
  await using repository = await aRepository()
  expect(await repository.env({ BEFORE: repository.head })).toBe(`SCHEMA_BASE=${repository.head}\n`)
  for (const before of ['', '0'.repeat(40), 'f'.repeat(40)])
    expect(await repository.env({ BEFORE: before })).toBe('')
})

test('traffic is an address, or a path that is meant from the checkout', async () => {
  await using repository = await aRepository()
  const env = (traffic: string) => repository.env({ TRAFFIC: traffic })
  expect(await env('')).toBe('')
  expect(await env('https://traffic.example.com/shop.json')).toBe(
    'SCHEMA_TRAFFIC=https://traffic.example.com/shop.json\n',
  )
  expect(await env('/var/traffic')).toBe('SCHEMA_TRAFFIC=/var/traffic\n')
  expect(await env('recorded/traffic')).toBe(`SCHEMA_TRAFFIC=${repository.path}/recorded/traffic\n`)
  await expect(env('a\nPATH=/tmp')).rejects.toThrow('The traffic is one address or one path.')
})
