// Pure. Whether a null of the answer stands above a place that was told of.

export type Path = readonly (string | number)[]

export function isNullAbove(path: Path | null, data: unknown): boolean {
  let value: unknown = data
  for (const step of path ?? []) {
    if (value === null) return true
    if (typeof value !== 'object' || value === undefined || !Object.hasOwn(value, step)) return false
    value = Reflect.get(value, step)
  }
  return false
}
