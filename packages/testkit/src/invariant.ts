// What an invariant is: a sentence about the books, and the rows that make it untrue.
import type { ISql } from 'postgres'

/** Connections, or transactions. */
export type Books = { readonly users: ISql; readonly products: ISql; readonly orders: ISql }

/** A row that breaks an invariant; an empty list is what is wanted. */
export type Violation = Readonly<Record<string, unknown>>

export type Invariant = {
  /** A sentence that must be true. */
  readonly name: string
  violations(books: Books): Promise<readonly Violation[]>
}
