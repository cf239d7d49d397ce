// From an empty cart to a paid order, as a client does it in three requests: lines, address, payment.
import { randomUUID } from 'node:crypto'
import type { Ask } from '../ask.ts'
import { loadOperation } from '../documents.ts'
import { draw, inTurn, type Random } from '../random.ts'
import type { Variant } from '../world.ts'
import { expectThat, type Scenario } from './scenario.ts'

type Money = { minor: number; currency: string }
type CartOpened = { cartCreate: { cart: { id: string; lines: unknown[]; total: Money } | null } }
type BuyerGiven = { cartBuyerUpdate: { cart: { problems: unknown[]; total: Money } | null } }
type Placed = { checkoutComplete: { order: { status: string; paymentStatus: string; total: Money } | null } }

const documents = {
  open: loadOperation('CartOpen'),
  buyer: loadOperation('CheckoutBuyer'),
  complete: loadOperation('Checkout'),
}

const address = {
  name: 'Bench Buyer',
  line1: 'Market Square 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
}

const linesEach = 2

export const checkout: Scenario = {
  name: 'checkout',
  unit: 'checkouts',
  about: `empty cart → ${linesEach} lines → address → paid order (3 requests and their events)`,
  prepare({ world, signedIn, random }) {
    // In turn: an account has one open cart, and two clients at once must not share it.
    const nextBuyer = inTurn(random, signedIn.buyers)
    return async (ask) => {
      const variants = drawVariants(random, world.variants)
      const token = nextBuyer()
      await buyOnce((query, variables) => ask(query, variables, token), variants)
    }
  },
}

/** One piece of each, as whoever `ask` asks for. */
export async function buyOnce(ask: Ask, variants: readonly Variant[]): Promise<void> {
  const total = variants.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
  const cartId = await openCart(ask, variants, total)
  await giveAddress(ask, cartId, total)
  await pay(ask, cartId, total)
}

function drawVariants(random: Random, variants: readonly Variant[]): readonly Variant[] {
  const drawn = new Set<Variant>()
  while (drawn.size < linesEach) drawn.add(draw(random, variants))
  return [...drawn]
}

async function openCart(ask: Ask, variants: readonly Variant[], totalMinor: number): Promise<string> {
  const lines = variants.map(({ id }) => ({ variantId: id, quantity: 1 }))
  const answer = await ask<CartOpened>(documents.open, { input: { lines, currency: 'EUR' } })
  const { cart } = answer.cartCreate
  expectThat(cart?.lines.length === lines.length, `the cart has ${lines.length} lines`, answer)
  expectThat(cart.total.minor === totalMinor, `the cart costs ${totalMinor}`, answer)
  return cart.id
}

async function giveAddress(ask: Ask, cartId: string, totalMinor: number): Promise<void> {
  const answer = await ask<BuyerGiven>(documents.buyer, {
    input: { cartId, email: 'buyer@bench.test', shippingAddress: address },
  })
  const { cart } = answer.cartBuyerUpdate
  expectThat(cart?.problems.length === 0, 'nothing is in the way of the order', answer)
  expectThat(cart.total.minor === totalMinor, `the cart still costs ${totalMinor}`, answer)
}

async function pay(ask: Ask, cartId: string, totalMinor: number): Promise<void> {
  const answer = await ask<Placed>(documents.complete, {
    input: {
      cartId,
      idempotencyKey: randomUUID(),
      expectedTotal: { minor: totalMinor, currency: 'EUR' },
      payment: { provider: 'sandbox', token: 'tok_approved' },
    },
  })
  const { order } = answer.checkoutComplete
  expectThat(order?.paymentStatus === 'PAID' && order.status === 'CONFIRMED', 'the order is paid', answer)
  expectThat(order.total.minor === totalMinor, `the order cost ${totalMinor}`, answer)
}
