// The documents of the known clients, run as they stand over both topologies: what a schema check protects works.
import { loadOperations } from '@supermarket/schema/load.ts'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { anAccount, unique } from '@supermarket/testkit/story.ts'
import { getOperationAST, print, separateOperations } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccessShop, aHeldOrder, aReturn, openAccessShop, versionOf } from './access-shop.ts'
import { aCart, address, anOrder, checkoutInput } from './buying.ts'
import { done } from './done.ts'
import { webhookRuns } from './webhook-runs.ts'

type Operation = { readonly name: string; readonly kind: string; readonly text: string }

/** Each by itself with its fragments, as clients send it. */
const operations: readonly Operation[] = loadOperations().flatMap(({ document }) =>
  Object.entries(separateOperations(document)).map(([name, own]) => ({
    name,
    kind: getOperationAST(own, name)?.operation ?? '',
    text: print(own),
  })),
)

type Run = { readonly as: GraphClient; readonly variables?: object }

/** Who runs an operation, and with what: each is done, on something made for it. */
function runsOf(stack: Stack, shop: AccessShop): Readonly<Record<string, () => Promise<Run>>> {
  const { people, anonymous, active, category } = shop
  const { owner, staff } = people
  const [variant] = active.variants
  const lines = [{ variantId: variant?.id ?? '', quantity: 1 }]
  const key = () => ({ idempotencyKey: unique() })
  const input = (as: GraphClient, value: object): Run => ({ as, variables: { input: value } })
  const onCart = async (value: (cart: Awaited<ReturnType<typeof aCart>>) => object) =>
    input(anonymous, value(await aCart(anonymous, lines)))
  const onOrder = async (as: GraphClient, more: object = {}) =>
    input(as, { id: (await anOrder(owner.graph, lines)).id, ...key(), ...more })
  const sent = async () => {
    const { id } = await anOrder(owner.graph, lines)
    await done(staff.graph, 'orderFulfill', 'OrderFulfillInput', { id, ...key() })
    const { order } = await owner.graph.get<{ order: { lines: { id: string }[] } }>(
      'query Lines($id: ID!) { order(id: $id) { lines { id } } }',
      { id },
    )
    return { id, line: { id: order.lines[0]?.id, quantity: 1, reason: 'OTHER' } }
  }
  const asked = async () => aReturn({ buyer: owner.graph, orderId: (await sent()).id })
  return {
    Account: async () => ({ as: owner.graph }),
    ProfileUpdate: async () => input(owner.graph, { name: 'Renamed' }),
    PasswordChange: async () => {
      const account = await anAccount(stack)
      return input(account.graph, { currentPassword: account.password, newPassword: `pass-${unique()}` })
    },
    SessionEnd: async () => {
      const { graph } = await anAccount(stack)
      const { me } = await graph.get<{ me: { sessions: { nodes: { id: string }[] } } }>(
        '{ me { sessions { nodes { id } } } }',
      )
      return input(graph, { sessionId: me.sessions.nodes[0]?.id })
    },
    LogoutEverywhere: async () => ({ as: (await anAccount(stack)).graph }),
    AccountDelete: async () => {
      const account = await anAccount(stack)
      return input(account.graph, { password: account.password })
    },
    Register: async () =>
      input(anonymous, { email: `${unique()}@shop.test`, password: `pass-${unique()}`, name: 'New' }),
    Login: async () => input(anonymous, { email: owner.email, password: owner.password }),
    Refresh: async () => input(anonymous, { refreshToken: (await anAccount(stack)).refreshToken }),
    Logout: async () => ({ as: (await anAccount(stack)).graph }),

    ProductsPage: async () => ({
      as: anonymous,
      variables: { where: { categoryId: category.id }, currency: 'EUR' },
    }),
    ProductBySlug: async () => ({ as: anonymous, variables: { slug: active.slug } }),
    Categories: async () => ({ as: anonymous }),

    CartById: async () => ({ as: anonymous, variables: { id: (await aCart(anonymous, lines)).id } }),
    MyCart: async () => ({ as: owner.graph }),
    CartOpen: async () => input(anonymous, { lines }),
    CartAdd: () => onCart(({ id }) => ({ cartId: id, lines })),
    CartChange: () =>
      onCart((cart) => ({ cartId: cart.id, lines: [{ id: cart.lines[0]?.id, quantity: 3 }] })),
    CartMerge: async () =>
      input((await anAccount(stack)).graph, { cartId: (await aCart(anonymous, lines)).id }),
    CheckoutBuyer: () =>
      onCart(({ id }) => ({ cartId: id, email: 'buyer@shop.test', shippingAddress: address })),
    Checkout: () => onCart((cart) => checkoutInput(cart)),
    CheckoutSubmit: () => onCart((cart) => checkoutInput(cart)),
    CheckoutPoll: async () => {
      const { id, accessToken } = await anOrder(anonymous, lines)
      return { as: anonymous, variables: { id: id.replace('ord_', 'chk_'), accessToken } }
    },
    CheckoutConfirm: async () => {
      const { id, accessToken } = await anOrder(anonymous, lines, { token: 'tok_requires_action' })
      return input(anonymous, { orderId: id, accessToken, ...key() })
    },

    ...pricingRuns(shop, { onCart, input }),
    ...webhookRuns(people.admin.graph),

    OrderHistory: async () => ({ as: owner.graph }),
    OrderDetails: async () => ({ as: owner.graph, variables: { id: shop.order.id } }),
    OrderLinkRequest: async () => input(anonymous, { number: 'S100001', email: 'buyer@shop.test' }),
    OrderCallOff: () => onOrder(owner.graph, { reason: 'changed my mind' }),

    ReturnsOfOrder: async () => ({ as: owner.graph, variables: { id: shop.order.id } }),
    ReturnAsk: async () => {
      const { id: orderId, line } = await sent()
      return input(owner.graph, { orderId, lines: [line], ...key() })
    },
    ReturnCallOff: async () => input(owner.graph, { id: await asked(), ...key() }),
    StaffReturnApprove: async () => input(staff.graph, { id: await asked(), ...key() }),
    StaffReturnReject: async () =>
      input(staff.graph, { id: await asked(), reason: 'It was worn.', ...key() }),
    StaffReturnReceive: async () => {
      const id = await asked()
      await done(staff.graph, 'returnApprove', 'ReturnApproveInput', { id, ...key() })
      return input(staff.graph, { id, ...key() })
    },

    StaffOrder: async () => ({ as: staff.graph, variables: { id: shop.order.id } }),
    StaffOrderNoteAdd: () => onOrder(staff.graph, { text: 'Rang the buyer.' }),
    StaffOrderCancel: () => onOrder(staff.graph, { reason: 'sold out' }),
    StaffOrders: async () => ({ as: staff.graph, variables: { where: { status: ['CONFIRMED'] } } }),
    StaffStock: async () => ({ as: staff.graph, variables: { sku: variant?.sku } }),
    StaffUsers: async () => ({ as: staff.graph, variables: { search: 'customer' } }),
    StaffProductCreate: async () => input(staff.graph, { name: `Thing ${unique()}` }),
    StaffProductUpdate: async () =>
      input(staff.graph, {
        id: active.id,
        expectedVersion: await versionOf(staff.graph, active.id),
        description: 'Better.',
      }),
    StaffProductPublish: async () =>
      input(staff.graph, { id: shop.draft.id, expectedVersion: await versionOf(staff.graph, shop.draft.id) }),
    StaffStockAdjust: async () =>
      input(staff.graph, { variantId: variant?.id, delta: 1, reason: 'COUNTED', ...key() }),
    StaffOrderFulfill: () => onOrder(staff.graph, { tracking: { carrier: 'Post', number: 'P2' } }),
    StaffPaymentCapture: async () =>
      input(staff.graph, { orderId: (await aHeldOrder(stack, owner.graph, lines)).id, ...key() }),
    StaffOrderRefund: () => onOrder(staff.graph, { amount: { minor: 1, currency: 'EUR' } }),
  }
}

type Making = {
  readonly onCart: (value: (cart: Awaited<ReturnType<typeof aCart>>) => object) => Promise<Run>
  readonly input: (as: GraphClient, value: object) => Run
}

function pricingRuns(
  { people: { staff, owner }, cart, order }: AccessShop,
  { onCart, input }: Making,
): ReturnType<typeof runsOf> {
  const method = () => ({
    ...{
      name: `M ${unique()}`,
      countries: ['ZA'],
      weightTiers: [{ prices: [{ minor: 1, currency: 'EUR' }] }],
    },
  })
  const rate = () => ({ country: 'ZA', taxClass: 'ZERO', name: `T ${unique()}`, basisPoints: 0 })
  const made = async (document: string, value: object) =>
    Object.values(
      Object.values(
        await staff.graph.get<Record<string, Record<string, { id: string }>>>(document, { input: value }),
      )[0] ?? {},
    )[0]?.id
  return {
    CartMoney: async () => ({ as: owner.graph, variables: { id: cart.id } }),
    CartDelivery: () => onCart(({ id }) => ({ cartId: id })),
    CartCodes: () => onCart(({ id }) => ({ cartId: id, codes: ['HALF'] })),
    OrderMoney: async () => ({ as: owner.graph, variables: { id: order.id } }),
    StaffDelivery: async () => ({ as: staff.graph }),
    StaffDeliveryCreate: async () => input(staff.graph, method()),
    StaffDeliveryUpdate: async () =>
      input(staff.graph, {
        id: await made(
          `mutation ($input: DeliveryMethodCreateInput!) { deliveryMethodCreate(input: $input) { deliveryMethod { id } } }`,
          method(),
        ),
        active: false,
      }),
    StaffTaxRates: async () => ({ as: staff.graph, variables: { country: 'DE' } }),
    StaffTaxRateSet: async () => input(staff.graph, rate()),
    StaffTaxRateRemove: async () =>
      input(staff.graph, {
        id: await made(
          `mutation ($input: TaxRateSetInput!) { taxRateSet(input: $input) { taxRate { id } } }`,
          rate(),
        ),
      }),
    StaffDiscounts: async () => ({ as: staff.graph, variables: { code: 'half' } }),
    StaffDiscountCreate: async () => input(staff.graph, { code: `C-${unique()}`, kind: 'FREE_DELIVERY' }),
    StaffDiscountUpdate: async () =>
      input(staff.graph, {
        id: await made(
          `mutation ($input: DiscountCreateInput!) { discountCreate(input: $input) { discount { id } } }`,
          { code: `C-${unique()}`, kind: 'FREE_DELIVERY' },
        ),
        active: false,
      }),
  }
}

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let runs: ReturnType<typeof runsOf>
  beforeAll(async () => {
    stack = await openStack(topology)
    runs = runsOf(stack, await openAccessShop(stack))
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  test.each(operations.filter(({ kind }) => kind !== 'subscription'))(
    '$kind $name is done',
    async ({ name, text }) => {
      const run = runs[name]
      if (run === undefined) throw new Error(`nobody runs ${name}`)
      const { as, variables = {} } = await run()
      const { status, data, errors } = await as.ask<Record<string, Root>>(
        text,
        { ...variables },
        { operationName: name },
      )
      expect({ status, errors }).toEqual({ status: 200, errors: [] })
      const roots = Object.values(data ?? {})
      expect(roots.filter((root) => root === null)).toEqual([])
      expect(roots.flatMap((root) => root?.userErrors ?? [])).toEqual([])
    },
  )
})

type Root = { readonly userErrors?: readonly object[] } | null
