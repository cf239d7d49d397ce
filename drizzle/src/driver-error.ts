// What a failed statement says in a form that stores can branch on. drizzle wraps the driver's error and puts SQL
// and parameters in its own message: read the cause, never log or return the wrapper's message.
import postgres from 'postgres'

/** The PostgreSQL error behind `error`, however deep it is wrapped. */
export function findPostgresError(error: unknown): postgres.PostgresError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof postgres.PostgresError) return cause
  }
  return undefined
}

/** The SQLSTATE, such as `40001`. */
export function sqlState(error: unknown): string | undefined {
  return findPostgresError(error)?.code
}

/** The name of the constraint that refused a row (unique, check, foreign key, exclusion). */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = findPostgresError(error)
  return cause?.code.startsWith('23') ? cause.constraint_name : undefined
}
