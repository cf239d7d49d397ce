// For the model test: what a draft comes to in a shop as it is, with the cart or the order that it is done to. Pure.
import { type Step, steps } from '../steps.ts'
import type { Action, Keyed, Request } from './actions.fixture.ts'
import type { Draft, PiecesDraft, RefundDraft, RequestDraft } from './drafts.fixture.ts'
import { type ModelOrder, type ModelShop, totalOf } from './model-shop.fixture.ts'

/** Undefined when there is nothing to do it to. `nextKey` names a new request; `asked` are those that may be repeated. */
export function resolveDraft(
  shop: ModelShop,
  draft: Draft,
  { nextKey, asked }: { nextKey: () => string; asked: readonly Keyed[] },
): Action | undefined {
  const keyed = (request: Request | undefined): Keyed | undefined => request && { key: nextKey(), request }
  switch (draft.kind) {
    case 'once': {
      const one = keyed(resolveRequest(shop, draft.request))
      return one && { kind: 'once', ...one }
    }
    case 'killed': {
      const drawn = resolveRequest(shop, draft.request)
      // Nobody waits for one that was submitted: e2e/kill-steps.e2e.ts kills those.
      const one = keyed(drawn?.kind === 'checkout' ? { ...drawn, isSubmitted: false } : drawn)
      const reached = one ? stepsOf(one.request) : []
      const step = reached[draft.step % Math.max(1, reached.length)]
      return one && step && { kind: 'killed', step, ...one }
    }
    case 'again': {
      const known = asked.filter(({ request }) => !isForgotten(shop, request))
      const before = known[draft.pick % Math.max(1, known.length)]
      const isAltered = draft.isAltered && before !== undefined && before.key in shop.answers
      return before && { kind: 'again', isAltered, ...before }
    }
    case 'at once': {
      const first = keyed(resolveRequest(shop, draft.first))
      const second = draft.second === 'the same' ? first : keyed(resolveRequest(shop, draft.second))
      return first && second && mayBeAtOnce(first, second)
        ? { kind: 'at once', both: [first, second] }
        : undefined
    }
    case 'pass':
      return draft
    case 'lapse': {
      const waiting = shop.orders.filter(({ status, isLapsed }) => status === 'PENDING_PAYMENT' && !isLapsed)
      const order = waiting[draft.pick % Math.max(1, waiting.length)]
      return order && { kind: 'lapse', order: order.key }
    }
    case 'sweep':
      return shop.orders.some(isOpen) ? draft : undefined
    case 'complete':
      return shop.orders.some(({ status }) => status === 'FULFILLED') ? draft : undefined
  }
}

function isOpen({ status, refundDueMinor }: ModelOrder): boolean {
  return status === 'PENDING_PAYMENT' || refundDueMinor > 0
}

/** Keys of a guest are those of a cart. */
function isForgotten({ carts }: ModelShop, request: Request): boolean {
  return (
    request.kind === 'checkout' &&
    carts.some(({ key, isAdopted, isMerged }) => key === request.cart && (isAdopted || isMerged))
  )
}

/** Where it may die. */
function stepsOf({ kind }: Request): readonly Step[] {
  const rooms: Partial<Record<Request['kind'], readonly string[]>> = {
    checkout: ['checkout'],
    refund: ['refund'],
    cancel: ['cancel', 'refund'],
  }
  const others: readonly Step[] = ['checkout:submitted', 'checkout:resumed']
  return steps.filter((step) => rooms[kind]?.includes(step.split(':')[0] ?? '') && !others.includes(step))
}

/**
 * A customer who opens another cart while a checkout of theirs fails has two, one of which stays closed: neither order
 * of the two tells that. A request without a key is not the same twice.
 */
function mayBeAtOnce({ request: first, key }: Keyed, { request: second, key: other }: Keyed): boolean {
  const kinds = [first.kind, second.kind]
  if (kinds.includes('open cart') || kinds.includes('merge')) return false
  return key !== other || !kinds.some((kind) => ['add', 'set quantity', 'decide'].includes(kind))
}

/** What has nothing to be done to gives way to what is needed for it: stories with nothing to tell are rare. */
function resolveRequest(shop: ModelShop, draft: RequestDraft): Request | undefined {
  if (draft.kind === 'open cart') return { kind: draft.kind, ...draft.rest }
  if (draft.kind === 'add' || draft.kind === 'set quantity' || draft.kind === 'merge') {
    const cart = pickCart(shop, draft.pick)
    return cart ? ({ kind: draft.kind, cart: cart.key, ...draft.rest } as Request) : someCart(draft.pick)
  }
  if (draft.kind === 'checkout') return resolveCheckout(shop, draft)
  const order = pickOrder(shop, draft)
  if (order === undefined) {
    return resolveCheckout(shop, {
      pick: draft.pick,
      rest: { token: 'tok_approved', isAgreed: true, isSubmitted: false },
    })
  }
  if (draft.kind === 'decide' && !order.hasPage) return undefined
  // A guest has no account to cancel with.
  if (draft.kind === 'cancel' && draft.rest.by === 'owner' && order.buyer === 'guest') return undefined
  if (draft.kind === 'refund')
    return { kind: 'refund', order: order.key, what: resolveRefund(order, draft.rest.what) }
  if (draft.kind === 'fulfill') {
    const { what } = draft.rest
    return {
      kind: 'fulfill',
      order: order.key,
      quantities: what === 'all' ? what : piecesOf(order, what, 'fulfilled'),
    }
  }
  return { kind: draft.kind, order: order.key, ...draft.rest } as Request
}

function resolveRefund(order: ModelOrder, what: RefundDraft): Extract<Request, { kind: 'refund' }>['what'] {
  if (what === 'all') return what
  if ('pieces' in what) return { quantities: piecesOf(order, what, 'refunded') }
  const { capturedMinor, refundedMinor } = order
  const leftMinor = capturedMinor - refundedMinor
  const amounts = {
    'a cent': 1,
    half: Math.ceil(leftMinor / 2),
    'what is left': leftMinor,
    'a cent too much': leftMinor + 1,
  }
  return { amountMinor: Math.max(1, amounts[what.amount]) }
}

/** Of one that is ordered already, too, but not of nothing else. */
function resolveCheckout(
  shop: ModelShop,
  {
    pick,
    rest: { token, isAgreed, isSubmitted },
  }: Pick<Extract<RequestDraft, { kind: 'checkout' }>, 'pick' | 'rest'>,
): Request {
  const cart = pickCart(shop, pick)
  const isStale = shop.carts.every(({ isOpen }) => !isOpen) && pick % 4 > 0
  if (cart === undefined || isStale) return someCart(pick)
  const expectedMinor = totalOf(shop, cart.lines) + (isAgreed ? 0 : 1)
  return { kind: 'checkout', cart: cart.key, token, expectedMinor, isSubmitted }
}

function someCart(pick: number): Request {
  const buyer = pick % 2 === 0 ? 'guest' : 'owner'
  return { kind: 'open cart', buyer, quantities: [1 + (pick % 2), pick % 3], hasAddress: true }
}

function piecesOf(
  { lines }: ModelOrder,
  { line, pieces }: PiecesDraft,
  done: 'fulfilled' | 'refunded',
): readonly number[] {
  if (typeof pieces !== 'string') return pieces
  const chosen = line % lines.length
  return lines.map((each, at) => {
    const left = each.quantity - each[done]
    return at === chosen ? { one: 1, 'the rest of a line': left, 'one too many': left + 1 }[pieces] : 0
  })
}

/** One for which it means something, mostly. */
function pickOrder({ orders }: ModelShop, { kind, pick: picked }: { kind: Request['kind']; pick: number }) {
  const meant = orders.filter((order) => isMeant(kind, order))
  const choice = meant.length > 0 && picked % 4 > 0 ? meant : orders
  return choice[picked % Math.max(1, choice.length)]
}

function isMeant(kind: Request['kind'], order: ModelOrder): boolean {
  if (kind === 'decide') return order.charge === 'requires_action'
  if (kind === 'confirm') return order.status === 'PENDING_PAYMENT'
  if (kind === 'refund') return order.capturedMinor > order.refundedMinor
  return order.status === 'CONFIRMED'
}

/** Open ones mostly. */
function pickCart({ carts }: ModelShop, picked: number): ModelShop['carts'][number] | undefined {
  const choice = [...carts.filter(({ isOpen }) => isOpen), ...carts]
  return choice[picked % Math.max(1, choice.length)]
}
