// One field from its choices: its type, its arguments, and the subgraphs that resolve it.
import type { FieldChoices } from './choices.ts'
import { canKnow, type Draft, know, oneInFour, pick, pickSome, typed, typesOf } from './draft.ts'
import { type Argument, type Field, type NamedType, newField, type TypeRef } from './model.ts'

const leaves = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Color', 'Json'] as const

/** As often as they should come. */
const wraps = [
  ...['%', '%', '%', '%', '%!', '%!', '%!'],
  ...['[%]', '[%]', '[%!]', '[%!]', '[%]!', '[%!]!'],
  ...['[[%]]', '[[%]!]', '[[%!]!]!'],
]

const argumentSets: readonly (readonly Argument[])[] = [
  [{ name: 'n', type: 'Int', defaultText: '3' }],
  [{ name: 'text', type: 'String', defaultText: undefined }],
  [{ name: 'input', type: 'Input', defaultText: '{ x: 2 }' }],
  [
    { name: 'size', type: 'Size', defaultText: 'M' },
    { name: 'ids', type: '[ID!]', defaultText: undefined },
  ],
]

type Owner = {
  readonly name: string
  /** Subgraphs that may resolve the field; none where every subgraph that knows the type does. */
  readonly candidates: readonly number[]
  readonly isShared?: boolean
  /** Whether two subgraphs may resolve it. */
  readonly mayShare?: boolean
}

export function buildField(draft: Draft, choices: FieldChoices, owner: Owner): Field {
  const homes = chooseHomes(choices, owner)
  const wanted = chooseType(draft, choices, homes)
  const isKnowable = homes.every((home) => canKnow(draft, home, wanted))
  const { type, kinds } = isKnowable ? wanted : leafType(choices)
  for (const home of homes) know(draft, home, { type, kinds })
  const [, second] = homes
  const isLoose = second !== undefined && type.wrap.endsWith('!') && oneInFour(choices, 1)
  return newField({
    name: owner.name,
    type,
    kinds,
    args: argumentSets[choices.args - 6] ?? [],
    homes,
    looseIn: isLoose ? [second] : [],
    isShareable: homes.length > 1,
    isShared: owner.isShared ?? false,
  })
}

function chooseHomes(choices: FieldChoices, { candidates, mayShare = true }: Owner): number[] {
  const first = pick(candidates, choices.homes)
  if (first === undefined) return []
  const others = candidates.filter((candidate) => candidate !== first)
  const second = mayShare && oneInFour(choices, 0) ? pick(others, choices.homes >> 3) : undefined
  return second === undefined ? [first] : [first, second]
}

function chooseType(
  draft: Draft,
  choices: FieldChoices,
  homes: readonly number[],
): Pick<Field, 'type' | 'kinds'> {
  const { kind, target, wrap } = choices
  const named = pick(composites(draft, kind), target)
  if (!named) return leafType(choices)
  const type: TypeRef = { name: named.name, wrap: wraps[wrap] ?? '%' }
  if (named.kind !== 'interface' && named.kind !== 'union') return { type, kinds: [] }
  const possible = named.members.filter((member) =>
    homes.every((home) => canKnow(draft, home, typed(member))),
  )
  const isVisible = (name: string) => !name.startsWith('Hidden')
  const visible = possible.find(isVisible)
  if (!visible) return leafType(choices)
  const kinds = pickSome(possible, choices.extra >> 4)
  return { type, kinds: kinds.some(isVisible) ? kinds : [...kinds, visible] }
}

function composites(draft: Draft, kind: number): NamedType[] {
  if (kind >= 18) return typesOf(draft, 'interface-object')
  if (kind >= 15) return typesOf(draft, 'interface', 'union')
  if (kind >= 13) return typesOf(draft, 'value').filter(({ name }) => /^V\d/.test(name))
  return kind >= 8 ? typesOf(draft, 'entity') : []
}

function leafType({ kind, wrap }: FieldChoices): Pick<Field, 'type' | 'kinds'> {
  return { type: { name: leaves[kind % leaves.length] ?? 'String', wrap: wraps[wrap] ?? '%' }, kinds: [] }
}

export function isLeaf({ type }: Field): boolean {
  return (leaves as readonly string[]).includes(type.name)
}
