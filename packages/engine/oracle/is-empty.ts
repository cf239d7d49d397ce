// The known fault of the planner that the judges of whole and of deferred answers allow.

/**
 * Whether conditions leave nothing of a value. Such objects are not even fetched: the planner drops them, and they are
 * null then.
 */
export function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && (value === null || Object.values(value).every(isEmpty))
}
