// Where a path leads that the client did not select: fetches require fields under the names that the graph has for them,
// so from the last object that the client did select on, the truth itself can be asked.
import { parseValue, valueFromASTUntyped } from 'graphql'
import type { Store } from '../data/store.ts'
import { placeOf } from '../data/things.ts'
import type { Field } from '../graph/model.ts'
import { isThing, type Seen, type SeenPlace } from '../run/run-monolith.ts'
import type { Path } from './null-above.ts'

type Place = SeenPlace & { readonly value: unknown }

/**
 * One for each call that may have led there; none where the truth has no such field. Undefined where the way leads
 * through a field that makes its objects of what it requires: what went wrong there, a calm truth does not tell.
 */
export function requiredPlaces(store: Store, seen: Seen, path: Path): readonly SeenPlace[] | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const above = seen.get(JSON.stringify(path.slice(0, length)))
    if (above?.thing) return follow(store, { ...above, value: above.thing }, path.slice(length))
  }
  return []
}

function follow(store: Store, start: Place, steps: Path): readonly SeenPlace[] | undefined {
  let places: readonly Place[] = [start]
  for (const step of steps) {
    if (places.some((place) => isThing(place.value) && makesOfRequired(store, place))) return undefined
    places = places.flatMap((place) => next(store, place, step))
  }
  return places
}

function makesOfRequired(store: Store, { field }: Place): boolean {
  const [kind = '', name = ''] = field.split('.')
  return store.fieldOf(kind, name)?.requires !== undefined
}

function next(store: Store, { place, field, value }: Place, step: string | number): readonly Place[] {
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) return []
    return [placed(`${place}[${step}]`, field, value[step])]
  }
  if (!isThing(value)) return []
  const known = store.fieldOf(value.kind, step)
  if (!known) return []
  return callsOf(known).map((args) =>
    placed(placeOf(value, step, args), `${value.kind}.${step}`, store.read(value, step, args, true)),
  )
}

function placed(place: string, field: string, value: unknown): Place {
  return { place, field, value, thing: isThing(value) ? value : undefined }
}

/** With its defaults, and as whoever requires it calls it: see `build-federation.ts`. */
function callsOf({ args }: Field): readonly Readonly<Record<string, unknown>>[] {
  const defaults = Object.fromEntries(
    args.flatMap(({ name, defaultText }) =>
      defaultText === undefined ? [] : [[name, valueFromASTUntyped(parseValue(defaultText))]],
    ),
  )
  return args.some(({ name }) => name === 'n') ? [defaults, { ...defaults, n: 5 }] : [defaults]
}
