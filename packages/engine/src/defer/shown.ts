// What a client has been shown so far: a part can only come to an object that stands in its copy of the answer. A null
// may have taken the object away there, while the data of the subgraphs still holds it.
import type { ErrorPath } from '../execute/subgraph-errors.ts'

/** A text of the answer, and where it stands. */
export type Shown = { readonly path: ErrorPath; readonly dataJson: string | undefined }

/** Whether an object stands at a path of the answer. What was shown is parsed once, and only when this is asked. */
export function shownObjects(shown: readonly Shown[]): (path: ErrorPath) => boolean {
  const parsed = shown.map(({ path, dataJson }) => ({ path, data: JSON.parse(dataJson ?? 'null') }))
  return (path) =>
    parsed.some(
      (each) =>
        each.path.every((step, i) => step === path[i]) && isObjectAt(each.data, path.slice(each.path.length)),
    )
}

function isObjectAt(data: unknown, path: ErrorPath): boolean {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false
    value = Reflect.get(value, step)
  }
  return typeof value === 'object' && value !== null
}
