// The shop of the access table: an owner with an order in every state that shows something of its own, a guest, and
// products of each status. Nothing in it is null that could be told.

import { type GraphClient, graphClient } from '@supermarket/testkit/graph-client.ts'
import type { Stack } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, makeProduct, type Product, unique } from '@supermarket/testkit/story.ts'
import postgres from 'postgres'
import { anOrder, type Bought, type Cart, orderOf } from './buying.ts'
import { done } from './done.ts'
import { until } from './until.ts'
import { anEndpointWithLog } from './webhook-making.ts'

const everyLine = {
  name: 'A Buyer',
  line1: '1 Market Square',
  line2: 'Second floor',
  city: 'Ulm',
  region: 'BW',
  postalCode: '89073',
  country: 'DE',
  phone: '+49 731 1',
}

export type AccessShop = {
  readonly people: Readonly<Record<'owner' | 'other' | 'staff' | 'admin', Account>>
  readonly anonymous: GraphClient
  readonly category: { readonly id: string; readonly slug: string }
  readonly active: Product
  readonly draft: Product
  readonly archived: Product
  /** The owner's open one, short of stock. */
  readonly cart: Cart
  readonly guestCart: Cart
  /** Paid, partly sent, refunded in part, with a note, a return that was rejected and one that was received. */
  readonly order: Bought
  /** Waits for its buyer to act. */
  readonly waiting: Bought
  /** Waits for its buyer to act in an app. */
  readonly inApp: Bought
  /** Was refused by its buyer at the provider. */
  readonly failed: Bought
  readonly guestOrder: Bought
  /** A guest's that waits for its buyer. */
  readonly guestWaiting: Bought
  /** A merchant's, with a log. */
  readonly webhookEndpoint: { readonly id: string }
}

export async function openAccessShop(stack: Stack): Promise<AccessShop> {
  const [owner, other, staff, admin] = [
    await anAccount(stack),
    await anAccount(stack),
    await anAccount(stack, 'STAFF'),
    await anAccount(stack, 'ADMIN'),
  ]
  const anonymous = graphClient(stack.url)
  const category = await aCategory(staff.graph)
  const active = await makeProduct(staff.graph, { prices: [1_000, 2_000], stock: 1_000 })
  await setPricing(staff.graph)
  const draft = await makeProduct(staff.graph, { status: 'DRAFT', stock: 0 })
  const archived = await makeProduct(staff.graph, { status: 'ARCHIVED', stock: 0 })
  await describeProduct(staff.graph, active, category.id)
  const one = [{ variantId: active.variants[0]?.id ?? '', quantity: 2 }]
  const order = await aSentOrder({ owner, staff }, one)
  await aReturnedPiece({ owner, staff }, order.id)
  const waiting = await anOrder(owner.graph, one, { token: 'tok_requires_action' })
  const inApp = await anAppsOrder(stack, owner, one)
  const failed = await aFailedOrder(stack, owner, one)
  const guestOrder = await anOrder(anonymous, one)
  const guestWaiting = await anOrder(anonymous, one, { token: 'tok_requires_action' })
  const cart = await aFullCart(owner.graph, [{ variantId: active.variants[1]?.id ?? '', quantity: 1 }])
  const guestCart = await aFullCart(anonymous, one)
  const webhookEndpoint = await anEndpointWithLog(stack, admin.graph)
  const people = { owner, other, staff, admin }
  return {
    ...{ people, anonymous, category, active, draft, archived, cart, guestCart },
    ...{ order, waiting, inApp, failed, guestOrder, guestWaiting, webhookEndpoint },
  }
}

async function aCategory(staff: GraphClient): Promise<{ id: string; slug: string }> {
  const { categoryCreate } = await staff.get<{ categoryCreate: { category: { id: string; slug: string } } }>(
    'mutation Category($input: CategoryCreateInput!) { categoryCreate(input: $input) { category { id slug } } }',
    { input: { name: `Shelf ${unique()}` } },
  )
  return categoryCreate.category
}

async function describeProduct(staff: GraphClient, product: Product, categoryId: string): Promise<void> {
  await done(staff, 'productUpdate', 'ProductUpdateInput', {
    id: product.id,
    expectedVersion: await versionOf(staff, product.id),
    description: 'Good.',
    categoryIds: [categoryId],
  })
  for (const { id } of product.variants)
    await done(staff, 'variantUpdate', 'VariantUpdateInput', {
      id,
      expectedVersion: await versionOf(staff, product.id),
      cost: { minor: 400, currency: 'EUR' },
      weightGrams: 500,
    })
}

/** In force for every cart that is made afterwards; without a choice the delivery costs nothing. */
async function setPricing(staff: GraphClient): Promise<void> {
  await done(staff, 'deliveryMethodCreate', 'DeliveryMethodCreateInput', {
    ...{ name: 'Standard', description: 'On foot.', estimatedDaysMin: 1, estimatedDaysMax: 3 },
    weightTiers: [{ upToGrams: 1_000_000_000, prices: [{ minor: 0, currency: 'EUR' }] }],
  })
  for (const region of [undefined, 'BW'])
    await done(staff, 'taxRateSet', 'TaxRateSetInput', {
      ...{ country: 'DE', region, taxClass: 'STANDARD', name: 'VAT 19 %', basisPoints: 1900 },
    })
  await done(staff, 'discountCreate', 'DiscountCreateInput', {
    ...{ code: 'HALF', kind: 'BUY_X_GET_Y', buyQuantity: 1, getQuantity: 1, basisPoints: 5000 },
    ...{ maxUses: 1_000_000, maxUsesPerCustomer: 1_000_000 },
    ...{ startsAt: '2020-01-01T00:00:00Z', endsAt: '2120-01-01T00:00:00Z' },
  })
}

export async function versionOf(staff: GraphClient, id: string): Promise<number> {
  const { product } = await staff.get<{ product: { version: number } }>(
    'query Version($id: ID!) { product(id: $id) { version } }',
    { id },
  )
  return product.version
}

type Lines = readonly { readonly variantId: string; readonly quantity: number }[]

async function aSentOrder(
  { owner, staff }: { owner: Account; staff: Account },
  lines: Lines,
): Promise<Bought> {
  const order = await orderOf(owner.graph, await aFullCart(owner.graph, lines))
  const { id } = order
  const { order: found } = await owner.graph.get<{ order: { lines: { id: string }[] } }>(
    'query Lines($id: ID!) { order(id: $id) { lines { id } } }',
    { id },
  )
  await done(staff.graph, 'orderFulfill', 'OrderFulfillInput', {
    id,
    lines: [{ id: found.lines[0]?.id, quantity: 1 }],
    tracking: { carrier: 'Post', number: 'P1', url: 'https://post.test/P1' },
    idempotencyKey: unique(),
  })
  const amount = { minor: 300, currency: 'EUR' }
  await done(staff.graph, 'orderRefund', 'OrderRefundInput', {
    id,
    amount,
    reason: 'late',
    idempotencyKey: unique(),
  })
  return order
}

/** As if Stripe had asked for it. */
async function anAppsOrder(stack: Stack, owner: Account, lines: Lines): Promise<Bought> {
  const order = await anOrder(owner.graph, lines, { token: 'tok_requires_action' })
  const sql = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
  try {
    await sql`update payments set provider = 'stripe', action_url = null, client_secret = 'pi_1_secret_1'
      where order_id = ${order.id}`
    await sql`update orders set settle_after = null where id = ${order.id}`
  } finally {
    await sql.end()
  }
  return order
}

/** Its money is set aside, and taken when it is sent. */
export async function aHeldOrder(stack: Stack, buyer: GraphClient, lines: Lines): Promise<Bought> {
  const order = await anOrder(buyer, lines, { token: 'tok_requires_action' })
  const sql = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
  try {
    const [payment] = await sql<{ id: string; url: string }[]>`
      update payments set capture_at = 'FULFILLMENT' where order_id = ${order.id} returning id, action_url as url`
    await sql`update sandbox_charges set captures_at_once = false where key = ${payment?.id ?? ''}`
    await fetch(`${payment?.url}/approve`, { method: 'POST', redirect: 'manual' })
    await until(
      () => sql`select status from orders where id = ${order.id}`,
      ([row]) => row?.status === 'CONFIRMED',
    )
  } finally {
    await sql.end()
  }
  return order
}

/** What was sent is asked back for twice: once in vain, and once for some of the money. */
async function aReturnedPiece(
  { owner, staff }: { owner: Account; staff: Account },
  id: string,
): Promise<void> {
  const rejected = await aReturn({ buyer: owner.graph, orderId: id })
  await done(staff.graph, 'returnReject', 'ReturnRejectInput', {
    ...{ id: rejected, reason: 'It was worn.', idempotencyKey: unique() },
  })
  const received = await aReturn({ buyer: owner.graph, orderId: id })
  await done(staff.graph, 'returnApprove', 'ReturnApproveInput', { id: received, idempotencyKey: unique() })
  await done(staff.graph, 'returnReceive', 'ReturnReceiveInput', {
    ...{ id: received, refund: 'AMOUNT', amount: { minor: 100, currency: 'EUR' }, idempotencyKey: unique() },
  })
  await done(staff.graph, 'orderNoteAdd', 'OrderNoteAddInput', {
    id,
    text: 'Rang.',
    idempotencyKey: unique(),
  })
}

/** Asks for one piece of the first line of an order that was sent; answers the return's id. */
export async function aReturn({
  buyer,
  orderId,
  accessToken = null,
}: {
  buyer: GraphClient
  orderId: string
  accessToken?: string | null
}): Promise<string> {
  const { order } = await buyer.get<{ order: { lines: { id: string }[] } }>(
    'query Lines($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { lines { id } } }',
    { id: orderId, accessToken },
  )
  const { returnRequest } = await buyer.get<{ returnRequest: { return: { id: string } | null } }>(
    `mutation Ask($input: ReturnRequestInput!) {
      returnRequest(input: $input) { return { id } userErrors { code message } } }`,
    {
      input: {
        ...{ orderId, accessToken, idempotencyKey: unique() },
        lines: [{ id: order.lines[0]?.id, quantity: 1, reason: 'DAMAGED', comment: 'A dent.' }],
      },
    },
  )
  if (returnRequest.return === null) throw new Error(`order ${orderId} is not returned`)
  return returnRequest.return.id
}

/** Its buyer says no at the provider's page, which here is its books. */
async function aFailedOrder(stack: Stack, owner: Account, lines: Lines): Promise<Bought> {
  const order = await anOrder(owner.graph, lines, { token: 'tok_requires_action' })
  const sql = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
  try {
    await sql`
      update sandbox_charges set state = 'declined', decline_code = 'refused_by_buyer'
      where key = (select id from payments where order_id = ${order.id})`
  } finally {
    await sql.end()
  }
  await owner.graph.get(
    'mutation Confirm($input: PaymentConfirmInput!) { paymentConfirm(input: $input) { userErrors { code } } }',
    { input: { orderId: order.id, idempotencyKey: unique() } },
  )
  await until(
    () => owner.graph.get<{ order: { status: string } }>(`{ order(id: "${order.id}") { status } }`),
    ({ order: { status } }) => status === 'CANCELED',
  )
  return order
}

/** With every line of both addresses. */
export async function aFullCart(buyer: GraphClient, lines: Lines): Promise<Cart> {
  const { cartCreate } = await buyer.get<{ cartCreate: { cart: Cart } }>(
    `mutation Open($input: CartCreateInput!) {
      cartCreate(input: $input) { cart { id total { minor currency } lines { id quantity } } } }`,
    { input: { lines } },
  )
  const { cart } = cartCreate
  await done(buyer, 'cartBuyerUpdate', 'CartBuyerUpdateInput', {
    cartId: cart.id,
    email: 'buyer@shop.test',
    shippingAddress: everyLine,
    billingAddress: everyLine,
  })
  return withCodes(buyer, cart, ['HALF'])
}

/** With the total that the codes leave. */
export async function withCodes(buyer: GraphClient, cart: Cart, codes: readonly string[]): Promise<Cart> {
  const { cartDiscountCodesUpdate } = await buyer.get<{
    cartDiscountCodesUpdate: { cart: Pick<Cart, 'total'> }
  }>(
    `mutation Codes($input: CartDiscountCodesUpdateInput!) {
      cartDiscountCodesUpdate(input: $input) { cart { total { minor currency } } } }`,
    { input: { cartId: cart.id, codes } },
  )
  return { ...cart, ...cartDiscountCodesUpdate.cart }
}

/** Short of stock, and with a code that there is not. */
export async function aCartWithProblem(buyer: GraphClient, variantId: string): Promise<Cart> {
  return withCodes(buyer, await aFullCart(buyer, [{ variantId, quantity: 1_000 }]), ['NONE'])
}
