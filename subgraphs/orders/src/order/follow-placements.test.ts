import { expect, test, vi } from 'vitest'
import { followPlacements, type Placed, type PlacementLooks } from './follow-placements.ts'
import { placements } from './placements.ts'

const at = (ms: number) => new Date(1_000_000 + ms)

function following(books: readonly Placed[] = [], { mostWaiting = 1_000 } = {}) {
  const hub = placements({ mostWaiting })
  const asked: (Date | undefined)[] = []
  const looks = followPlacements({
    watch: hub.watch(),
    now: () => at(0),
    async listPlaced(from, after, limit) {
      asked.push(from)
      const behind = after === undefined ? 0 : books.findIndex(({ id }) => id === after.id) + 1
      return books
        .slice(behind)
        .filter(({ placedAt }) => placedAt >= from)
        .slice(0, limit)
    },
  })
  return { hub, looks, asked }
}

async function see(looks: PlacementLooks, count: number, placedAt: Date | null = null): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const { value } = await looks.next()
    if (!value) break
    ids.push(value.id)
    Object.assign(value, { outcome: 'found', placedAt })
  }
  return ids
}

test('each that is told of comes once, in the order of the telling', async () => {
  const { hub, looks } = following()
  for (const id of ['a', 'b', 'a', 'c']) hub.tell(id)
  expect(await see(looks, 3)).toEqual(['a', 'b', 'c'])
  await looks.return?.()
  expect(hub.watching).toBe(0)
})

test('what was missed is found in the database, without what was seen before', async () => {
  const books = [
    { id: 'a', placedAt: at(1) },
    { id: 'b', placedAt: at(2) },
    { id: 'c', placedAt: at(3) },
  ]
  const { hub, looks, asked } = following(books)
  hub.tell('b')
  expect(await see(looks, 1)).toEqual(['b'])
  hub.tellAll()
  expect(await see(looks, 2, at(90_000))).toEqual(['a', 'c'])
  hub.tellAll()
  const none = looks.next()
  await vi.waitFor(() => expect(asked).toEqual([at(0), at(30_000)]))
  await looks.return?.()
  expect(await none).toEqual({ done: true, value: undefined })
})

test('from the beginning on, when nothing was seen yet, in as many pages as it takes', async () => {
  const books = Array.from({ length: 1_100 }, (_, n) => ({ id: `o${n}`, placedAt: at(n) }))
  const { hub, looks, asked } = following([{ id: 'before', placedAt: at(-1) }, ...books])
  hub.tellAll()
  expect(await see(looks, 1_100)).toEqual(books.map(({ id }) => id))
  expect(asked).toEqual([at(0), at(0), at(0)])
})

test('whoever is too slow is not waited for: the database has what is left', async () => {
  const books = ['a', 'b', 'c', 'd'].map((id, n) => ({ id, placedAt: at(n) }))
  const { hub, looks } = following(books, { mostWaiting: 2 })
  for (const { id } of books) hub.tell(id)
  expect((await see(looks, 4)).sort()).toEqual(['a', 'b', 'c', 'd'])
})

test('one that failed is looked at again, and not lost', async () => {
  vi.useFakeTimers()
  try {
    const { hub, looks } = following()
    hub.tell('a')
    hub.tell('b')
    expect((await looks.next()).value).toMatchObject({ id: 'a' })
    const again = looks.next()
    await vi.advanceTimersByTimeAsync(999)
    let isThere = false
    void again.then(() => {
      isThere = true
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(isThere).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    const { value } = await again
    expect(value).toMatchObject({ id: 'a' })
    if (value) value.outcome = 'found'
    expect((await looks.next()).value).toMatchObject({ id: 'b' })
  } finally {
    vi.useRealTimers()
  }
})

test('it ends while it waits', async () => {
  const { looks } = following()
  const waiting = looks.next()
  await looks.return?.()
  expect(await waiting).toEqual({ done: true, value: undefined })
})
