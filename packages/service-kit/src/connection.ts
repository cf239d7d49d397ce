// Relay connections over keysets: a cursor names the last row's sort keys, so pages survive inserts and deletes.
import { badUserInput } from './graph-error.ts'

export const defaultPageSize = 20
export const maxPageSize = 100

export type PageArguments = {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** Sort keys of a row, as JSON values; the last one is unique. */
export type Keyset = readonly (string | number | boolean | null)[]

export type Page = { readonly first: number; readonly after: Keyset | undefined }

/** Checks `first` (1–100; 20 when absent) and decodes `after`, which must hold `keys` keys. */
export function parsePage({ first, after }: PageArguments, keys: number): Page {
  const size = first ?? defaultPageSize
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    throw badUserInput(`first must be between 1 and ${maxPageSize}.`)
  }
  return { first: size, after: after == null ? undefined : decodeCursor(after, keys) }
}

/** The end of the year 9999: what comes later has no form that the database reads. */
const lastInstantMs = 253_402_300_799_999

/** Whether a sort key is an instant, in epoch milliseconds, that the database takes. */
export function isInstantKey(key: unknown): key is number {
  return typeof key === 'number' && key >= 0 && key <= lastInstantMs
}

/** The instant of a sort key that is written as text; undefined unless the database takes it. */
export function instantOf(key: unknown): Date | undefined {
  const at = new Date(typeof key === 'string' ? key : Number.NaN)
  return isInstantKey(at.getTime()) ? at : undefined
}

export type Connection<Row> = {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly nodes: readonly Row[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** `rows` is one longer than the page when there is a next one: ask the store for `first + 1`. */
export function toConnection<Row>(
  rows: readonly Row[],
  page: Page,
  keysetOf: (row: Row) => Keyset,
): Connection<Row> {
  const nodes = rows.slice(0, page.first)
  const edges = nodes.map((node) => ({ cursor: encodeCursor(keysetOf(node)), node }))
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

export function encodeCursor(keyset: Keyset): string {
  return Buffer.from(JSON.stringify(keyset)).toString('base64url')
}

function decodeCursor(cursor: string, keys: number): Keyset {
  const keyset = parseCursor(cursor)
  if (keyset?.length === keys && keyset.every(isKey)) return keyset
  throw badUserInput('after is not a cursor of this list.')
}

function parseCursor(cursor: string): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function isKey(value: unknown): value is Keyset[number] {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}
