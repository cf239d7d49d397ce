import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { subgraphRequest } from './local-subgraph.fixture.ts'
import type { SubgraphRequest } from './subgraph-transport.ts'
import { type TimeoutOptions, timeouts } from './timeouts.ts'

const now = 1_000_000

beforeEach(() => vi.useFakeTimers({ now }))
afterEach(() => vi.useRealTimers())

async function sent(request: Partial<SubgraphRequest>, options?: TimeoutOptions): Promise<SubgraphRequest> {
  const seen: SubgraphRequest[] = []
  const transport = timeouts(
    {
      async execute(asked) {
        seen.push(asked)
        return {}
      },
    },
    options,
  )
  await transport.execute(subgraphRequest(request))
  const [only] = seen
  if (only === undefined) throw new Error('Nothing was sent.')
  return only
}

test.each<[string, Partial<SubgraphRequest>, number]>([
  ['a query without a deadline has 3 s', {}, now + 3_000],
  ['a query has 3 s of its 10', { deadlineAt: now + 10_000 }, now + 3_000],
  ['a query has no more than its request', { deadlineAt: now + 2_000 }, now + 2_000],
  ['a mutation leaves 500 ms of its 10 s', { kind: 'mutation', deadlineAt: now + 10_000 }, now + 9_500],
  ['a mutation without a deadline has none', { kind: 'mutation' }, Number.POSITIVE_INFINITY],
])('%s', async (_what, request, deadlineAt) => {
  expect((await sent(request)).deadlineAt).toBe(deadlineAt)
})

test('both are options', async () => {
  const options = { fetchTimeoutMs: 100, mutationReserveMs: 10 }
  const deadlineAt = now + 1_000
  expect((await sent({ deadlineAt }, options)).deadlineAt).toBe(now + 100)
  expect((await sent({ deadlineAt, kind: 'mutation' }, options)).deadlineAt).toBe(now + 990)
})

test('a client that leaves takes its queries along and never a mutation', async () => {
  const { signal } = new AbortController()
  expect((await sent({ signal })).signal).toBe(signal)
  expect((await sent({ signal, kind: 'mutation' })).signal).toBe(undefined)
})
