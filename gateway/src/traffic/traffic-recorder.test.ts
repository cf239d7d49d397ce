// What reaches the disk: whole files, nothing lost, nothing twice, whoever writes to the folder at the same time.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mergeTraffic } from '@supermarket/schema/traffic/merge-traffic.ts'
import { readTraffic } from '@supermarket/schema/traffic/read-traffic.ts'
import { type Traffic, trafficFormat } from '@supermarket/schema/traffic/traffic.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { expect, test } from 'vitest'
import { compactTraffic } from './compact-traffic.ts'
import type { RecordedOperation } from './recorded-operation.ts'
import { trafficRecorder } from './traffic-recorder.ts'
import { writeRecording } from './write-recording.ts'

const noon = Date.parse('2026-11-28T12:00:00Z')
const hour = 3_600_000

async function aFolder() {
  const parent = await mkdtemp(join(tmpdir(), 'recorder-'))
  const path = join(parent, 'traffic')
  const logged: Record<string, unknown>[] = []
  const clock = { now: noon }
  return {
    path,
    parent,
    clock,
    logged,
    recorder: () =>
      trafficRecorder({
        folder: path,
        intervalMs: hour,
        now: () => clock.now,
        log: createLog({
          service: 'gateway',
          level: 'warn',
          destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
        }),
      }),
    names: async () => (await readdir(path)).sort(),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true }),
  }
}

function request(signature: string) {
  const operation: RecordedOperation = {
    signature,
    name: signature,
    coordinates: [`T.${signature}`],
    inputs: [],
  }
  return { operation, client: { name: 'web', version: '1' }, variables: {} }
}

function counts({ operations }: Traffic): Readonly<Record<string, number>> {
  return Object.fromEntries(
    operations.map(({ signature, clients }) => [
      signature,
      clients.reduce((sum, { count }) => sum + count, 0),
    ]),
  )
}

test('what was recorded is on disk after a flush, and all of it after the end', async () => {
  await using folder = await aFolder()
  {
    await using recorder = folder.recorder()
    recorder.record(request('a'))
    await recorder.flush()
    expect(counts(await readTraffic(folder.path))).toEqual({ a: 1 })
    recorder.record(request('a'))
    recorder.record(request('b'))
  }
  expect(await readTraffic(folder.path)).toMatchObject({ from: '2026-11-28', until: '2026-11-28' })
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 2, b: 1 })
  expect(await folder.names()).toEqual([expect.stringMatching(/^gateway-[\w-]{36}\.json$/)])
})

test('a gateway that nobody asks proves its days', async () => {
  await using folder = await aFolder()
  await using recorder = folder.recorder()
  await recorder.flush()
  folder.clock.now += 24 * hour
  await recorder.flush()
  expect(await readTraffic(folder.path)).toEqual({
    format: trafficFormat,
    from: '2026-11-28',
    until: '2026-11-29',
    operations: [],
  })
})

test('gateways that come, write and go while others merge lose no request and count none twice', async () => {
  await using folder = await aFolder()
  await mkdir(folder.path)
  const now = Date.now()
  folder.clock.now = now
  for (let round = 1; round <= 5; round += 1) {
    const recorders = Array.from({ length: 4 }, folder.recorder)
    for (const recorder of recorders) recorder.record(request('a'))
    const compact = () => compactTraffic({ folder: folder.path, now, onBroken: () => {} })
    await Promise.all([...recorders.map((recorder) => recorder.flush()), compact(), compact()])
    for (const recorder of recorders) recorder.record(request('a'))
    await Promise.all([...recorders.map((recorder) => recorder[Symbol.asyncDispose]()), compact()])
    expect(counts(await readTraffic(folder.path))).toEqual({ a: 8 * round })
    for (const name of await folder.names()) {
      const old = new Date(now - 2 * hour)
      await utimes(join(folder.path, name), old, old)
    }
  }
  await compactTraffic({ folder: folder.path, now, onBroken: () => {} })
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 40 })
  expect(await folder.names()).toHaveLength(1)
})

function recordingOf(signature: string): Traffic {
  const clients = [{ name: 'web', version: '1', count: 1, lastSeen: '2026-11-28' }]
  const operations = [{ signature, name: signature, coordinates: [], clients }]
  return { format: trafficFormat, from: '2026-11-28', until: '2026-11-28', operations }
}

async function write(folder: string, name: string, traffic: Traffic, ageMs: number): Promise<void> {
  await writeRecording(folder, name, traffic)
  const at = new Date(noon - ageMs)
  await utimes(join(folder, name), at, at)
}

test('old recordings become one; young ones and drafts that may still become one are left alone', async () => {
  await using folder = await aFolder()
  await write(folder.path, 'a.json', recordingOf('a'), 2 * hour)
  await write(folder.path, 'b.json', recordingOf('b'), 2 * hour)
  await write(folder.path, 'c.json', recordingOf('c'), 0)
  await writeFile(join(folder.path, 'd.json.tmp'), 'half')
  await compactTraffic({ folder: folder.path, now: noon, onBroken: () => {} })
  expect(await folder.names()).toEqual([
    'c.json',
    'd.json.tmp',
    expect.stringMatching(/^merged-[\w-]{36}\.json$/),
  ])
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 1, b: 1, c: 1 })
})

test('a merge that was killed before it removed its sources is brought to its end', async () => {
  await using folder = await aFolder()
  await write(folder.path, 'a.json', recordingOf('a'), 2 * hour)
  await write(folder.path, 'b.json', recordingOf('b'), 2 * hour)
  await write(folder.path, 'merged.json', { ...recordingOf('a'), replaces: ['a.json'] }, 0)
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 1, b: 1 })
  await compactTraffic({ folder: folder.path, now: noon, onBroken: () => {} })
  expect(await folder.names()).toEqual(['b.json', 'merged.json'])
})

test('only one merges at a time, and a lock of one that was killed does not last', async () => {
  await using folder = await aFolder()
  const compact = (now: number) => compactTraffic({ folder: folder.path, now, onBroken: () => {} })
  await write(folder.path, 'a.json', recordingOf('a'), 2 * hour)
  await write(folder.path, 'b.json', recordingOf('b'), 2 * hour)
  await write(folder.path, 'compact.lock', recordingOf(''), 0)
  await compact(noon)
  expect(await folder.names()).toEqual(['a.json', 'b.json', 'compact.lock'])
  await compact(noon + hour)
  expect(await folder.names()).toEqual(['a.json', 'b.json'])
  await compact(noon)
  expect(await folder.names()).toEqual([expect.stringMatching(/^merged-/)])
})

/** A compactor in a process of its own, which stands still when it has read everything and has written nothing. */
async function aStandingCompactor(folder: string) {
  await writeFile(join(folder, 'z-broken.json'), '{')
  const main = fileURLToPath(new URL('compactor-process.fixture.ts', import.meta.url))
  const child = spawn(process.execPath, [main, folder, String(noon)], { stdio: 'pipe' })
  await once(child.stdout, 'data')
  await rm(join(folder, 'z-broken.json'))
  const lock = new Date(noon)
  await utimes(join(folder, 'compact.lock'), lock, lock)
  return child
}

test('who stood still while another took over merges nothing a second time', async () => {
  await using folder = await aFolder()
  await write(folder.path, 'a.json', recordingOf('a'), 2 * hour)
  await write(folder.path, 'b.json', recordingOf('b'), 2 * hour)
  const slow = await aStandingCompactor(folder.path)
  const compact = () => compactTraffic({ folder: folder.path, now: noon + hour, onBroken: () => {} })
  await compact()
  await compact()
  const merged = [expect.stringMatching(/^merged-/)]
  expect(await folder.names()).toEqual(merged)
  // A third one holds the lock by now: the slow one may not use that, nor take it away.
  await mkdir(join(folder.path, 'compact.lock', 'third'), { recursive: true })
  slow.stdin.write('go on')
  expect(await once(slow, 'exit')).toEqual([0, null])
  expect(await folder.names()).toEqual(['compact.lock', ...merged])
  expect(await readdir(join(folder.path, 'compact.lock'))).toEqual(['third'])
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 1, b: 1 })
})

test('of two at once one is killed in between: the other does all of the work once', async () => {
  await using folder = await aFolder()
  await write(folder.path, 'a.json', recordingOf('a'), 2 * hour)
  await write(folder.path, 'b.json', recordingOf('b'), 2 * hour)
  const killed = await aStandingCompactor(folder.path)
  const compact = (now: number) => compactTraffic({ folder: folder.path, now, onBroken: () => {} })
  await compact(noon)
  expect(await folder.names()).toEqual(['a.json', 'b.json', 'compact.lock'])
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  await Promise.all([compact(noon + hour), compact(noon + hour)])
  await Promise.all([compact(noon + hour), compact(noon + hour)])
  await compact(noon + 2 * hour)
  expect(await folder.names()).toEqual([expect.stringMatching(/^merged-/)])
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 1, b: 1 })
})

test('the fullest recording that can be is one that a reader takes', async () => {
  await using folder = await aFolder()
  // Three bytes for each of the 100 characters that a name may have.
  const clients = Array.from({ length: 50 }, (_, at) => ({
    name: `${'\u6f22'.repeat(98)}${10 + at}`,
    version: '\u6f22'.repeat(100),
    count: Number.MAX_SAFE_INTEGER,
    lastSeen: '2026-11-28',
  }))
  const operations = Array.from({ length: 2_100 }, (_, at) => ({
    signature: `${at}`.padStart(64, '0'),
    name: 'n'.repeat(100),
    coordinates: [`T.f${at}`, 'U.used'],
    clients,
    ...(at === 2_050 ? { trusted: true } : {}),
  }))
  const fullest: Traffic = { ...recordingOf('a'), operations }
  const name = 'full.json'
  await writeRecording(folder.path, name, mergeTraffic([fullest]))
  expect((await stat(join(folder.path, name))).size).toBeLessThan(17 * 1024 * 1024)
  const read = await readTraffic(folder.path)
  expect(read.operations[0]?.signature).toBe('2050'.padStart(64, '0'))
  expect(new Set(read.operations.flatMap(({ coordinates }) => coordinates)).size).toBe(2_101)
})

test('a file that is no recording is told once and left where it is', async () => {
  await using folder = await aFolder()
  await using recorder = folder.recorder()
  await recorder.flush()
  await writeFile(join(folder.path, 'broken.json'), '{"format":')
  for (const _ of [1, 2]) {
    folder.clock.now += 2 * hour
    recorder.record(request('a'))
    await recorder.flush()
  }
  expect(folder.logged.map(({ msg }) => msg)).toEqual([
    `A file among the recordings of traffic is none; remove it: ${join(folder.path, 'broken.json')} is no JSON.`,
  ])
  expect(await folder.names()).toContain('broken.json')
})

test('a folder that cannot be written to is one warning, and nothing is lost when it can be again', async () => {
  await using folder = await aFolder()
  await writeFile(folder.path, 'a file where the folder should be')
  await using recorder = folder.recorder()
  for (const _ of [1, 2, 3]) {
    recorder.record(request('a'))
    await recorder.flush()
    folder.clock.now += hour
  }
  expect(folder.logged.map(({ msg }) => msg)).toEqual([
    'traffic cannot be recorded; requests are served as before',
  ])
  await rm(folder.path)
  await recorder.flush()
  expect(counts(await readTraffic(folder.path))).toEqual({ a: 3 })
})

test('processes that are killed while they write leave whole recordings behind', async () => {
  await using folder = await aFolder()
  const main = fileURLToPath(new URL('recorder-process.fixture.ts', import.meta.url))
  const children = [1, 2, 3].map(() => spawn(process.execPath, [main, folder.path], { stdio: 'pipe' }))
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))
  for (const child of children) {
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(counts(await readTraffic(folder.path)).A).toBe(30)
  }
  const recordings = (await folder.names()).filter((name) => name.endsWith('.json'))
  expect(recordings).toHaveLength(3)
})
