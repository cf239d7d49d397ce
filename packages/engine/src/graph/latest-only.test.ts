import { expect, test } from 'vitest'
import { latestOnly } from './latest-only.ts'

/** Every value waits for its own release. */
function gated() {
  const begun: string[] = []
  const releases = new Map<string, () => void>()
  const handle = (value: string) => {
    begun.push(value)
    return new Promise<void>((resolve) => releases.set(value, resolve))
  }
  return { begun, handle, release: (value: string) => releases.get(value)?.() }
}

const turns = () => new Promise((resolve) => setImmediate(resolve))

test('one offer is handled at a time, and of those that come meanwhile only the last', async () => {
  const { begun, handle, release } = gated()
  const offers = latestOnly(handle)
  offers.open()

  for (const value of ['a', 'b', 'c', 'd']) offers.offer(value)
  expect(begun).toEqual(['a'])
  release('a')
  await turns()

  expect(begun).toEqual(['a', 'd'])
})

test('offers before the opening are remembered', async () => {
  const { begun, handle } = gated()
  const offers = latestOnly(handle)

  offers.offer('a')
  offers.offer('b')
  expect(begun).toEqual([])
  offers.open()

  expect(begun).toEqual(['b'])
})

test('closing waits for what is being handled and forgets the rest', async () => {
  const { begun, handle, release } = gated()
  const offers = latestOnly(handle)
  offers.open()
  offers.offer('a')
  offers.offer('b')

  let closed = false
  const closing = offers.close().then(() => {
    closed = true
  })
  await turns()
  expect(closed).toBe(false)
  release('a')
  await closing

  offers.offer('c')
  await turns()
  expect(begun).toEqual(['a'])
})
