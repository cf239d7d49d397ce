// Whether a failure says that the database or the pool is not there now, and nothing about the event that met it.

const codes: ReadonlySet<unknown> = new Set([
  // PostgreSQL: too many connections, shutting down, crash, cannot connect now.
  ...['53300', '57P01', '57P02', '57P03'],
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'],
])

export function isOutage(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'PoolOverloadedError') return true
    if ('code' in cause && (codes.has(cause.code) || /^08\w{3}$/.test(String(cause.code)))) return true
  }
  return false
}
