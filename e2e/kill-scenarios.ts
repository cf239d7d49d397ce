// What is under way when the shop is killed at each named step, and what must have become of it: by the name of the
// step. A step without a scenario is a type error here and a failing test.
import type { OrderStep } from '@supermarket/orders/steps.ts'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { unique } from '@supermarket/testkit/story.ts'
import {
  aCart,
  anOrder,
  type CartLine,
  checkOut,
  checkoutDocument,
  checkoutInput,
  submitDocument,
} from './buying.ts'
import { done } from './done.ts'

export type Stage = {
  readonly buyer: GraphClient
  readonly staff: GraphClient
  readonly lines: readonly CartLine[]
}

/** A request that is killed, and repeated with the same key. */
export type Doomed = {
  readonly cartId: string
  /** The code of the first user error; null when it is done. */
  send(clients: Pick<Stage, 'buyer' | 'staff'>): Promise<string | null>
}

export type Scenario = {
  readonly about: string
  /** Where the request dies, when the step is one of those who clear up after it. */
  readonly firstDiesAt?: OrderStep
  /** When the shop takes its buyers' money: with the order, unless this says otherwise. */
  readonly captureAt?: 'FULFILLMENT'
  begin(stage: Stage): Promise<Doomed>
  /** Code of the first error that the repeated request gets; null when it is done. */
  readonly again: string | null
  /** The placed orders of the cart, in the end. */
  readonly orders: readonly {
    readonly status: string
    readonly paymentStatus: string
    /** Of a total of 2,000. */
    readonly capturedMinor: number
    readonly refundedMinor: number
  }[]
}

const paid = { status: 'CONFIRMED', paymentStatus: 'PAID', capturedMinor: 2_000, refundedMinor: 0 }
const partlyPaidBack = { ...paid, paymentStatus: 'PARTIALLY_REFUNDED', refundedMinor: 300 }
const returned = {
  status: 'FULFILLED',
  paymentStatus: 'PARTIALLY_REFUNDED',
  capturedMinor: 2_000,
  refundedMinor: 1_000,
}
const canceled = { status: 'CANCELED', paymentStatus: 'REFUNDED', capturedMinor: 2_000, refundedMinor: 2_000 }
const calledOff = { status: 'CANCELED', paymentStatus: 'VOIDED', capturedMinor: 0, refundedMinor: 0 }

const bought: Omit<Scenario, 'about'> = { begin: (stage) => checkout(stage), again: null, orders: [paid] }
const captured: Omit<Scenario, 'about'> = {
  captureAt: 'FULFILLMENT',
  begin: capture,
  again: null,
  orders: [paid],
}
const approved: Omit<Scenario, 'about'> = { begin: approve, again: null, orders: [paid] }
const refunded: Omit<Scenario, 'about'> = { begin: refund, again: null, orders: [partlyPaidBack] }

export const scenarios = {
  'checkout:prepared': { ...bought, about: 'a checkout before anything was reserved' },
  'checkout:submitted': {
    about: 'a submitted checkout before its caller hears of it',
    begin: submit,
    again: null,
    orders: [paid],
  },
  'checkout:resumed': {
    about: 'a submitted checkout, where somebody else goes on with it',
    firstDiesAt: 'checkout:submitted',
    begin: submit,
    again: null,
    orders: [paid],
  },
  'checkout:reserved': { ...bought, about: 'a checkout before the provider was asked' },
  'checkout:answered': { ...bought, about: 'a checkout after the provider has charged' },
  'checkout:finalized': { ...bought, about: 'a checkout before its caller hears of it' },
  'checkout:released': {
    about: 'a checkout that was declined, after its stock was given back',
    begin: (stage) => checkout(stage, 'tok_declined'),
    again: 'PAYMENT_DECLINED',
    orders: [],
  },
  'refund:prepared': { ...refunded, about: 'a refund before the provider was asked' },
  'refund:answered': { ...refunded, about: 'a refund after the provider has paid it' },
  'refund:finalized': { ...refunded, about: 'a refund before its caller hears of it' },
  'capture:prepared': { ...captured, about: 'a capture before the provider was asked' },
  'capture:answered': { ...captured, about: 'a capture after the provider has taken the money' },
  'capture:finalized': { ...captured, about: 'a capture before its caller hears of it' },
  'webhook:received': { ...approved, about: "a provider's message before anybody looked" },
  'settlement:looked-up': { ...approved, about: "a provider's message after it was asked" },
  'settlement:recorded': { ...approved, about: "a provider's message before it has its answer" },
  'return:received': {
    about: 'a return that has arrived, before its refund is asked for',
    begin: receive,
    again: null,
    orders: [returned],
  },
  'cancel:voided': {
    about: 'a cancelation after the provider has called the payment off',
    begin: (stage) => cancel(stage, 'tok_requires_action'),
    // The reconciler was faster, and does not know for whom the payment was called off.
    again: 'ILLEGAL_STATE',
    orders: [calledOff],
  },
  'cancel:recorded': {
    about: 'a cancelation before the refund is asked for',
    begin: (stage) => cancel(stage, 'tok_approved'),
    again: null,
    orders: [canceled],
  },
} satisfies Record<OrderStep, Scenario>

const refusal = 'userErrors { code message path }'

type Payload = { readonly userErrors: readonly { readonly code: string }[] }
type Asked = {
  readonly by: 'buyer' | 'staff'
  readonly document: string
  readonly input: object
  readonly cartId: string
}

function asked({ by, document, input, cartId }: Asked): Doomed {
  return {
    cartId,
    async send(clients) {
      const [payload] = Object.values(await clients[by].get<Record<string, Payload>>(document, { input }))
      return payload?.userErrors[0]?.code ?? null
    },
  }
}

async function checkout({ buyer, lines }: Stage, token = 'tok_approved'): Promise<Doomed> {
  const cart = await aCart(buyer, lines)
  return asked({
    by: 'buyer',
    document: checkoutDocument,
    input: checkoutInput(cart, { token }),
    cartId: cart.id,
  })
}

async function submit({ buyer, lines }: Stage): Promise<Doomed> {
  const cart = await aCart(buyer, lines)
  return asked({ by: 'buyer', document: submitDocument, input: checkoutInput(cart), cartId: cart.id })
}

async function refund({ buyer, lines }: Stage): Promise<Doomed> {
  const { id, cartId } = await anOrder(buyer, lines)
  const document = `mutation Refund($input: OrderRefundInput!) {
    orderRefund(input: $input) { refund { status } ${refusal} } }`
  const input = { id, amount: { minor: 300, currency: 'EUR' }, idempotencyKey: unique() }
  return asked({ by: 'staff', document, input, cartId })
}

/** One of two pieces that were sent has come back. */
async function receive({ buyer, staff, lines }: Stage): Promise<Doomed> {
  const { id, cartId } = await anOrder(buyer, lines)
  await done(staff, 'orderFulfill', 'OrderFulfillInput', { id, idempotencyKey: unique() })
  const { order } = await staff.get<{ order: { lines: { id: string }[] } }>(
    `{ order(id: "${id}") { lines { id } } }`,
  )
  const { returnRequest } = await staff.get<{ returnRequest: { return: { id: string } } }>(
    `mutation Ask($input: ReturnRequestInput!) { returnRequest(input: $input) { return { id } } }`,
    {
      input: {
        orderId: id,
        lines: [{ id: order.lines[0]?.id, quantity: 1, reason: 'DAMAGED' }],
        idempotencyKey: unique(),
      },
    },
  )
  const returnId = returnRequest.return.id
  await done(staff, 'returnApprove', 'ReturnApproveInput', { id: returnId, idempotencyKey: unique() })
  const document = `mutation Receive($input: ReturnReceiveInput!) {
    returnReceive(input: $input) { return { id } ${refusal} } }`
  const input = { id: returnId, refund: 'SHARE', idempotencyKey: unique() }
  return asked({ by: 'staff', document, input, cartId })
}

async function capture({ buyer, lines }: Stage): Promise<Doomed> {
  const { id, cartId } = await anOrder(buyer, lines)
  const document = `mutation Capture($input: PaymentCaptureInput!) {
    paymentCapture(input: $input) { order { id } ${refusal} } }`
  const input = { orderId: id, amount: { minor: 2_000, currency: 'EUR' }, idempotencyKey: unique() }
  return asked({ by: 'staff', document, input, cartId })
}

async function cancel({ buyer, lines }: Stage, token: string): Promise<Doomed> {
  const { id, cartId } = await anOrder(buyer, lines, { token })
  const document = `mutation Cancel($input: OrderCancelInput!) {
    orderCancel(input: $input) { order { id } ${refusal} } }`
  return asked({ by: 'staff', document, input: { id, idempotencyKey: unique() }, cartId })
}

/** The buyer at the provider's page, which tells the shop before it answers. */
async function approve({ buyer, lines }: Stage): Promise<Doomed> {
  const cart = await aCart(buyer, lines)
  const { nextAction } = await checkOut(buyer, cart, { token: 'tok_requires_action' })
  const { pathname } = new URL(nextAction?.url ?? '')
  return {
    cartId: cart.id,
    async send({ buyer: { url } }) {
      const { status } = await fetch(`${url}${pathname}/approve`, { method: 'POST', redirect: 'manual' })
      return status === 303 ? null : String(status)
    },
  }
}
