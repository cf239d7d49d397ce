// Two hundred checkouts while every process is killed in the middle of them. Clients do what the contract asks:
// repeat with the same key until they have an answer. Afterwards every invariant holds, and so does every answer.
import { setTimeout as delay } from 'node:timers/promises'
import { waitUntilReady } from '@supermarket/market/service-process.ts'
import {
  rabbitForTest,
  rabbitMissing,
  type TestBroker,
} from '@supermarket/service-kit/events/broker/brokers.fixture.ts'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { brokenInvariants, openWork } from '@supermarket/testkit/invariants.ts'
import { openStack, type Stack } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withCodes } from './access-shop.ts'
import {
  aCart,
  type Cart,
  type CheckoutPayload,
  type Checkout as CheckoutState,
  checkoutDocument,
  checkoutInput,
  pollDocument,
  submitDocument,
} from './buying.ts'
import { done } from './done.ts'
import { until } from './until.ts'

const seed = 20_261_122
/** For fewer orders than want it. */
const scarceCode = 'SCARCE'
const buyers = 16
const checkouts = 200
const patienceMs = 60_000

/** What the sandbox answers, weighted. */
const tokens = [
  ...Array<string>(12).fill('tok_approved'),
  ...Array<string>(3).fill('tok_declined'),
  'tok_insufficient_funds',
  'tok_requires_action',
  'tok_requires_action',
  'tok_error',
  'tok_error',
  'tok_timeout',
  'tok_webhook_duplicate',
  'tok_webhook_missing',
] as const

describe(`events are pushed, seed ${seed}`, () => underKills())

describe.skipIf(rabbitMissing)(`events go by RabbitMQ, seed ${seed}${rabbitMissing}`, () =>
  underKills(rabbitForTest),
)

/** 200 checkouts while everything is killed. */
function underKills(openBroker?: () => TestBroker): void {
  const random = randomFrom(seed)
  let broker: TestBroker | undefined
  let stack: Stack
  let shop: Shop
  let accounts: Account[]
  const history: Checkout[] = []

  beforeAll(async () => {
    interruptions = 0
    broker = openBroker?.()
    stack = await openStack('services', broker ? { events: broker.url } : {})
    shop = await aShop(stack)
      .withProduct({ prices: [500, 700], stock: 10_000 })
      .withProduct({ prices: [900], stock: 60 })
      .open()
    await done(shop.staff.graph, 'discountCreate', 'DiscountCreateInput', {
      ...{ code: scarceCode, kind: 'PERCENTAGE', basisPoints: 1000, maxUses: 50 },
    })
    accounts = await Promise.all(Array.from({ length: 4 }, () => anAccount(stack)))
  }, 120_000)
  afterAll(async () => {
    await stack?.[Symbol.asyncDispose]()
    await broker?.[Symbol.asyncDispose]()
  })

  test('every checkout gets an answer', { timeout: 150_000 }, async () => {
    const variants = shop.products.flatMap((product) => product.variants.map(({ id }) => id))
    const plans = Array.from({ length: checkouts }, (_, nth): Plan => {
      const lines = variants
        .filter(() => random() < 0.5)
        .map((variantId) => ({ variantId, quantity: 1 + Math.floor(random() * 3) }))
      return {
        lines: lines.length > 0 ? lines : [{ variantId: variants[0] ?? '', quantity: 1 }],
        token: tokens[Math.floor(random() * tokens.length)] ?? 'tok_approved',
        isSubmitted: random() < 0.5,
        codes: nth % 2 === 0 ? [scarceCode] : [],
        // One at a time for an account, which has one open cart.
        account: undefined,
      }
    })
    for (const [at, account] of accounts.entries()) {
      for (let nth = at; nth < 40; nth += accounts.length)
        plans[nth * 5] = { ...(plans[nth * 5] ?? never()), account }
    }
    const kills = killPlan(random)
    const killed: string[] = []
    const busy = new Map<Account, Promise<unknown>>()
    const waiting = [...plans]
    const work = async () => {
      for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
        const { account } = plan
        const mine = plan
        const before = account && busy.get(account)
        const done = (before ?? Promise.resolve()).then(() => checkOutOnce(shop.anonymous, mine))
        if (account) busy.set(account, done)
        history.push(await done)
        for (const name of kills.get(history.length) ?? []) {
          kill(stack, name)
          killed.push(name)
        }
      }
    }
    await Promise.all(Array.from({ length: buyers }, work))
    expect(history).toHaveLength(checkouts)
    expect(killed.toSorted()).toEqual([...kills.values()].flat().toSorted())
    expect(unexpectedErrors).toEqual([])
    // The kills came in the middle of something.
    expect(interruptions).toBeGreaterThanOrEqual(killed.length)
    await Promise.all([...stack.processes.values()].map(waitUntilReady))
  })

  test('what was left open is finished or undone within a minute', { timeout: 70_000 }, async () => {
    await until(
      () => openWork(stack.databases),
      ({ length }) => length === 0,
      { withinMs: 60_000, everyMs: 250 },
    )
  })

  test('every invariant of the contract holds', async () => {
    expect(await brokenInvariants(stack.databases)).toEqual([])
  })

  test('each acknowledged order is there once, in a state that may follow on the acknowledged one', async () => {
    const sql = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
    try {
      const rows = await sql<OrderRow[]>`select id, status, placed_at is not null as placed from orders`
      const byId = new Map(rows.map((row) => [row.id, row]))
      const acknowledged = history.flatMap(({ answer }) => answer.order ?? [])
      expect(new Set(acknowledged.map(({ id }) => id)).size).toBe(acknowledged.length)
      expect(acknowledged.filter((order) => !mayFollow(order, byId.get(order.id)))).toEqual([])
      // Nobody has an order that nobody was told of: what was refused left none behind.
      const known = new Set(acknowledged.map(({ id }) => id))
      expect(rows.filter(({ id, placed }) => placed && !known.has(id))).toEqual([])
    } finally {
      await sql.end()
    }
  })

  test('each key, asked again, gives the same answer again', async () => {
    const changed: unknown[] = []
    for (const { buyer, input, answer } of history) {
      const { checkoutComplete: again } = await buyer.get<{ checkoutComplete: CheckoutPayload }>(
        checkoutDocument,
        {
          input,
        },
      )
      if (again.order?.id !== answer.order?.id || codeOf(again) !== codeOf(answer))
        changed.push({ again, answer })
    }
    expect(changed).toEqual([])
    expect(await brokenInvariants(stack.databases)).toEqual([])
  })
}

type OrderRow = {
  readonly id: string
  readonly status: string
  readonly placed: boolean
}

type Plan = {
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[]
  readonly token: string
  /** Carried out in the background, and polled. */
  readonly isSubmitted: boolean
  readonly codes: readonly string[]
  readonly account: Account | undefined
}

type Checkout = {
  readonly buyer: GraphClient
  readonly cart: Cart
  readonly input: ReturnType<typeof checkoutInput>
  readonly answer: CheckoutPayload
}

/** What a client may meet while a process dies and comes back; anything else is a fault of ours. */
const passing: ReadonlySet<string | undefined> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'OVERLOADED',
])
const unexpectedErrors: unknown[] = []
let interruptions = 0

async function checkOutOnce(anonymous: GraphClient, plan: Plan): Promise<Checkout> {
  const { lines, token, isSubmitted, codes, account } = plan
  const buyer = account?.graph ?? anonymous
  const opened = await patiently(() => aCart(buyer, lines))
  const cart = codes.length === 0 ? opened : await patiently(() => withCodes(buyer, opened, codes))
  const input = checkoutInput(cart, { token, idempotencyKey: unique() })
  const answer = await (isSubmitted ? submitAndPoll(buyer, input) : complete(buyer, input))
  return { buyer, cart, input, answer }
}

function complete(buyer: GraphClient, input: Checkout['input']): Promise<CheckoutPayload> {
  return patiently(async () => {
    const payload = await askOnce<CheckoutPayload>(buyer, checkoutDocument, { input })
    if (codeOf(payload) === 'IDEMPOTENCY_IN_PROGRESS') throw new Error('not yet')
    return payload
  })
}

/** Until there is an order, or none will be. */
async function submitAndPoll(buyer: GraphClient, input: Checkout['input']): Promise<CheckoutPayload> {
  const refused = { order: null, orderAccessToken: null, nextAction: null }
  const { checkout, userErrors } = await patiently(() =>
    askOnce<{ checkout: CheckoutState | null; userErrors: CheckoutPayload['userErrors'] }>(
      buyer,
      submitDocument,
      { input },
    ),
  )
  if (checkout === null) return { ...refused, userErrors }
  const { id, orderAccessToken: accessToken } = checkout
  const deadline = Date.now() + patienceMs
  for (;;) {
    const state = await patiently(() => askOnce<CheckoutState>(buyer, pollDocument, { id, accessToken }))
    if (state.order !== null)
      return { ...refused, order: state.order, orderAccessToken: accessToken, userErrors: [] }
    if (state.status === 'FAILED') return { ...refused, userErrors: state.userErrors }
    if (Date.now() > deadline) throw new Error(`checkout ${id} is ${state.status}`)
    await delay(100)
  }
}

/** The only field of an answer. */
async function askOnce<Payload>(buyer: GraphClient, text: string, variables: object): Promise<Payload> {
  const { data, errors } = await buyer.ask<Record<string, Payload | null>>(text, { ...variables })
  for (const error of errors)
    if (!passing.has(error.extensions?.code)) unexpectedErrors.push({ error, variables })
  const [payload] = Object.values(data ?? {})
  if (!payload) throw new Error(`not yet: ${JSON.stringify(errors)}`)
  return payload
}

/** Again after every failure, like a client that wants to know. */
async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (Date.now() > deadline) throw error
      interruptions += 1
      await delay(200)
    }
  }
}

/** After how many answered checkouts which process is killed: each service twice, the gateway once, two together. */
function killPlan(random: () => number): Map<number, readonly string[]> {
  const plan = new Map<number, readonly string[]>()
  const victims = [
    ['orders'],
    ['products'],
    ['users'],
    ['gateway'],
    ['orders', 'products'],
    ['users', 'orders'],
  ]
  for (const [at, names] of victims.entries()) plan.set(10 + at * 30 + Math.floor(random() * 20), names)
  return plan
}

function kill(stack: Stack, name: string): void {
  const pid = stack.processes.get(name)?.pid
  if (pid === undefined) throw new Error(`${name} does not run`)
  process.kill(pid, 'SIGKILL')
}

/** A payment that was open when it was acknowledged may have been settled either way since. */
function mayFollow(acknowledged: { id: string; status: string }, now: OrderRow | undefined): boolean {
  if (now?.id !== acknowledged.id) return false
  if (acknowledged.status === 'PENDING_PAYMENT') return true
  return now.status === acknowledged.status
}

function codeOf({ userErrors }: CheckoutPayload): string | undefined {
  return userErrors[0]?.code
}

function never(): never {
  throw new Error('there are more accounts than plans')
}

/** Mulberry32: small, seeded, good enough to choose moments. */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
