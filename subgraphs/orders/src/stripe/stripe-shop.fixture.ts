// For tests: the orders service over HTTP, with the fake of Stripe beside it, and what must hold between their books.
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { expect } from 'vitest'
import { freePort } from '../free-port.fixture.ts'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import type { OrdersOptions } from '../server.ts'
import { type FakeStripeServer, openFakeStripe } from './fake-stripe-http.fixture.ts'

export const webhookSecret = 'whsec_of_tests'
export const olderSecret = 'whsec_before'

export type StripeShop = AsyncDisposable & {
  readonly shop: OrdersFixture
  readonly stripe: FakeStripeServer
  readonly staff: Someone
  readonly webhookUrl: string
  /** A checkout of one piece at 10.00 EUR. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  pay(method: string, options?: { deadlineMs?: number; quantity?: number }): Promise<any>
  /** Our payment of an order. */
  paymentOf(orderId: string): Promise<string>
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  orderOf(id: string): Promise<any>
  /** All that Stripe has to tell, in the order given; answers the statuses. */
  deliver(arrange?: (events: ReturnType<FakeStripeServer['takeEvents']>) => typeof events): Promise<number[]>
  /** Everything is settled within a minute, every invariant holds, and both books say the same. */
  settle(): Promise<void>
}

export async function openStripeShop(
  options: Partial<OrdersOptions> & { returnUrl?: string } = {},
): Promise<StripeShop> {
  const { returnUrl, ...others } = options
  await using opening = new AsyncDisposableStack()
  const port = await freePort()
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/stripe`
  const stripe = opening.use(await openFakeStripe({ webhookUrl: () => webhookUrl, webhookSecret }))
  const shop = opening.use(
    await openFixture({
      stripe: {
        secretKey: 'sk_test_of_tests',
        webhookSecrets: [webhookSecret, olderSecret],
        publishableKey: 'pk_test_of_tests',
        returnUrl,
        apiUrl: stripe.url,
      },
      ...others,
    }),
  )
  const app = await shop.service.httpApp(parseSigningKeys(''))
  opening.defer(() => app.close())
  await app.listen({ host: '127.0.0.1', port })
  const staff = await shop.someone('STAFF')
  const resources = opening.move()
  return {
    ...{ shop, stripe, staff, webhookUrl },
    async pay(method, { deadlineMs, quantity = 1 } = {}) {
      const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity }])
      const attempt = { cart, provider: 'stripe', token: method }
      return shop.checkout(deadlineMs === undefined ? attempt : { ...attempt, deadlineMs })
    },
    async paymentOf(orderId) {
      const [row] = await shop.sql<{ id: string }[]>`select id from payments where order_id = ${orderId}`
      return row?.id ?? ''
    },
    orderOf: async (id) =>
      (
        await shop.ask(
          `query ($id: ID!) { order(id: $id) { status paymentStatus totalCaptured { minor } totalRefunded { minor }
            refunds { status reason amount { minor } } payments { status authorized { minor } declineCode }
            lines { id } events(first: 50) { nodes { type message } } } }`,
          { variables: { id }, as: staff },
        )
      ).order,
    deliver: (arrange = (events) => events) => stripe.deliver(arrange(stripe.takeEvents())),
    async settle() {
      shop.fate.aheadMs += 60_000
      await shop.settle()
      await shop.requireInvariants()
      await requireSameBooks(shop, stripe)
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function requireSameBooks(shop: OrdersFixture, { books }: FakeStripeServer): Promise<void> {
  const ours = await shop.sql`
    select p.id as key, p.captured_minor::integer as "capturedMinor", p.refunded_minor::integer as "refundedMinor",
           (p.authorized_minor - p.voided_minor - p.captured_minor)::integer as left, p.status
    from payments as p where provider = 'stripe'`
  const theirs = new Map(books.ledger().map((entry) => [entry.key, entry]))
  for (const { key, left, status, ...ledger } of ours) {
    const { capturedMinor = 0, refundedMinor = 0, heldMinor = 0 } = theirs.get(key) ?? {}
    const heldByUs = status === 'AUTHORIZED' ? left : 0
    expect({ key, ...ledger, heldMinor: heldByUs }).toEqual({ key, capturedMinor, refundedMinor, heldMinor })
    theirs.delete(key)
  }
  expect([...theirs.values()].filter((entry) => entry.capturedMinor > 0)).toEqual([])
}
