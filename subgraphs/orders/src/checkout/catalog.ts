// The seam to products, and the only one: quote, reserve, and the compensation, release. We call as the service
// orders, without the buyer's token. Reserving and releasing are idempotent by the order's id.

import { upstreamUnavailable } from '@supermarket/service-kit/graph-error.ts'
import { newRequestId } from '@supermarket/service-kit/request-context.ts'
import type { SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import type { TaxClass } from '../pricing/tax.ts'

export type StockLine = { readonly variantId: string; readonly quantity: number }

export type Quote = {
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly variantName: string
  readonly sku: string
  /** Of one piece; null when nobody entered it. */
  readonly weightGrams: number | null
  readonly taxClass: TaxClass
  /** Null when it has no price in the currency asked for. */
  readonly unitMinor: number | null
  readonly available: number
  /** Whether its product is on sale, at a price in the currency asked for. What is on sale may be sold out. */
  readonly isOnSale: boolean
}

export type Shortage = { readonly variantId: string; readonly available: number }

export type Reservation = {
  readonly orderId: string
  readonly lines: readonly StockLine[]
  readonly expiresAt: Date
}

export type ReserveOutcome =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'short'; readonly shortages: readonly Shortage[] }
  /** Released or expired before: the order was undone by somebody else. */
  | { readonly kind: 'gone' }

/** Whose request it is, and until when its answer is of use. */
export type CallScope = { readonly requestId: string; readonly deadlineAt: number }

/** Every method rejects when the outcome is not known; then the stock may be reserved or not. */
export type Catalog = {
  /** One answer per variant, undefined for an unknown one; reserves nothing. */
  quote(
    variantIds: readonly string[],
    currency: string,
    scope: CallScope,
  ): Promise<readonly (Quote | undefined)[]>
  /** All lines or none. */
  reserve(reservation: Reservation, scope: CallScope): Promise<ReserveOutcome>
  /** Afterwards nothing is reserved for the order, and nothing can be. */
  release(orderId: string, scope: CallScope): Promise<void>
}

export function catalogOf(products: SubgraphTransport, timeoutMs: number): Catalog {
  const ask = async (query: string, variables: Record<string, unknown>, scope: CallScope) => {
    const { body } = await products({
      query,
      variables,
      requestId: scope.requestId,
      deadlineAt: Math.min(scope.deadlineAt, Date.now() + timeoutMs),
    })
    const [error] = body.errors ?? []
    if (error !== undefined) throw upstreamUnavailable('products', new Error(error.message))
    return body.data ?? {}
  }
  return {
    async quote(variantIds, currency, scope) {
      if (variantIds.length === 0) return []
      const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }))
      const { variantsQuote } = await ask(quoteQuery, { lines, currency }, scope)
      return readQuotes(variantsQuote, variantIds.length)
    },
    async reserve({ orderId, lines, expiresAt }, scope) {
      const input = { orderId, lines, expiresAt: expiresAt.toISOString() }
      const { stockReserve } = await ask(reserveMutation, { input }, scope)
      return readReserveOutcome(stockReserve)
    },
    async release(orderId, scope) {
      const { stockRelease } = await ask(releaseMutation, { input: { orderId } }, scope)
      const [refusal] = readUserErrors(stockRelease)
      if (refusal !== undefined) throw unexpected(`stockRelease refused: ${refusal.code}`)
    },
  }
}

/** For work that no request waits for. */
export function backgroundScope(timeoutMs: number): CallScope {
  return { requestId: newRequestId(), deadlineAt: Date.now() + timeoutMs }
}

// One piece of each: how many are wanted is compared here.
const quoteQuery = `query OrdersQuote($lines: [StockLineInput!]!, $currency: CurrencyCode!) {
  variantsQuote(lines: $lines, currency: $currency) {
    variantId productId productName variantName sku weightGrams taxClass unitPrice { minor } available onSale
  }
}`

const reserveMutation = `mutation OrdersReserve($input: StockReserveInput!) {
  stockReserve(input: $input) {
    userErrors { code ... on InsufficientStock { variantId available } }
  }
}`

const releaseMutation = `mutation OrdersRelease($input: StockReleaseInput!) {
  stockRelease(input: $input) { userErrors { code } }
}`

type QuoteAnswer = Omit<Quote, 'unitMinor' | 'isOnSale'> & {
  readonly unitPrice: { readonly minor: number } | null
  readonly onSale: boolean
}

function readQuotes(answer: unknown, count: number): (Quote | undefined)[] {
  if (!Array.isArray(answer) || answer.length !== count) throw unexpected('variantsQuote has another length')
  return answer.map((quote: QuoteAnswer | null) => {
    if (quote === null) return undefined
    const { unitPrice, onSale, ...rest } = quote
    const unitMinor = unitPrice?.minor ?? null
    return { ...rest, unitMinor, isOnSale: onSale && unitMinor !== null }
  })
}

function readReserveOutcome(answer: unknown): ReserveOutcome {
  const refusals = readUserErrors(answer)
  if (refusals.length === 0) return { kind: 'reserved' }
  const shortages = refusals.flatMap(({ code, variantId, available }) =>
    code === 'INSUFFICIENT_STOCK' && variantId !== undefined && available !== undefined
      ? [{ variantId, available }]
      : [],
  )
  if (shortages.length === refusals.length) return { kind: 'short', shortages }
  if (refusals.some(({ code }) => code === 'ILLEGAL_STATE')) return { kind: 'gone' }
  throw unexpected(`stockReserve refused: ${refusals.map(({ code }) => code).join(', ')}`)
}

type RefusalAnswer = { readonly code: string; readonly variantId?: string; readonly available?: number }

function readUserErrors(answer: unknown): readonly RefusalAnswer[] {
  if (typeof answer !== 'object' || answer === null || !('userErrors' in answer))
    throw unexpected('no payload')
  return answer.userErrors as readonly RefusalAnswer[]
}

function unexpected(what: string): Error {
  return new Error(`products answered what its contract does not say: ${what}`)
}
