import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { silent } from '../engine.fixture.ts'
import { type FromFileOptions, fromFile } from './from-file.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'supergraph-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Follows a file; `next` resolves with the offer that comes next, `offers` holds those nobody asked for. */
async function follow(path: string | URL, options: FromFileOptions = {}) {
  const offers: string[] = []
  let waiting: ((offer: string) => void) | undefined
  const { supergraphSdl, cleanup } = await fromFile(path, { watch: true, restMs: 30, ...options }).start({
    update(offer) {
      if (waiting === undefined) offers.push(offer)
      waiting?.(offer)
      waiting = undefined
    },
    healthCheck: () => Promise.resolve(),
    transportTo: () => ({ execute: () => Promise.reject(new Error('no subgraph here')) }),
    apollo: {},
    logger: silent,
  })
  onTestFinished(() => cleanup?.())
  const next = () =>
    new Promise<string>((resolve) => {
      const early = offers.shift()
      if (early === undefined) waiting = resolve
      else resolve(early)
    })
  return { supergraphSdl, offers, next, cleanup }
}

test('a file that is not there is no supergraph to start with', async () => {
  const file = join(await folder(), 'missing.graphql')

  await expect(follow(file)).rejects.toThrow(/ENOENT.*missing\.graphql/)
})

test('a file is read once when it is not watched', async () => {
  const file = join(await folder(), 'supergraph.graphql')
  await writeFile(file, 'first')

  const { supergraphSdl, cleanup } = await follow(pathToFileURL(file), { watch: false })

  expect(supergraphSdl).toBe('first')
  expect(cleanup).toBeUndefined()
})

test('a file that is written to is offered when it rests', async () => {
  const file = join(await folder(), 'supergraph.graphql')
  await writeFile(file, 'first')
  const { supergraphSdl, next, offers } = await follow(file)

  const offered = next()
  await writeFile(file, '')
  await writeFile(file, 'half of the')
  await writeFile(file, 'half of the second')

  expect(supergraphSdl).toBe('first')
  expect(await offered).toBe('half of the second')
  expect(offers).toEqual([])
})

test('a file that another is renamed over, again and again, is followed', async () => {
  const path = await folder()
  const file = join(path, 'supergraph.graphql')
  await writeFile(file, 'first')
  const { next } = await follow(file)

  for (const text of ['second', 'third']) {
    const offered = next()
    await writeFile(`${file}.tmp`, text)
    await rename(`${file}.tmp`, file)
    expect(await offered).toBe(text)
  }
})

test('a deleted file is waited for', async () => {
  const file = join(await folder(), 'supergraph.graphql')
  await writeFile(file, 'first')
  const { next, offers } = await follow(file)

  const offered = next()
  await rm(file)
  await writeFile(file, 'again')

  expect(await offered).toBe('again')
  expect(offers).toEqual([])
})

test('a link in the path that is swapped, as a mounted configuration is, brings the new file', async () => {
  const path = await folder()
  for (const version of ['first', 'second']) {
    await mkdir(join(path, version))
    await writeFile(join(path, version, 'supergraph.graphql'), version)
  }
  await symlink('first', join(path, 'current'))
  await symlink(join('current', 'supergraph.graphql'), join(path, 'supergraph.graphql'))
  const { supergraphSdl, next } = await follow(join(path, 'supergraph.graphql'))

  const offered = next()
  await symlink('second', join(path, 'swap'))
  await rename(join(path, 'swap'), join(path, 'current'))

  expect(supergraphSdl).toBe('first')
  expect(await offered).toBe('second')
})

test('a change that the system does not tell of is found by looking', async () => {
  const path = await folder()
  const real = await folder()
  await writeFile(join(real, 'supergraph.graphql'), 'first')
  // What happens behind the link happens in no folder that is watched.
  await symlink(join(real, 'supergraph.graphql'), join(path, 'supergraph.graphql'))
  const { next } = await follow(join(path, 'supergraph.graphql'), { pollMs: 20 })

  const offered = next()
  await writeFile(join(real, 'supergraph.graphql'), 'second')

  expect(await offered).toBe('second')
})

test('nothing is offered after the cleanup', async () => {
  const file = join(await folder(), 'supergraph.graphql')
  await writeFile(file, 'first')
  const { cleanup, offers } = await follow(file, { pollMs: 10 })

  await writeFile(file, 'second')
  await cleanup?.()

  const after = await follow(file)
  expect(after.supergraphSdl).toBe('second')
  expect(offers).toEqual([])
})
