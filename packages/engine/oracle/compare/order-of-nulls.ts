// Pure. Which problems of an answer one executor may tell and the other not. Whoever finds a null where none may be looks
// no further at the object that it takes away, so what else would be found there depends on the order of looking: stock's
// is that of `Looks`, the engine's is GraphQL's, in which whatever is selected of a field is looked at together.
import type { Looks } from './looks.ts'
import { isNullAbove, type Path } from './null-above.ts'

export type Scene = {
  /** Of both answers. */
  readonly data: unknown
  readonly looks: Looks
  /** The answer as if nothing had gone wrong, its keys in GraphQL's order. */
  readonly ordered: unknown
  /** Undefined where the path cannot be followed. */
  readonly isNonNull: (path: Path) => boolean | undefined
}

export type Told = { readonly stock: readonly Path[]; readonly engine: readonly Path[] }

/** Undefined: it cannot be known. */
type Verdict = boolean | undefined
/** Whether one that was found keeps its finder from looking at another, which parts from it at the path `fork`. */
type Stops = (found: Path, other: Path, fork: Path) => Verdict

/** Whether stock need not have come to what only the engine tells, and the engine had to. */
export function isOnlyOurs(path: Path, { stock, engine }: Told, scene: Scene): boolean {
  return isMissed(path, stock, stockStops(scene), scene) && isReached(path, engine, engineStops(scene), scene)
}

/** Whether the engine need not have come to what only stock tells, and stock had to. */
export function isOnlyTheirs(path: Path, { stock, engine }: Told, scene: Scene): boolean {
  return isMissed(path, engine, engineStops(scene), scene) && isReached(path, stock, stockStops(scene), scene)
}

function isMissed(path: Path, told: readonly Path[], stops: Stops, scene: Scene): boolean {
  return told.some((found) => stoppedBy(found, path, stops, scene) !== false)
}

function isReached(path: Path, told: readonly Path[], stops: Stops, scene: Scene): boolean {
  return told.every((found) => stoppedBy(found, path, stops, scene) !== true)
}

function stoppedBy(found: Path, path: Path, stops: Stops, scene: Scene): Verdict {
  const fork = commonStart(found, path)
  // Equals, or one on the way to the other: nothing parts them.
  if (fork.length === Math.min(found.length, path.length)) return false
  if (!isNullAbove([...fork, ''], scene.data)) return false
  return both(goesUpTo(fork, found, scene), stops(found, path, fork))
}

function commonStart(a: Path, b: Path): Path {
  const length = a.findIndex((step, i) => step !== b[i])
  return length < 0 ? a : a.slice(0, length)
}

/** Whether a null at `found` takes everything with it up to the object or list at `fork`. */
function goesUpTo(fork: Path, found: Path, { isNonNull }: Scene): Verdict {
  let all: Verdict = true
  for (let length = fork.length + 1; length <= found.length; length++) {
    all = both(all, isNonNull(found.slice(0, length)))
  }
  return all
}

function both(a: Verdict, b: Verdict): Verdict {
  if (a === false || b === false) return false
  return a === undefined || b === undefined ? undefined : true
}

/** All items of a list are looked at; of an object the keys, in GraphQL's order, up to one that cannot stand. */
function engineStops({ ordered }: Scene): Stops {
  return (found, other, fork) => {
    const [step, otherStep] = [found[fork.length], other[fork.length]]
    if (typeof step === 'number' || typeof otherStep === 'number') return false
    const keys = keysAt(ordered, fork)
    const [at, otherAt] = [keys.indexOf(String(step)), keys.indexOf(String(otherStep))]
    return at < 0 || otherAt < 0 ? undefined : at < otherAt
  }
}

function keysAt(data: unknown, path: Path): readonly string[] {
  let value = data
  for (const step of path) value = typeof value === 'object' && value !== null && Reflect.get(value, step)
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

/** As `engineStops`, but the items of a list are looked at anew for every selection of it. */
function stockStops({ looks }: Scene): Stops {
  return (found, other, fork) => {
    const before = looks.get(namesOf(found)) ?? []
    const after = looks.get(namesOf(other)) ?? []
    const depth = fork.filter((step) => typeof step === 'string').length - 1
    const isList = typeof found[fork.length] === 'number'
    const pairs = before.flatMap((a) =>
      after.map((b) => a.at < b.at && (!isList || a.way[depth] !== b.way[depth])),
    )
    if (pairs.every((stops) => !stops)) return false
    return pairs.every(Boolean) || undefined
  }
}

function namesOf(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('.')
}
