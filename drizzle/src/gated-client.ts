// The two calls drizzle makes on a postgres.js client, `unsafe` and `begin`, put behind the gate and prepared.
// postgres.js has no bound on its own queue: with as many places as connections, the gate's is the only queue.
import type postgres from 'postgres'
import type { Gate } from './gate.ts'

export type GatedClientOptions = { gate: Gate; onQuery?: ((text: string) => void) | undefined }

type Unsafe = (text: string, params?: Parameter[], options?: postgres.UnsafeQueryOptions) => Statement
type Parameter = postgres.ParameterOrJSON<never>
type Statement = postgres.PendingQuery<postgres.Row[]>

// Each distinct text is a statement kept by every connection on both sides: generated texts (IN lists of every
// length) must not grow that without bound. A connection lives 30 to 60 minutes, and its statements with it.
const maxPreparedTexts = 1000

/** A client for `drizzle()`; only what drizzle-orm 0.45's postgres-js session touches is there. */
export function gatedClient(sql: postgres.Sql, { gate, onQuery }: GatedClientOptions): postgres.Sql {
  const preparedTexts = new Set<string>()

  // drizzle sends builder queries unprepared, which costs a second round trip (parse and describe) each time.
  function isPrepared(text: string, params: readonly unknown[]): boolean {
    if (params.length === 0) return false
    if (preparedTexts.has(text)) return true
    if (preparedTexts.size >= maxPreparedTexts) return false
    preparedTexts.add(text)
    return true
  }

  function send(client: postgres.Sql | postgres.TransactionSql): Unsafe {
    return (text, params = []) => {
      onQuery?.(text)
      return client.unsafe(text, params, { prepare: isPrepared(text, params) })
    }
  }

  // postgres.js starts a query when it is awaited, and drizzle may ask for `.values()` first: so does this.
  function gatedUnsafe(text: string, params?: Parameter[]) {
    const unsafe = send(sql)
    return {
      // biome-ignore lint/suspicious/noThenProperty: a lazy query, as the client's own is
      then: (...handlers: Parameters<Promise<unknown>['then']>) =>
        gate.run(() => unsafe(text, params)).then(...handlers),
      values: () => gate.run(() => unsafe(text, params).values()),
    }
  }

  function insideTransaction(tx: postgres.TransactionSql): object {
    return {
      options: sql.options,
      unsafe: send(tx),
      savepoint: (scope: (nested: object) => Promise<unknown>) =>
        tx.savepoint((nested) => scope(insideTransaction(nested))),
    }
  }

  const client = {
    options: sql.options,
    unsafe: gatedUnsafe,
    begin: (scope: (tx: object) => Promise<unknown>) =>
      gate.run(() => sql.begin((tx) => scope(insideTransaction(tx)))),
  }
  return client as unknown as postgres.Sql
}
