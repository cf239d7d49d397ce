// The commands by which orders sets stock aside, sells it and gives it back. Each is idempotent by the order's id.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { StockReserveInput } from '../generated/resolvers-types.ts'
import { inputCheck } from '../input-check.ts'
import { illegalState, insufficientStock, invalid, keyReused, notFound, type Path } from '../user-errors.ts'
import { commitStock, type ReservationAnswer, releaseStock, reserveStock, type Shortage } from './store.ts'

export type Reservation = {
  readonly orderId: string
  readonly status: 'RESERVED' | 'COMMITTED' | 'RELEASED' | 'EXPIRED'
  readonly expiresAt: string | null
}

type Database = Pick<Connection, 'db'> | { readonly db: Transaction }

const maxLines = 100
const maxQuantity = 1_000
const maxLifeMs = 24 * 60 * 60_000

/** All lines or none. A shortage leaves nothing behind: the order may ask again. */
export async function reserve(database: Database, input: StockReserveInput, now: Date): Promise<Reservation> {
  requireSane(input, now)
  const { orderId, lines, expiresAt } = input
  const answer = await reserveStock(database, { orderId, lines, expiresAt })
  const lineOf = (variantId: string): Path => {
    const at = lines.findIndex((line) => line.variantId === variantId)
    return ['input', 'lines', String(at)]
  }
  return reservationOf(orderId, answer, lineOf)
}

export async function commit(database: Database, orderId: string): Promise<Reservation> {
  if (!isId('ord', orderId)) throw new Refusal(notFound(orderPath, 'reservation'))
  return reservationOf(orderId, await commitStock(database, orderId))
}

export async function release(database: Database, orderId: string): Promise<Reservation> {
  if (!isId('ord', orderId)) throw new Refusal(invalid(orderPath, 'Must be the id of an order.'))
  return reservationOf(orderId, await releaseStock(database, orderId))
}

const orderPath: Path = ['input', 'orderId']

function requireSane({ orderId, lines, expiresAt }: StockReserveInput, now: Date): void {
  const check = inputCheck()
  check.require(isId('ord', orderId), orderPath, 'Must be the id of an order.')
  const isList = lines.length >= 1 && lines.length <= maxLines
  check.require(isList, ['input', 'lines'], `Must be 1 to ${maxLines} lines.`)
  const seen = new Set<string>()
  for (const [at, { variantId, quantity }] of lines.entries()) {
    const path = ['input', 'lines', String(at)]
    check.require(!seen.has(variantId), [...path, 'variantId'], 'Must be once in the list.')
    seen.add(variantId)
    const isQuantity = quantity >= 1 && quantity <= maxQuantity
    check.require(isQuantity, [...path, 'quantity'], `Must be 1 to ${maxQuantity}.`)
  }
  const lifeMs = expiresAt.getTime() - now.getTime()
  const isSoon = lifeMs > 0 && lifeMs <= maxLifeMs
  check.require(isSoon, ['input', 'expiresAt'], 'Must be within the next 24 hours.')
  check.done()
}

function reservationOf(
  orderId: string,
  answer: ReservationAnswer,
  lineOf: (variantId: string) => Path | null = () => null,
): Reservation {
  switch (answer.outcome) {
    case 'DONE':
      return { orderId, status: answer.status, expiresAt: answer.expiresAt }
    case 'REUSED':
      throw new Refusal(keyReused(orderPath))
    case 'UNKNOWN':
      throw new Refusal(notFound(orderPath, 'reservation'))
    case 'ILLEGAL':
      throw new Refusal(illegalState(orderPath, 'The reservation was released or has expired.'))
    case 'SHORT': {
      const [first, ...others] = answer.shortages.map((shortage) => shortageError(shortage, lineOf))
      if (first === undefined) throw new Error('stock is short of nothing')
      throw new Refusal(first, ...others)
    }
  }
}

function shortageError(
  { variantId, available }: Shortage,
  lineOf: (variantId: string) => Path | null,
): UserErrorEntry {
  const line = lineOf(variantId)
  if (available === null) return notFound([...(line ?? []), 'variantId'], 'variant')
  return insufficientStock({ variantId, available }, line === null ? null : [...line, 'quantity'])
}
