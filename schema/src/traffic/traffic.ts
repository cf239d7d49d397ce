// What the gateway remembers of real traffic for the schema check: which client uses which parts of the schema, how often
// and when last. Names of the schema and of clients only, never a value of a variable or a literal.

/** One client at one version, as it names itself; empty strings when it does not. */
export type ClientUse = {
  readonly name: string
  readonly version: string
  /** How many requests. */
  readonly count: number
  /** The UTC day of the last request, `2026-01-31`. */
  readonly lastSeen: string
}

export type OperationUse = {
  /** `signOperation` of the document; `folded` for what did not fit. */
  readonly signature: string
  /** The operation's own name; empty when it has none. */
  readonly name: string
  /** Sorted, as `listCoordinates` tells them. */
  readonly coordinates: readonly string[]
  readonly clients: readonly ClientUse[]
  /** It was on the list of trusted documents: kept by its name when others are folded. */
  readonly trusted?: boolean
}

/** A file that the gateway writes and `npm run schema:check -- --traffic FILE|FOLDER` reads is this, as JSON. */
export type Traffic = {
  readonly format: typeof trafficFormat
  /** First and last UTC day of the recording, both included. */
  readonly from: string
  readonly until: string
  readonly operations: readonly OperationUse[]
  /** Names of recordings in the same folder that this one holds: it counts in their place while they are still there. */
  readonly replaces?: readonly string[]
}

export const trafficFormat = 'supermarket-traffic/1'

/** Stands for operations, versions or clients that were folded into one because a limit was reached. */
export const folded = '(folded)'

export type TrafficLimits = {
  readonly maxOperations: number
  /** Clients of one operation; a client at another version is another one. */
  readonly maxClients: number
  /** A use that was last seen longer ago than that is forgotten. */
  readonly keepDays: number
  /** Of its operations as JSON; a reader takes four times as much. */
  readonly maxBytes: number
}

/** Ordinary names of 50 clients of 2,000 operations take 10 MiB. */
export const trafficLimits: TrafficLimits = {
  maxOperations: 2_000,
  maxClients: 50,
  keepDays: 90,
  maxBytes: 16 * 1024 * 1024,
}

/** Names come from clients: they are cut to this length and hold no control characters. */
export const maxNameLength = 100
