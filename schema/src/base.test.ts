// Where the base of the breaking check comes from, in real repositories of each kind.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
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
  expect(await readBase('HEAD', folder.room)).toEqual({ kind: 'absent', reason: 'this is no git repository' })
})

test('a repository without commits has no base', async () => {
  await using folder = await aFolder()
  folder.git('init')
  expect(await readBase('HEAD', folder.room)).toEqual({ kind: 'absent', reason: 'there is no commit HEAD' })
})

test('a commit without a supergraph is no base', async () => {
  await using folder = await aFolder()
  folder.git('init')
  folder.git('commit', '--allow-empty', '-m', 'first')
  expect(await readBase('HEAD', folder.room)).toEqual({ kind: 'absent', reason: 'HEAD holds no supergraph' })
})

test('the base is the committed supergraph, whatever the working copy holds', async () => {
  await using folder = await aFolder()
  folder.git('init')
  await folder.write('committed')
  folder.git('add', '.')
  folder.git('commit', '-m', 'first')
  await folder.write('edited')
  expect(await readBase('HEAD', folder.room)).toEqual({
    kind: 'found',
    ref: 'HEAD',
    supergraphSdl: 'committed',
  })
})

test('a ref that looks like an option is no commit', async () => {
  await using folder = await aFolder()
  folder.git('init')
  expect(await readBase('--help', folder.room)).toEqual({
    kind: 'absent',
    reason: 'there is no commit --help',
  })
})
