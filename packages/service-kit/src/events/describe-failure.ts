// What may be kept and logged of a failure: one line of bounded length. drizzle puts SQL and parameters, so personal
// data, into its error's message: the driver's own error stands for it.

const maxLength = 500

export function describeFailure(error: unknown): string {
  const cause = withoutQuery(error)
  const text = cause instanceof Error ? cause.message || cause.name : String(cause)
  // PostgreSQL's text cannot hold NUL, and a lone surrogate cannot be sent as UTF-8.
  return text.replaceAll('\0', '').toWellFormed().slice(0, maxLength)
}

/** The error itself, or what DrizzleQueryError wraps. */
export function withoutQuery(error: unknown): unknown {
  const isWrapper = error instanceof Error && error.constructor.name === 'DrizzleQueryError'
  return isWrapper ? withoutQuery(error.cause ?? new Error('query failed')) : error
}
