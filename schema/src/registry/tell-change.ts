// The words for what happened to one element, the same at a terminal, on the page and in JSON.
import { ownerOf } from './element.ts'
import type { ElementChange, Patch } from './entry.ts'

export type Happening =
  | 'added'
  | 'changed'
  | 'removed'
  | 'deprecated'
  | 'undeprecated'
  | 'policy'
  | 'moved'
  | 'described'

export type Told = { readonly what: Happening; readonly words: string }

/** One for each property that changed. */
export function tellChange({
  change,
  before = {},
  after = {},
}: Pick<ElementChange, 'change' | 'before' | 'after'>): readonly Told[] {
  if (change === 'removed') return [{ what: 'removed', words: withSdl('removed', before) }]
  if (change === 'added') {
    const added: Told = { what: 'added', words: withSdl('added', after) }
    return [added, ...(after.deprecated === undefined ? [] : [deprecated(undefined, after.deprecated)])]
  }
  const differs = (name: keyof Patch) => before[name] !== after[name]
  const arrow = (name: keyof Patch, none: string) => `${before[name] ?? none} → ${after[name] ?? none}`
  return [
    ...(differs('sdl') ? [{ what: 'changed', words: `changed: ${arrow('sdl', '')}` } as const] : []),
    ...(differs('deprecated') ? [deprecated(before.deprecated, after.deprecated)] : []),
    ...(differs('policy') ? [{ what: 'policy', words: `policy: ${arrow('policy', 'none')}` } as const] : []),
    ...(differs('subgraphs')
      ? [{ what: 'moved', words: `served by: ${arrow('subgraphs', 'none')}` } as const]
      : []),
    ...(differs('description') ? [{ what: 'described', words: 'described anew' } as const] : []),
  ]
}

/** A type that came or went as a whole needs no word on each of its members. */
export function comesWithOwner({ at, change }: ElementChange, changes: readonly ElementChange[]): boolean {
  const owner = ownerOf(at)
  return change !== 'changed' && changes.some((other) => other.at === owner && other.change === change)
}

function withSdl(word: string, { sdl = '' }: Patch): string {
  return sdl === '' ? word : `${word}: ${sdl}`
}

function deprecated(before: string | undefined, after: string | undefined): Told {
  if (after === undefined) return { what: 'undeprecated', words: 'no longer deprecated' }
  return {
    what: 'deprecated',
    words: `${before === undefined ? 'deprecated' : 'deprecated, reason now'}: ${after}`,
  }
}
