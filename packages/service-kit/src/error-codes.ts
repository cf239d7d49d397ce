// The closed set of codes that may stand in `extensions.code`; nothing else reaches a client.
// Source: the contract's table of HTTP situations. The allow-list is applied at the gateway and at each subgraph.
export const errorCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_IN_LIST',
  'QUERY_NOT_IN_SAFELIST',
  'COST_ESTIMATED_TOO_EXPENSIVE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'OVERLOADED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const

export type ErrorCode = (typeof errorCodes)[number]

const known: ReadonlySet<unknown> = new Set(errorCodes)

export function isErrorCode(code: unknown): code is ErrorCode {
  return known.has(code)
}
