// One bounded pool for one service's database. What must stay true: every statement through `db` has a time
// limit, and past `max` running and `maxQueue` waiting the next one fails at once with PoolOverloadedError.
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { createGate } from './gate.ts'
import { gatedClient } from './gated-client.ts'

export type ConnectOptions = {
  url: string
  /** Shown in pg_stat_activity. */
  applicationName: string
  /** Connections, so also statements and transactions at once. */
  max?: number
  /** Statements and transactions that may wait for a connection. */
  maxQueue?: number
  queueTimeoutMs?: number
  /** 0 switches a limit off. */
  statementTimeoutMs?: number
  lockTimeoutMs?: number
  idleInTransactionTimeoutMs?: number
  /** Sees the text of each statement sent through `db`, for query-count tests; never its parameters. */
  onQuery?: (text: string) => void
}

export type Connection = AsyncDisposable & {
  /** Bounded: what stores use. A transaction holds one place; never wait for `db` inside one. */
  db: PostgresJsDatabase
  /** The same pool without the bound: for readiness checks, LISTEN, COPY. */
  sql: postgres.Sql
  /** For metrics and for shedding load early. */
  readonly load: { active: number; waiting: number }
}

/** Opens nothing until the first statement. Disposing waits up to 5 s for what runs through `db`. */
export function connect(options: ConnectOptions): Connection {
  const { max = 10, maxQueue = 200, queueTimeoutMs = 2000, onQuery } = options
  const sql = openPool(options, max)
  const gate = createGate({ concurrency: max, maxQueue, queueTimeoutMs })
  const db = drizzle({ client: gatedClient(sql, { gate, onQuery }) })
  acceptDates(sql)
  return {
    db,
    sql,
    get load() {
      return { active: gate.active, waiting: gate.waiting }
    },
    async [Symbol.asyncDispose]() {
      await gate.drain(5000)
      // Not with its own timeout: postgres.js keeps the last query of a connection that was cut and would wait for
      // that one until the end (3.4.9, `query` in connection.js is not reset on close).
      await sql.end({ timeout: 0 })
    },
  }
}

function openPool(options: ConnectOptions, max: number): postgres.Sql {
  const { statementTimeoutMs = 2000, lockTimeoutMs = 1000, idleInTransactionTimeoutMs = 10_000 } = options
  return postgres(options.url, {
    max,
    prepare: true,
    connect_timeout: 5,
    // postgres.js waits up to 20 s between attempts; after a restart of the database that is an outage of ours.
    backoff: (attempt) => Math.min(3 ** attempt / 100, 1) * (0.5 + Math.random() / 2),
    onnotice: () => {},
    types: { int8 },
    connection: {
      application_name: options.applicationName,
      TimeZone: 'UTC',
      statement_timeout: statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    },
  })
}

/**
 * bigint is a number here: amounts in minor units and counts stay far below 2^53, and one beyond it fails the
 * query instead of losing a digit. numeric stays text: cast sums of bigint back (`sum(x)::bigint`).
 */
const int8 = {
  to: 20,
  from: [20],
  serialize: String,
  parse: (text: string): number => {
    const value = Number(text)
    if (!Number.isSafeInteger(value)) throw new RangeError(`the database returned ${text}, beyond 2^53 - 1`)
    return value
  },
}

const dateTypes = [1082, 1114, 1184]

// drizzle() replaces the pool's date handling by the identity: columns map to Date themselves, but a Date in a
// raw sql`` fragment would fail on the wire (https://github.com/drizzle-team/drizzle-orm/issues/5789).
function acceptDates(sql: postgres.Sql): void {
  for (const type of dateTypes) {
    sql.options.serializers[type] = (value: unknown) => (value instanceof Date ? value.toISOString() : value)
  }
}
