// What keeps the embedded database from running, as one sentence that a user can act on.

export type DatabaseErrorCode =
  | 'NO_BINARIES'
  | 'DATA_FOLDER'
  | 'PERMISSION'
  | 'UNREACHABLE'
  | 'IN_USE'
  | 'START_FAILED'

/** `message` is for the terminal as it is; `cause` is for whoever debugs. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Every way to do without the embedded database. */
export const ownServerHint =
  'set USERS_DATABASE_URL, PRODUCTS_DATABASE_URL and ORDERS_DATABASE_URL to use a PostgreSQL server of your own'
