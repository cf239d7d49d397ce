// Works out a cart's next lines, first what is wanted, then with what products said of it. Throws a Refusal for what
// breaks a limit. Pure.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { Quote } from '../checkout/catalog.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import { type CartLine, type CartWithLines, maxLines, maxQuantity, subtotalMinorOf } from './cart.ts'

export type WantedLine = {
  readonly variantId: string
  readonly quantity: number
  /** The line as it stands; undefined for a new one. */
  readonly line: CartLine | undefined
  /** Whether the buyer asked for this line now, and so sees its price. */
  readonly isTouched: boolean
  /** Where in the input it is. */
  readonly at: number | undefined
}

export type Addition = { readonly variantId: string; readonly quantity: number }

/** A variant that is there already, or twice in the input, gets the sum. */
export function addLines(lines: readonly CartLine[], additions: readonly Addition[]): readonly WantedLine[] {
  const wanted = new Map<string, WantedLine>(lines.map((line) => [line.variantId, untouched(line)]))
  const errors: UserErrorEntry[] = []
  for (const [at, { variantId, quantity }] of additions.entries()) {
    if (quantity < 1 || quantity > maxQuantity) errors.push(quantityError(at, 1))
    const known = wanted.get(variantId)
    const sum = (known?.quantity ?? 0) + quantity
    if (quantity <= maxQuantity && sum > maxQuantity) errors.push(tooManyPieces(path(at, 'quantity')))
    wanted.set(variantId, { variantId, quantity: sum, line: known?.line, isTouched: true, at })
  }
  if (wanted.size > maxLines) {
    errors.push(tooManyLines(['input', 'lines']))
  }
  refuseAll(errors)
  return [...wanted.values()]
}

/** Lines of another cart, as they stand there: a variant that is here already gets the sum. `newId` names the others. */
export function mergeLines(
  lines: readonly CartLine[],
  others: readonly CartLine[],
  newId: () => string,
): readonly WantedLine[] {
  const wanted = new Map<string, WantedLine>(lines.map((line) => [line.variantId, untouched(line)]))
  let position = Math.max(0, ...lines.map((line) => line.position))
  const cartPath = ['input', 'cartId']
  const errors: UserErrorEntry[] = []
  for (const other of others) {
    const known = wanted.get(other.variantId)
    position += known ? 0 : 1
    const quantity = (known?.quantity ?? 0) + other.quantity
    if (quantity > maxQuantity) errors.push(tooManyPieces(cartPath))
    // What is no longer sold is taken along with its problem, like any line that was there before.
    const line = known?.line ?? { ...other, id: newId(), position }
    wanted.set(other.variantId, { ...untouched(line), quantity })
  }
  if (wanted.size > maxLines) errors.push(tooManyLines(cartPath))
  refuseAll(errors)
  return [...wanted.values()]
}

export type QuantityChange = { readonly id: string; readonly quantity: number }

/** Quantity 0 removes the line. */
export function changeQuantities(
  lines: readonly CartLine[],
  changes: readonly QuantityChange[],
): readonly WantedLine[] {
  const wanted = new Map<string, WantedLine>(lines.map((line) => [line.id, untouched(line)]))
  const errors: UserErrorEntry[] = []
  const seen = new Set<string>()
  for (const [at, { id, quantity }] of changes.entries()) {
    if (quantity < 0 || quantity > maxQuantity) errors.push(quantityError(at, 0))
    if (seen.has(id)) errors.push(userError('INVALID', 'Each line may be named once.', path(at, 'id')))
    seen.add(id)
    const known = lines.find((line) => line.id === id)
    if (known === undefined) errors.push(userError('NOT_FOUND', 'The cart has no such line.', path(at, 'id')))
    else if (quantity === 0) wanted.delete(id)
    else wanted.set(id, { ...untouched(known), quantity, isTouched: true, at })
  }
  refuseAll(errors)
  return [...wanted.values()]
}

/** `quotes` stand in the order of `wanted`; `newId` names the lines that are new. */
export function quoteLines(
  cart: { readonly id: string; readonly currency: string },
  { wanted, quotes }: { wanted: readonly WantedLine[]; quotes: readonly (Quote | undefined)[] },
  newId: () => string,
): readonly CartLine[] {
  const errors: UserErrorEntry[] = []
  let position = Math.max(0, ...wanted.map(({ line }) => line?.position ?? 0))
  const lines = wanted.flatMap(({ variantId, quantity, line, isTouched, at }, index): CartLine[] => {
    const quote = quotes[index]
    const available = quote?.isOnSale ? quote.available : null
    const goods = goodsOf(quote, line)
    const unitMinor = quote?.unitMinor ?? line?.unitMinor
    if (unitMinor === undefined || (line === undefined && available === null)) {
      errors.push(
        userError(
          'NOT_FOUND',
          `There is no such variant for sale in ${cart.currency}.`,
          path(at ?? 0, 'variantId'),
        ),
      )
      return []
    }
    if (line !== undefined) {
      const seenMinor = isTouched ? unitMinor : line.seenMinor
      return [{ ...line, quantity, unitMinor, seenMinor, available, ...goods }]
    }
    position += 1
    const id = newId()
    const added = { id, cartId: cart.id, position, variantId, quantity }
    return [{ ...added, unitMinor, seenMinor: unitMinor, available, ...goods }]
  })
  refuseAll(errors)
  if (subtotalMinorOf(lines) === undefined) {
    throw refuse('LIMIT_REACHED', 'The total would be too large to be paid.', ['input', 'lines'])
  }
  return lines
}

/** Of what is not known any more, what was known last. */
function goodsOf(
  quote: Quote | undefined,
  line: CartLine | undefined,
): Pick<CartLine, 'productId' | 'weightGrams' | 'taxClass'> {
  return {
    productId: quote?.productId ?? line?.productId ?? null,
    weightGrams: quote ? (quote.weightGrams ?? 0) : (line?.weightGrams ?? 0),
    taxClass: quote?.taxClass ?? line?.taxClass ?? 'STANDARD',
  }
}

/** The lines as they stand with what products say now, in their order; the prices that the buyer saw stay. */
export function requoteLines(
  cart: CartWithLines,
  quotes: readonly (Quote | undefined)[],
): readonly CartLine[] {
  return quoteLines(cart, { wanted: cart.lines.map(untouched), quotes }, () => {
    throw new TypeError('no line is new')
  })
}

function untouched(line: CartLine): WantedLine {
  return { variantId: line.variantId, quantity: line.quantity, line, isTouched: false, at: undefined }
}

function quantityError(at: number, least: number): UserErrorEntry {
  return userError('INVALID', `The quantity must be ${least} to ${maxQuantity}.`, path(at, 'quantity'))
}

function tooManyPieces(path: readonly (string | number)[]): UserErrorEntry {
  return userError('LIMIT_REACHED', `A line holds at most ${maxQuantity} pieces.`, path)
}

function tooManyLines(path: readonly string[]): UserErrorEntry {
  return userError('LIMIT_REACHED', `A cart holds at most ${maxLines} lines.`, path)
}

function path(at: number, field: string): readonly (string | number)[] {
  return ['input', 'lines', at, field]
}
