import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { operationCache } from './operation-cache.ts'
import { type OperationRequest, plainVariant } from './operation-request.ts'

const document = parse('{ a }')

function request(queryHash: string, changes: Partial<OperationRequest> = {}): OperationRequest {
  return { queryHash, source: '{ a }', document, operationName: undefined, variant: plainVariant, ...changes }
}

/** Preparing takes until it is released, fails for hashes that begin with `bad`, and is noted. */
function cacheOf(capacity: number) {
  const prepared: string[] = []
  const releases: (() => void)[] = []
  let now = 0
  const operations = operationCache<string>({
    async prepare({ queryHash }, urgency) {
      prepared.push(`${urgency} ${queryHash}`)
      await new Promise<void>((resolve) => releases.push(resolve))
      if (queryHash.startsWith('bad')) throw new Error(queryHash)
      return queryHash
    },
    capacity,
    failureMs: 1_000,
    remembers: (error) => error instanceof Error && error.message !== 'bad moment',
    now: () => now,
  })
  const release = () => {
    for (const resolve of releases.splice(0)) resolve()
  }
  return {
    operations,
    prepared,
    release,
    async get(...hashes: string[]) {
      for (const hash of hashes) {
        const found = operations.get(request(hash))
        release()
        await found
      }
    },
    wait(ms: number) {
      now += ms
    },
  }
}

test('N concurrent misses prepare once, and a hit is there at once', async () => {
  const { operations, prepared, release } = cacheOf(10)

  const misses = Array.from({ length: 100 }, () => operations.get(request('a')))
  release()

  expect(await Promise.all(misses)).toEqual(Array.from({ length: 100 }, () => 'a'))
  expect(operations.get(request('a'))).toBe('a')
  expect(prepared).toEqual(['asked a'])
})

test('what tells operations apart is the text, the name and the variant', async () => {
  const { operations, release } = cacheOf(10)
  const variant = { ...plainVariant, key: 'A' }
  const different = [
    request('a'),
    request('a', { operationName: 'A' }),
    request('a', { variant }),
    request('a', { operationName: 'A', variant }),
    request('b'),
  ]

  const misses = different.map((each) => operations.get(each))
  release()
  await Promise.all(misses)

  expect(operations.size).toBe(5)
})

test('the cache is bounded, and what was used least recently is forgotten first', async () => {
  const { operations, get, prepared } = cacheOf(3)

  await get('a', 'b', 'c', 'a', 'd')
  expect(operations.size).toBe(3)
  await get('a', 'c', 'd', 'b')

  expect(prepared).toEqual(['asked a', 'asked b', 'asked c', 'asked d', 'asked b'])
})

test('a thousand cached operations are found without any being prepared or moved but the one asked for', async () => {
  const { operations, get, prepared } = cacheOf(1_000)
  const hashes = Array.from({ length: 1_000 }, (_, index) => `${index}`)
  await get(...hashes)

  for (const hash of hashes) expect(operations.get(request(hash))).toBe(hash)

  expect(prepared).toHaveLength(1_000)
  expect(operations.hottest(1_000).map(({ request }) => request.queryHash)).toEqual(hashes)
})

test('a failure answers for the same operation for a while, and then it is tried again', async () => {
  const { get, prepared, wait } = cacheOf(10)

  await expect(get('bad')).rejects.toThrow('bad')
  await expect(get('bad')).rejects.toThrow('bad')
  wait(999)
  await expect(get('bad')).rejects.toThrow('bad')
  expect(prepared).toEqual(['asked bad'])
  wait(1)
  await expect(get('bad')).rejects.toThrow('bad')

  expect(prepared).toEqual(['asked bad', 'asked bad'])
})

test('a failure of the moment is not remembered', async () => {
  const { get, prepared } = cacheOf(10)

  await expect(get('bad moment')).rejects.toThrow('bad moment')
  await expect(get('bad moment')).rejects.toThrow('bad moment')

  expect(prepared).toHaveLength(2)
})

test('remembered failures are bounded, too', async () => {
  const { get, prepared } = cacheOf(2)

  for (const hash of ['bad 1', 'bad 2', 'bad 3', 'bad 1']) await expect(get(hash)).rejects.toThrow(hash)

  expect(prepared).toEqual(['asked bad 1', 'asked bad 2', 'asked bad 3', 'asked bad 1'])
})

test('the hottest come first, and old uses count for less than new ones', async () => {
  const { operations, get } = cacheOf(2)
  const uses = () => operations.hottest(5).map(({ request, uses }) => [request.queryHash, uses])

  // Eight hits here and twelve below: with the last one ten cachefuls are full, and all counts are halved.
  await get(...'a'.repeat(9), 'b')
  expect(uses()).toEqual([
    ['a', 9],
    ['b', 1],
  ])
  await get(...'b'.repeat(12))

  expect(uses()).toEqual([
    ['b', 6.5],
    ['a', 4.5],
  ])
  expect(operations.hottest(1)).toHaveLength(1)
})

test('warming prepares ahead with the uses of before, once, and requests wait for the same plan', async () => {
  const { operations, get, prepared, release } = cacheOf(10)
  await get('known')

  const warming = operations.warm({ request: request('a'), uses: 7 })
  const asked = operations.get(request('a'))
  const again = operations.warm({ request: request('a'), uses: 7 })
  release()

  expect(await Promise.all([warming, asked, again])).toEqual(['a', 'a', 'a'])
  expect(await operations.warm({ request: request('known'), uses: 9 })).toBe('known')
  expect(prepared).toEqual(['asked known', 'ahead a'])
  expect(operations.hottest(1)[0]?.uses).toBe(7)
})
