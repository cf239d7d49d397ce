// Where the engine departs from the stock executor on purpose, and what is compared there instead. Nothing else may
// differ. Each way is counted, so that none of them can come to cover most of the cases.

export type Departure =
  /**
   * Stock reads the index in an error's path as one of all positions, although those without a representation were
   * not sent: from there on its paths are shifted. Compared: the same errors, and each of ours at a place where the
   * truth has that very field or entity.
   */
  | 'error index'
  /**
   * While a fetch is under way another one may null the objects that it was sent for. Then the places of its errors
   * are gone: stock tells them or not by which answer came first, the engine tells each once at the list that they
   * were in. Compared: the same errors, each below a null.
   */
  | 'lost places'
  /**
   * Of a fetch that failed as a whole stock tells one error without path, or with `@` in it, and nothing at all when
   * the answer was empty. Compared: one error of ours at each place that stays empty, see `expectedFailures`.
   */
  | 'failed fetch'
  /**
   * Stock groups a selection set's fields before it writes them, so a field that is selected again, in another
   * fragment or under a condition, may come too early. Compared: the same data, and our order is graphql-js's.
   */
  | 'key order'
  /**
   * Whoever finds a null where none may be looks no further at the object that it takes away. Stock looks at its fields
   * in another order, and at one selection of a field after the other; the engine merges first. Compared: that the one
   * that does not tell a problem tells another, at which it had to stop before it came there, see `order-of-nulls.ts`.
   */
  | 'order of nulls'
  /**
   * Stock throws where types behind one place have a field of one name, here a list of objects and there a leaf, and
   * goes on below the list. Compared: only with the truth.
   */
  | 'stock throws'
  /** Stock merges no lists of lists, see `mergesNestedLists`, and loses objects so. Compared: only with the truth. */
  | 'nested lists'

/** In what two outcomes differ, and in what of that they may. */
export type Comparison = { readonly problems: readonly string[]; readonly departures: readonly Departure[] }

export const same: Comparison = { problems: [], departures: [] }

export function differs(...problems: string[]): Comparison {
  return { problems, departures: [] }
}

export function departs(...departures: Departure[]): Comparison {
  return { problems: [], departures }
}
