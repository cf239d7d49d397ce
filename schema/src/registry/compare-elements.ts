// What differs between two states of the contract, element by element, each with how bad it can be for a client: by the
// comparison that the schema check uses.
import { buildSchema, type GraphQLSchema } from 'graphql'
import { type ChangeLevel, compareSchemas } from '../changes/compare-apis.ts'
import { comparePolicies } from '../changes/compare-policies.ts'
import { compareWords, type Element, type Elements, ownerOf, properties } from './element.ts'
import type { ElementChange, Patch } from './entry.ts'
import { printElements } from './print-elements.ts'

export type Difference = Omit<ElementChange, 'level' | 'subgraphs'>

/** By coordinate, in a fixed order. */
export function findDifferences(before: Elements, after: Elements): readonly Difference[] {
  const all = [...new Set([...before.keys(), ...after.keys()])].sort(compareWords)
  return all.flatMap((at): readonly Difference[] => {
    const [old, now] = [before.get(at), after.get(at)]
    if (old === undefined) return now === undefined ? [] : [{ at, change: 'added', after: sorted(now) }]
    if (now === undefined) return [{ at, change: 'removed', before: sorted(old) }]
    const differing = properties.filter((property) => old[property] !== now[property])
    if (differing.length === 0) return []
    const part = (element: Element) =>
      Object.fromEntries(
        differing.flatMap((name) => (element[name] === undefined ? [] : [[name, element[name]]])),
      )
    return [{ at, change: 'changed', before: part(old), after: part(now) }]
  })
}

/** One order of properties, because a digest is made of them. */
function sorted(element: Element): Patch {
  return Object.fromEntries(
    properties.flatMap((name) => (element[name] === undefined ? [] : [[name, element[name]]])),
  )
}

export async function compareElements(before: Elements, after: Elements): Promise<readonly ElementChange[]> {
  const differences = findDifferences(before, after)
  if (differences.length === 0) return []
  const levels = await levelsBetween(before, after)
  return differences.map(({ at, change, ...rest }) => {
    const { subgraphs } = after.get(at) ?? before.get(at) ?? {}
    const level = judge({ at, change }, levels)
    return { at, change, level, ...(subgraphs === undefined ? {} : { subgraphs }), ...rest }
  })
}

type Levels = ReadonlyMap<string, ChangeLevel>

/** Nothing can break that was not there. Undefined when what was there is no schema. */
async function levelsBetween(before: Elements, after: Elements): Promise<Levels | undefined> {
  const levels = new Map<string, ChangeLevel>()
  if (before.size === 0) return levels
  const old = buildOrUndefined(printElements(before))
  if (old === undefined) return undefined
  const changes = [
    ...(await compareSchemas(old, buildSchema(printElements(after)))),
    ...comparePolicies(policiesIn(before), policiesIn(after)),
  ]
  const badness: readonly ChangeLevel[] = ['safe', 'dangerous', 'breaking']
  for (const { at, level } of changes) {
    if (badness.indexOf(level) >= badness.indexOf(levels.get(at) ?? 'safe')) levels.set(at, level)
  }
  return levels
}

/** Two branches can leave what no schema holds: one uses a type that the other removed. */
function buildOrUndefined(sdl: string): GraphQLSchema | undefined {
  try {
    return buildSchema(sdl)
  } catch {
    return undefined
  }
}

const worst = { added: 'safe', changed: 'dangerous', removed: 'breaking' } as const

function judge({ at, change }: Pick<Difference, 'at' | 'change'>, levels: Levels | undefined): ChangeLevel {
  if (levels === undefined) return worst[change]
  return change === 'changed' ? (levels.get(at) ?? 'safe') : levelOf(at, levels)
}

/** What comes or goes with its owner is as bad as that. */
function levelOf(at: string, levels: Levels): ChangeLevel {
  const level = levels.get(at)
  const owner = ownerOf(at)
  if (level !== undefined) return level
  return owner === undefined ? 'safe' : levelOf(owner, levels)
}

function policiesIn(elements: Elements): ReadonlyMap<string, string> {
  return new Map([...elements].map(([at, { policy = '' }]) => [at, policy]))
}
