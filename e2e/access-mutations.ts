// Every mutation of the graph on an object of the owner's, of a guest's, or on nobody's, and who may do it. Each call
// works on objects made for it, so that those that are done do not stand in one another's way.
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import type { Stack } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, unique } from '@supermarket/testkit/story.ts'
import { catalogCases } from './access-catalog.ts'
import { pricingCases } from './access-pricing.ts'
import { returnCases } from './access-returns.ts'
import { type AccessShop, aHeldOrder } from './access-shop.ts'
import type { Actor, Verdicts } from './access-table.ts'
import { webhookCases } from './access-webhooks.ts'
import { aCart, address, anOrder, checkoutInput } from './buying.ts'

export type Call = { readonly input?: object; readonly as?: GraphClient }

export type MutationCase = {
  readonly field: string
  /** On whose object. */
  readonly on: string
  readonly verdicts: Verdicts
  /** Makes what is to be changed, and says how; `as` when it takes another client than the actor's. */
  readonly call: (actor: Actor) => Promise<Call>
}

export type Making = { readonly stack: Stack; readonly shop: AccessShop }

const public_ = '+++++'
const own = '-++++'
const staffs = '---++'

export function mutationCases(making: Making): MutationCase[] {
  return [
    ...cartCases(making),
    ...orderCases(making),
    ...pricingCases(making),
    ...webhookCases(making),
    ...catalogCases(making),
    ...accountCases(making),
  ]
}

function cartCases({ stack, shop }: Making): MutationCase[] {
  const lines = [{ variantId: shop.active.variants[0]?.id ?? '', quantity: 1 }]
  const guestCart = () => aCart(shop.anonymous, lines)
  /** The owner of this one is a new customer, because a user has one open cart. */
  const usersCart = async (actor: Actor) => {
    const holder = await anAccount(stack)
    const cart = await aCart(holder.graph, lines)
    return { cart, ...(actor === 'owner' ? { as: holder.graph } : {}) }
  }
  const change = (
    field: string,
    inputOf: (cart: Awaited<ReturnType<typeof guestCart>>) => object,
    [ofGuests, ofUsers]: readonly [string, string] = [public_, 'n+nnn'],
  ): MutationCase[] => [
    {
      field,
      on: "a guest's cart",
      verdicts: ofGuests,
      call: async () => ({ input: inputOf(await guestCart()) }),
    },
    {
      field,
      on: "a user's cart",
      verdicts: ofUsers,
      async call(actor) {
        const { cart, ...as } = await usersCart(actor)
        return { input: inputOf(cart), ...as }
      },
    },
  ]
  return [
    { field: 'cartCreate', on: 'nobody', verdicts: public_, call: async () => ({ input: { lines } }) },
    ...change('cartLinesAdd', ({ id }) => ({ cartId: id, lines })),
    ...change('cartLinesUpdate', (cart) => ({
      cartId: cart.id,
      lines: [{ id: cart.lines[0]?.id, quantity: 2 }],
    })),
    ...change('cartBuyerUpdate', ({ id }) => ({ cartId: id, shippingAddress: address })),
    ...change('cartMerge', ({ id }) => ({ cartId: id }), [own, '-+nnn']),
    ...change('cartDeliveryUpdate', ({ id }) => ({ cartId: id })),
    ...change('cartDiscountCodesUpdate', ({ id }) => ({ cartId: id, codes: ['HALF'] })),
    ...change('checkoutComplete', (cart) => checkoutInput(cart)),
    ...change('checkoutComplete', (cart) => checkoutInput(cart, { token: 'tok_requires_action' })),
    ...change('checkoutSubmit', (cart) => checkoutInput(cart)),
  ]
}

function orderCases({ stack, shop }: Making): MutationCase[] {
  const { people, active, anonymous } = shop
  const lines = [{ variantId: active.variants[0]?.id ?? '', quantity: 1 }]
  const key = () => ({ idempotencyKey: unique() })
  const paid = () => anOrder(people.owner.graph, lines)
  const ofGuest = () => anOrder(anonymous, lines)
  const waiting = (buyer: GraphClient) => anOrder(buyer, lines, { token: 'tok_requires_action' })
  const onOrder = (field: string, verdicts: Verdicts, more: object = {}): MutationCase => ({
    field,
    on: "the owner's order",
    verdicts,
    call: async () => ({ input: { id: (await paid()).id, ...key(), ...more } }),
  })
  return [
    onOrder('orderCancel', 'n+n++'),
    {
      field: 'orderAccessRequest',
      on: "a guest's order",
      verdicts: public_,
      call: async () => ({ input: { number: (await ofGuest()).number, email: 'buyer@shop.test' } }),
    },
    onOrder('orderNoteAdd', staffs, { text: 'Rang the buyer.' }),
    ...returnCases({ stack, shop }),
    onOrder('orderFulfill', staffs),
    {
      field: 'paymentCapture',
      on: "the owner's order",
      verdicts: staffs,
      call: async () => ({
        input: { orderId: (await aHeldOrder(stack, people.owner.graph, lines)).id, ...key() },
      }),
    },
    onOrder('orderRefund', staffs, { amount: { minor: 1, currency: 'EUR' } }),
    {
      field: 'paymentConfirm',
      on: "a user's order",
      verdicts: 'n+n++',
      async call(actor) {
        const holder = await anAccount(stack)
        const { id: orderId } = await waiting(holder.graph)
        return { input: { orderId, ...key() }, ...(actor === 'owner' ? { as: holder.graph } : {}) }
      },
    },
    {
      field: 'paymentConfirm',
      on: "a guest's order, with its token",
      verdicts: public_,
      async call() {
        const { id: orderId, accessToken } = await waiting(anonymous)
        return { input: { orderId, accessToken, ...key() } }
      },
    },
    {
      field: 'paymentConfirm',
      on: "a guest's order, without its token",
      verdicts: 'nnn++',
      call: async () => ({ input: { orderId: (await waiting(anonymous)).id, ...key() } }),
    },
  ]
}

function accountCases({ stack, shop }: Making): MutationCase[] {
  const { owner } = shop.people
  /** Somebody new with the actor's role, for what ends a session. */
  const someone = async (actor: Actor): Promise<{ account: Account | undefined; as?: GraphClient }> => {
    if (actor === 'anonymous') return { account: undefined }
    const account = await anAccount(
      stack,
      actor === 'staff' ? 'STAFF' : actor === 'admin' ? 'ADMIN' : 'CUSTOMER',
    )
    return { account, as: account.graph }
  }
  const onOwn = (
    field: string,
    inputOf?: (account: Account | undefined) => Promise<object>,
  ): MutationCase => ({
    field,
    on: 'their own account',
    verdicts: own,
    async call(actor) {
      const { account, ...as } = await someone(actor)
      return { ...as, ...(inputOf ? { input: await inputOf(account) } : {}) }
    },
  })
  const credentials = { email: owner.email, password: owner.password }
  return [
    {
      field: 'userRegister',
      on: 'nobody',
      verdicts: public_,
      call: async () => ({
        input: { email: `${unique()}@shop.test`, password: `pass-${unique()}`, name: 'New' },
      }),
    },
    { field: 'userLogin', on: 'an account', verdicts: public_, call: async () => ({ input: credentials }) },
    {
      field: 'sessionRefresh',
      on: 'a refresh token',
      verdicts: public_,
      call: async () => ({ input: { refreshToken: (await anAccount(stack)).refreshToken } }),
    },
    {
      field: 'sessionRevoke',
      on: "the owner's session",
      verdicts: '-+nnn',
      async call(actor) {
        const holder = await anAccount(stack)
        const sessionId = await sessionOf(holder)
        return { input: { sessionId }, ...(actor === 'owner' ? { as: holder.graph } : {}) }
      },
    },
    onOwn('sessionRevoke', async (account) => ({
      sessionId: account ? await sessionOf(account) : 'ses_none',
    })),
    onOwn('userLogout'),
    onOwn('userLogoutEverywhere'),
    onOwn('userUpdate', async () => ({ name: 'Renamed' })),
    onOwn('userPasswordChange', async (account) => ({
      currentPassword: account?.password ?? 'x',
      newPassword: `pass-${unique()}`,
    })),
    onOwn('userDelete', async (account) => ({ password: account?.password ?? 'x' })),
    {
      field: 'userRolesUpdate',
      on: 'a customer',
      verdicts: '----+',
      call: async () => ({ input: { userId: (await anAccount(stack)).id, roles: ['CUSTOMER', 'STAFF'] } }),
    },
  ]
}

async function sessionOf({ graph }: Account): Promise<string> {
  const { me } = await graph.get<{ me: { sessions: { nodes: { id: string; current: boolean }[] } } }>(
    '{ me { sessions { nodes { id current } } } }',
  )
  const current = me.sessions.nodes.find((session) => session.current)
  if (current === undefined) throw new Error('nobody is signed in')
  return current.id
}
