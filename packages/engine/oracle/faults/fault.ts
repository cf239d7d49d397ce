// One fault to plant: a text of the source and what takes its place.

export type Fault = {
  readonly name: string
  /** Below `src`. */
  readonly file: string
  /** Occurs exactly once. */
  readonly find: string
  readonly replace: string
}
