import { describe, expect, it } from 'vitest'
import { interruptible } from './interruptible.ts'
import { pausingQueue } from './pausing-queue.ts'
import { testSource } from './source.fixture.ts'

async function collect<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of source) all.push(item)
  return all
}

describe('a source that can be interrupted', () => {
  it('gives its items until it ends, and is not told to return then', async () => {
    const source = testSource<number>()
    let returned = false
    void source.returned.then(() => {
      returned = true
    })
    source.push(1, 2)
    source.end()
    expect(await collect(interruptible(source, new AbortController().signal))).toEqual([1, 2])
    await new Promise(setImmediate)
    expect(returned).toBe(false)
  })

  it('ends at once while a generator is being waited for that will not end', async () => {
    const leaving = new AbortController()
    const waiting = Promise.withResolvers<void>()
    async function* stuck(): AsyncGenerator<number> {
      yield 1
      waiting.resolve()
      await new Promise(() => {})
    }
    const collected = collect(interruptible(stuck(), leaving.signal))
    await waiting.promise
    leaving.abort()
    expect(await collected).toEqual([1])
  })

  it('gives nothing when it was interrupted before, and tells the source', async () => {
    const source = testSource<number>()
    source.push(1)
    expect(await collect(interruptible(source, AbortSignal.abort()))).toEqual([])
    await source.returned
    expect(source.taken).toBe(0)
  })

  it('rejects as its source does, and swallows what comes after the interruption', async () => {
    const source = testSource<number>()
    source.fail(new Error('lost'))
    await expect(collect(interruptible(source, new AbortController().signal))).rejects.toThrow('lost')
    const leaving = new AbortController()
    const late = testSource<number>()
    const awaited = late.awaited()
    const collected = collect(interruptible(late, leaving.signal))
    await awaited
    leaving.abort()
    late.fail(new Error('late'))
    expect(await collected).toEqual([])
  })

  it('keeps no listener of a step that is over', async () => {
    const leaving = new AbortController()
    let listeners = 0
    const { signal } = leaving
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++
      add(...args)
    }
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--
      remove(...args)
    }
    const source = testSource<number>()
    source.push(...Array.from({ length: 100 }, (_, index) => index))
    source.end()
    await collect(interruptible(source, signal))
    expect(listeners).toBe(0)
  })
})

describe('a queue that pauses its source', () => {
  it('pauses at the limit, resumes when all was read, and loses nothing', async () => {
    const calls: string[] = []
    const queue = pausingQueue<number>({
      limit: 2,
      pause: () => calls.push('pause'),
      resume: () => calls.push('resume'),
    })
    const items = queue.items()
    const read = async () => (await items.next()).value
    for (const item of [1, 2, 3]) queue.push(item)
    expect(calls).toEqual(['pause'])
    expect([await read(), await read(), await read()]).toEqual([1, 2, 3])
    const fourth = read()
    expect(calls).toEqual(['pause', 'resume'])
    queue.push(4)
    queue.push(5)
    queue.push(6)
    expect(calls).toEqual(['pause', 'resume', 'pause'])
    queue.end()
    expect([await fourth, await read(), await read(), await read()]).toEqual([4, 5, 6, undefined])
  })

  it('fails after what waits was read', async () => {
    const queue = pausingQueue<number>({ limit: 9, pause: () => {}, resume: () => {} })
    queue.push(1)
    queue.fail(new Error('lost'))
    const items = queue.items()
    expect(await items.next()).toEqual({ done: false, value: 1 })
    await expect(items.next()).rejects.toThrow('lost')
  })
})
