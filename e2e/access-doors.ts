// Ways to the objects of the graph, by root fields and by nested paths, and who may take them. A door that leads to
// an object is asked for all of the object's fields at once, by every actor.

import { doorsOfPricing } from './access-pricing.ts'
import { type AccessShop, aCartWithProblem } from './access-shop.ts'
import type { Verdicts } from './access-table.ts'
import { doorsOfWebhooks } from './access-webhooks.ts'
import { aCart, checkoutInput } from './buying.ts'
import { type Door, door } from './door.ts'

const public_ = '+++++'
const ofOwner = '0+0++'
const ofStaff = '---++'

/** As the graph derives it. */
function checkoutIdOf({ id }: { readonly id: string }): string {
  return id.replace('ord_', 'chk_')
}

export async function doorsOf(shop: AccessShop): Promise<Door[]> {
  return [
    ...doorsOfUsers(shop),
    ...doorsOfProducts(shop),
    ...doorsOfCarts(shop),
    ...doorsOfOrders(shop),
    ...doorsOfPricing(),
    ...doorsOfWebhooks(shop.webhookEndpoint),
    ...(await doorsOfRefusals(shop)),
  ]
}

function doorsOfUsers({ people, order }: AccessShop): Door[] {
  const { owner, admin } = people
  const own = { isOwn: true }
  const byOwner = `user(id: "${owner.id}")`
  return [
    // The others have no cart.
    door('User', '0++++', 'me', { ...own, only: ['anonymous', 'owner'] }),
    door('User', '0++++', 'me', { ...own, only: ['other', 'staff', 'admin'], except: { cart: '.0...' } }),
    door('SessionConnection', '0++++', 'me', { ...own, path: 'sessions' }),
    door('Session', '0++++', 'me', { ...own, path: 'sessions.nodes.0' }),
    door('PageInfo', '0++++', 'me', { ...own, path: 'sessions.pageInfo' }),
    door('User', ofStaff, byOwner),
    door('User', ofStaff, 'users(first: 1, search: "customer")', {
      path: 'nodes.0',
      except: { cart: '...00' },
    }),
    door('UserConnection', ofStaff, 'users(first: 1)'),
    door('UserEdge', ofStaff, 'users(first: 1)', { path: 'edges.0' }),
    door('SessionConnection', '----+', byOwner, { path: 'sessions' }),
    door('SessionEdge', '----+', byOwner, { path: 'sessions.edges.0' }),
    door('Session', '----+', `user(id: "${admin.id}")`, { path: 'sessions.nodes.0' }),
    // Nobody gets to a user's address by a detour.
    door('User', ofOwner, `order(id: "${order.id}")`, { path: 'customer' }),
    door('OrderConnection', ofStaff, byOwner, { path: 'orders' }),
    door('OrderEdge', ofStaff, byOwner, { path: 'orders.edges.0' }),
    door('Cart', ofStaff, byOwner, { path: 'cart', except: { completedAt: '...00', expiresAt: '...00' } }),
  ]
}

function doorsOfProducts({ active, draft, archived, category }: AccessShop): Door[] {
  const [variant] = active.variants
  const bySku = `variant(sku: "${variant?.sku}")`
  const byId = `product(id: "${active.id}")`
  const hidden = '000++'
  return [
    door('Product', public_, byId),
    door('Product', public_, `product(slug: "${active.slug}")`),
    door('Product', hidden, `product(id: "${draft.id}")`, { except: { categories: public_ } }),
    door('Product', hidden, `product(slug: "${archived.slug}")`),
    door('Product', public_, `variant(id: "${variant?.id}")`, { path: 'product' }),
    door('ProductVariant', public_, bySku),
    door('ProductVariant', public_, byId, { path: 'variants.1' }),
    door('ProductVariant', hidden, `variant(sku: "${draft.variants[0]?.sku}")`, { except: noStock }),
    door('ProductVariant', hidden, `variant(id: "${archived.variants[0]?.id}")`, { except: noStock }),
    door('Money', public_, bySku, { path: 'price' }),
    door('Money', public_, bySku, { path: 'prices.0' }),
    door('PriceRange', public_, byId, { path: 'priceRange' }),
    door('Category', public_, byId, { path: 'categories.0' }),
    door('CategoryConnection', public_, 'categories(first: 1)'),
    door('CategoryEdge', public_, 'categories(first: 1)', { path: 'edges.0' }),
    door('Category', public_, 'categories(first: 1)', { path: 'nodes.0' }),
    door('ProductConnection', public_, 'products(first: 1)'),
    door('ProductEdge', public_, 'products(first: 1)', { path: 'edges.0' }),
    door('ProductConnection', public_, 'categories(first: 1)', { path: 'nodes.0.products' }),
    door('Product', public_, `products(first: 1, where: { categoryId: "${category.id}" })`, {
      path: 'nodes.0',
    }),
    door('StockLevel', ofStaff, bySku, { path: 'stock' }),
    door('Money', ofStaff, bySku, { path: 'cost' }),
    door('StockMovementConnection', ofStaff, bySku, { path: 'stockMovements(first: 100)' }),
    door('StockMovementEdge', ofStaff, bySku, { path: 'stockMovements(first: 100).edges.0' }),
    door('StockMovement', ofStaff, bySku, {
      path: 'stockMovements(first: 100).nodes.0',
      except: { actor: '...00' },
    }),
    door('StockMovement', ofStaff, `variant(sku: "${active.variants[1]?.sku}")`, {
      path: 'stockMovements(first: 100).nodes.0',
      except: { orderId: '...00' },
    }),
  ]
}

/** Made without a cost; staff may ask, and there is none. */
const noStock = { cost: '---00', weightGrams: '00000' }

function doorsOfCarts({ cart, guestCart, guestOrder, order }: AccessShop): Door[] {
  const byOwner = `cart(id: "${cart.id}")`
  const byGuest = `cart(id: "${guestCart.id}")`
  const open = { completedAt: '00000' }
  const stays = { ...open, expiresAt: '00000' }
  return [
    door('Cart', ofOwner, byOwner, { except: stays }),
    door('Cart', ofOwner, `cart(id: "${order.cartId}")`),
    door('Cart', public_, byGuest, { except: open }),
    door('Cart', public_, `cart(id: "${guestOrder.cartId}")`, {
      except: { email: '000++', shippingAddress: '000++', billingAddress: '00000' },
    }),
    door('DeliveryOption', ofOwner, byOwner, { path: 'deliveryOption' }),
    door('DeliveryOption', public_, byGuest, { path: 'deliveryOptions.0' }),
    door('DeliveryMethod', public_, byGuest, { path: 'deliveryOption.method' }),
    door('DeliveryWeightTier', public_, byGuest, { path: 'deliveryOption.method.weightTiers.0' }),
    door('AppliedTax', public_, byGuest, { path: 'taxes.0' }),
    door('AppliedDiscount', public_, byGuest, { path: 'discounts.0' }),
    door('CartLine', ofOwner, byOwner, { path: 'lines.0' }),
    door('CartLine', public_, byGuest, { path: 'lines.0' }),
    door('ProductVariant', public_, byGuest, { path: 'lines.0.variant' }),
    door('Money', public_, byGuest, { path: 'total' }),
    door('Address', ofOwner, byOwner, { path: 'shippingAddress' }),
    door('Address', public_, byGuest, { path: 'billingAddress' }),
    door('Cart', '0+000', 'me', { path: 'cart', except: stays }),
  ]
}

function doorsOfOrders({ order, waiting, inApp, failed, guestOrder, guestWaiting }: AccessShop): Door[] {
  const of = ({ id }: { id: string }) => `order(id: "${id}")`
  const withToken = ({ id, accessToken }: { id: string; accessToken: string | null }) =>
    `order(id: "${id}", accessToken: "${accessToken}")`
  const open = { nextAction: '00000', canceledAt: '00000' }
  const guests = { ...open, customer: '00000', billingAddress: '00000' }
  return [
    door('Order', ofOwner, of(order), { except: open }),
    door('Order', ofOwner, of(waiting), { except: { canceledAt: '00000', billingAddress: '00000' } }),
    door('Order', ofOwner, of(failed), { except: { nextAction: '00000', billingAddress: '00000' } }),
    door('Order', '000++', of(guestOrder), { except: guests }),
    door('Order', public_, withToken(guestOrder), { except: guests }),
    door('Order', '000++', `order(id: "${guestOrder.id}", accessToken: "${order.accessToken}")`, {
      except: guests,
    }),
    // The newest: the one that failed.
    door('Checkout', ofOwner, `checkout(id: "${checkoutIdOf(waiting)}")`, {
      except: { orderAccessToken: '00000' },
    }),
    door(
      'Checkout',
      public_,
      `checkout(id: "${checkoutIdOf(guestWaiting)}", accessToken: "${guestWaiting.accessToken}")`,
    ),
    door('Order', '0+000', 'me', {
      path: 'orders(first: 1).nodes.0',
      except: { nextAction: '00000', billingAddress: '00000' },
    }),
    door('Order', ofStaff, 'orders(where: { status: [CONFIRMED] })', { path: 'nodes.0', except: guests }),
    door('OrderDelivery', ofOwner, of(order), { path: 'delivery' }),
    door('OrderDelivery', public_, withToken(guestWaiting), { path: 'delivery' }),
    door('AppliedTax', ofOwner, of(order), { path: 'taxes.0' }),
    door('AppliedDiscount', ofOwner, of(order), { path: 'discounts.0' }),
    door('OrderConnection', ofStaff, 'orders(first: 1)'),
    door('OrderEdge', ofStaff, 'orders(first: 1)', { path: 'edges.0' }),
    door('OrderConnection', '0++++', 'me', { isOwn: true, path: 'orders' }),
    door('OrderLine', ofOwner, of(order), { path: 'lines.0' }),
    door('OrderLine', public_, withToken(guestOrder), { path: 'lines.0' }),
    door('ProductVariant', ofOwner, of(order), { path: 'lines.0.variant' }),
    door('Payment', ofOwner, of(order), { path: 'payments.0', except: { declineCode: '00000' } }),
    door('Payment', ofOwner, of(failed), { path: 'payments.0' }),
    door('Payment', public_, withToken(guestOrder), { path: 'payments.0', except: { declineCode: '00000' } }),
    door('Refund', ofOwner, of(order), { path: 'refunds.0' }),
    door('Return', ofOwner, of(order), {
      path: 'returns.0',
      except: { refund: '00000', approvedAt: '00000' },
    }),
    door('Return', ofOwner, of(order), { path: 'returns.1', except: { rejectReason: '00000' } }),
    door('ReturnLine', ofOwner, of(order), { path: 'returns.1.lines.0' }),
    door('OrderNote', ofStaff, of(order), { path: 'notes.0' }),
    door('Shipment', ofOwner, of(order), { path: 'shipments.0' }),
    door('ShipmentLine', ofOwner, of(order), { path: 'shipments.0.lines.0' }),
    door('Tracking', ofOwner, of(order), { path: 'shipments.0.tracking' }),
    door('Address', ofOwner, of(order), { path: 'shippingAddress' }),
    door('Address', public_, withToken(guestOrder), {
      path: 'shippingAddress',
      except: { line2: '00000', region: '00000', phone: '00000' },
    }),
    door('Money', ofOwner, of(order), { path: 'totalRefunded' }),
    door('OrderEventConnection', ofOwner, of(failed), { path: 'events' }),
    door('OrderEventEdge', ofOwner, of(failed), { path: 'events.edges.0' }),
    door('OrderEventEdge', public_, withToken(guestOrder), { path: 'events.edges.0' }),
    door('OrderEventConnection', public_, withToken(guestOrder), { path: 'events' }),
    // PLACED, PAYMENT_ACTION_REQUIRED, PAYMENT_FAILED with the provider's reason.
    door('OrderEvent', ofOwner, of(failed), { path: 'events.nodes.2' }),
    door('OrderEvent', public_, withToken(guestOrder), { path: 'events.nodes.0' }),
    appAction(ofOwner, of(inApp)),
    redirection(ofOwner, of(waiting)),
    redirection(public_, withToken(guestWaiting)),
  ]
}

function appAction(open: Verdicts, root: string): Door {
  return {
    type: 'StripeSdkAction',
    open,
    query: (selection) => `{ ${root} { nextAction { ... on StripeSdkAction { ${selection} } } } }`,
    at: ['order', 'nextAction'],
  }
}

function redirection(open: Verdicts, root: string): Door {
  return {
    type: 'RedirectAction',
    open,
    query: (selection) => `{ ${root} { nextAction { ... on RedirectAction { ${selection} } } } }`,
    at: ['order', 'nextAction'],
  }
}

/** User errors: their doors are mutations that are refused, and change nothing. */
async function doorsOfRefusals({ anonymous, active, people, guestCart }: AccessShop): Promise<Door[]> {
  const [variant] = active.variants
  const problems = await aCartWithProblem(anonymous, variant?.id ?? '')
  const priced = await aCart(anonymous, [{ variantId: variant?.id ?? '', quantity: 1 }])
  const wrongTotal = checkoutInput(priced, { expectedTotal: { minor: 1, currency: 'EUR' } })
  const refusal = (
    type: string,
    open: Verdicts,
    call: { field: string; inputType: string; input: object },
  ): Door => ({
    type,
    open,
    query: (selection) =>
      `mutation Refused($input: ${call.inputType}!) {
        ${call.field}(input: $input) { userErrors { ... on ${type} { ${selection} } } } }`,
    variables: { input: call.input },
    at: [call.field, 'userErrors', 0],
  })
  const checkout = { field: 'checkoutComplete', inputType: 'CheckoutCompleteInput' }
  const noLine = { cartId: guestCart.id, lines: [{ id: 'cli_none', quantity: 1 }] }
  const lines = { field: 'cartLinesUpdate', inputType: 'CartLinesUpdateInput', input: noLine }
  const stale = { id: active.id, expectedVersion: 1, name: 'Too late' }
  return [
    door('CartProblem', public_, `cart(id: "${problems.id}")`, {
      path: 'problems.0',
      except: { discountCode: '00000' },
    }),
    door('CartProblem', public_, `cart(id: "${problems.id}")`, {
      path: 'problems.1',
      except: { lineId: '00000' },
    }),
    refusal('UserError', public_, lines),
    refusal('GeneralUserError', public_, lines),
    refusal('InsufficientStock', public_, { ...checkout, input: checkoutInput(problems) }),
    refusal('PriceChanged', public_, { ...checkout, input: wrongTotal }),
    refusal('VersionConflict', ofStaff, {
      field: 'productUpdate',
      inputType: 'ProductUpdateInput',
      input: stale,
    }),
    tokensOf(people.owner),
  ]
}

/** Whoever signs in, with or without a token, gets tokens and is shown as themselves. */
function tokensOf({ email, password }: { email: string; password: string }): Door {
  return {
    type: 'AuthTokens',
    open: public_,
    query: (selection) =>
      `mutation In($input: UserLoginInput!) { userLogin(input: $input) { tokens { ${selection} } } }`,
    variables: { input: { email, password } },
    at: ['userLogin', 'tokens'],
  }
}
