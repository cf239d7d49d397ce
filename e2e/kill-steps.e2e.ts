// kill -9 at each named step of an order: whatever was under way is finished or undone by what starts again, every
// invariant holds, and whoever repeats the request gets the right answer.
import { steps } from '@supermarket/orders/steps.ts'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { graphClient } from '@supermarket/testkit/graph-client.ts'
import { brokenInvariants, openWork } from '@supermarket/testkit/invariants.ts'
import { openStack } from '@supermarket/testkit/stack.ts'
import { aShop } from '@supermarket/testkit/story.ts'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doomed, type Scenario, scenarios } from './kill-scenarios.ts'
import { type MortalMarket, type MortalState, openMortalMarket } from './mortal-market.ts'
import { until } from './until.ts'

let state: MortalState
let market: MortalMarket
let staff: GraphClient
let orders: Sql
let variantId: string
const doomed = new Map<string, Doomed>()

beforeAll(async () => {
  {
    await using stack = await openStack('one process')
    const shop = await aShop(stack)
      .withProduct({ prices: [1_000], stock: 1_000 })
      .open()
    staff = shop.staff.graph
    variantId = shop.products[0]?.variants[0]?.id ?? ''
    state = { databases: stack.databases, secrets: stack.secrets }
  }
  market = await openMortalMarket(state)
  orders = postgres(state.databases.orders, { max: 1, onnotice: () => {} })
}, 120_000)
afterAll(async () => {
  await orders?.end()
  await market?.[Symbol.asyncDispose]()
})

test('each of the named steps has its scenario', () => {
  expect(Object.keys(scenarios).toSorted()).toEqual([...steps].toSorted())
  expect(steps).toHaveLength(19)
})

const cases = Object.entries<Scenario>(scenarios).map(([step, scenario]) => ({ ...scenario, step }))

// One that is not reached by the request is reached by whoever clears up, when the lease of the request has ended.
test.each(steps)('the shop is killed at %s', { timeout: 120_000 }, async (step) => {
  const { begin, firstDiesAt = step, captureAt }: Scenario = scenarios[step]
  if (market.captureAt !== captureAt) await market.revive(captureAt)
  const lines = [{ variantId, quantity: 2 }]
  const victim = await begin({
    buyer: graphClient(market.url),
    staff: staff.at(market.url),
    lines,
  })
  doomed.set(step, victim)
  await market.arm(firstDiesAt)
  await expect(ask(victim)).rejects.toThrow(/other side closed|ECONNRESET|socket|fetch failed/)
  await market.died()
  await market.revive(captureAt)
  if (firstDiesAt === step) return
  await market.arm(step)
  await market.died()
  await market.revive(captureAt)
})

test('what was left open is finished or undone within a minute', { timeout: 70_000 }, async () => {
  await until(
    () => openWork(state.databases),
    ({ length }) => length === 0,
    { withinMs: 60_000, everyMs: 250 },
  )
  expect(await brokenInvariants(state.databases)).toEqual([])
})

test.each(cases)('$step, $about: the same request again gets the right answer', async ({ step, again }) => {
  expect(await ask(killedAt(step))).toBe(again)
})

test.each(cases)('$step, $about: the order ends as it must', async ({ step, orders: expected }) => {
  const found = await orders`
    select status, payment_status as "paymentStatus", captured_minor::integer as "capturedMinor",
           refunded_minor::integer as "refundedMinor"
    from orders where cart_id = ${killedAt(step).cartId} and placed_at is not null`
  expect([...found]).toEqual(expected)
})

test('in the end every invariant holds', async () => {
  await until(
    () => openWork(state.databases),
    ({ length }) => length === 0,
  )
  expect(await brokenInvariants(state.databases)).toEqual([])
})

function ask({ send }: Doomed): Promise<string | null> {
  return send({ buyer: graphClient(market.url), staff: staff.at(market.url) })
}

function killedAt(step: string): Doomed {
  const victim = doomed.get(step)
  if (victim === undefined) throw new Error(`nothing was killed at ${step}`)
  return victim
}
