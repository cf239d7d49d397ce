// The errors of two answers: the same ones, at the same places or at the right ones.
import type { Case } from '../case.ts'
import { requiringName } from '../graph/model.ts'
import type { Outcome, ToldError } from '../run/outcome.ts'
import { type Seen, type SeenPlace, survey } from '../run/run-monolith.ts'
import type { World } from '../world.ts'
import { isSameBag, minus } from './bags.ts'
import { expectedFailures } from './failures.ts'
import { type Comparison, type Departure, departs, differs } from './normalise.ts'
import { isNullAbove, type Path } from './null-above.ts'
import { requiredPlaces } from './required-places.ts'

export async function compareErrors(given: Case, stock: Outcome, engine: Outcome): Promise<Comparison> {
  const failures = expectedFailures(given, stock.requests)
  const [ofStock, ofEngine] = [texts(stock.errors), texts(engine.errors)]
  const [toldByStock, toldByEngine] = [texts(failures.stock), texts(failures.engine)]
  const lost = minus(toldByStock, ofStock)
  if (lost.length > 0) return differs(`stock tells failed fetches otherwise: ${lost.join(' ')}`)
  const untold = minus(toldByEngine, ofEngine)
  if (untold.length > 0) return differs(`a failed fetch is not told where it should be: ${untold.join(' ')}`)
  const failed: Departure[] = toldByEngine.length > 0 ? ['failed fetch'] : []
  const theirs = minus(minus(ofStock, toldByStock), minus(ofEngine, toldByEngine))
  const ours = minus(minus(ofEngine, toldByEngine), minus(ofStock, toldByStock))
  if (theirs.length === 0 && ours.length === 0) return departs(...failed)
  if (areLost(theirs, ours, JSON.parse(engine.dataJson))) return departs(...failed, 'lost places')
  const moved = await compareMoved(given, theirs, ours)
  return moved.problems.length > 0 ? moved : departs(...failed, ...moved.departures)
}

/** Whether each of theirs stands below a null, and is told by us above it. */
function areLost(theirs: readonly string[], ours: readonly string[], data: unknown): boolean {
  const isToldAbove = (text: string, above: string) => {
    const [theirPath, ourPath] = [pathOf(text), pathOf(above)]
    return words(text) === words(above) && ourPath.every((step, i) => step === theirPath[i])
  }
  return (
    ours.length > 0 &&
    theirs.every(
      (text) => isNullAbove(pathOf(text), data) && ours.some((above) => isToldAbove(text, above)),
    ) &&
    ours.every((above) => theirs.some((text) => isToldAbove(text, above)))
  )
}

function pathOf(text: string): readonly (string | number)[] {
  const { path }: ToldError = JSON.parse(text)
  return JSON.parse(path) ?? []
}

/** Errors that only one of the two tells at those places: they must be the same, and ours must be where they belong. */
async function compareMoved(
  given: Case,
  theirs: readonly string[],
  ours: readonly string[],
): Promise<Comparison> {
  if (!isSameBag(theirs.map(words), ours.map(words))) return differs('other errors')
  if (new Set(ours).size < ours.length) return differs('one error twice at one place')
  const { seen } = await survey(given)
  const astray = ours.filter((text) => {
    const error: ToldError = JSON.parse(text)
    return !hangsOnRequired(error, seen) && !standsAt(given, error, seen)
  })
  return astray.length > 0 ? differs(`errors at a wrong place: ${astray.join(' ')}`) : departs('error index')
}

function texts(errors: readonly ToldError[]): string[] {
  return errors.map((error) => JSON.stringify(error))
}

function words(text: string): string {
  const { message, extensions }: ToldError = JSON.parse(text)
  return JSON.stringify([message, extensions])
}

/** What a field makes of required values that went wrong themselves, the truth of a calm run does not tell. */
function hangsOnRequired({ path }: ToldError, seen: Seen): boolean {
  const steps: unknown[] = JSON.parse(path) ?? []
  return steps.some((_, i) => requiringName.test(seen.get(JSON.stringify(steps.slice(0, i)))?.field ?? ''))
}

/** Whether the truth has at the error's path what the error is about. */
function standsAt({ world }: Case, { message, path }: ToldError, seen: Seen): boolean {
  const here = seen.get(path)
  const steps: Path = JSON.parse(path) ?? []
  const found = here ? [here] : requiredPlaces(world.store, seen, steps)
  // It hangs on required values itself.
  return found === undefined || found.some((place) => isAbout(world, message, place))
}

function isAbout({ graph }: World, message: string, { place, field, thing }: SeenPlace): boolean {
  const told = /^Cannot return null for non-nullable field (.+)\.$/.exec(message)?.[1]
  if (told !== undefined) {
    const [type = '', name] = told.split('.')
    const named = graph.types.get(type)
    const kinds = named?.kind === 'interface-object' ? named.members : [type]
    return kinds.some((kind) => field === `${kind}.${name}`)
  }
  return message === `${place} has no value` || message === `${thing?.identity} cannot be found`
}
