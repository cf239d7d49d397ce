// The graph while it is being built: which subgraph may know a type, and what comes along when it does.
import type { FieldChoices } from './choices.ts'
import type { Abstract, Entity, Field, Graph, KeyName, NamedType, Value } from './model.ts'

export type Draft = Omit<Graph, 'types' | 'queries' | 'mutations' | 'labels'> & {
  readonly types: Map<string, NamedType>
  readonly queries: Field[]
  readonly mutations: Field[]
  readonly labels: string[]
}

type Typed = Pick<Field, 'type' | 'kinds'>

export function typed(name: string): Typed {
  return { type: { name, wrap: '%' }, kinds: [] }
}

export function pick<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % Math.max(list.length, 1)]
}

/** Every member whose bit is set; the first when none is. */
export function pickSome<T>(list: readonly T[], bits: number): T[] {
  const some = list.filter((_, i) => ((bits >> i) & 1) === 1)
  return some.length > 0 ? some : list.slice(0, 1)
}

/** One bit in four of `extra`, at a place of its own for each question. */
export function oneInFour({ extra }: FieldChoices, question: number): boolean {
  return ((extra >> (question * 2)) & 3) === 3
}

export function typesOf<K extends NamedType['kind']>(
  draft: Draft,
  ...kinds: K[]
): Extract<NamedType, { kind: K }>[] {
  const isWanted = (type: NamedType): type is Extract<NamedType, { kind: K }> =>
    (kinds as readonly string[]).includes(type.kind)
  return [...draft.types.values()].filter(isWanted)
}

/** Subgraphs that answer references to the entity. */
export function resolvers(entity: Entity): number[] {
  return [...entity.presence].filter(([, { isResolvable }]) => isResolvable).map(([subgraph]) => subgraph)
}

/** Whether a subgraph may have a field of this type: everything below it must be allowed there. */
export function canKnow(draft: Draft, subgraph: number, given: Typed, seen = new Set<string>()): boolean {
  const type = draft.types.get(given.type.name)
  if (!type || seen.has(type.name)) return true
  seen.add(type.name)
  switch (type.kind) {
    case 'entity':
      return !type.forbidden.has(subgraph)
    case 'value':
      return type.fields.every((field) => canKnow(draft, subgraph, field, seen))
    case 'interface-object':
      return subgraph === type.interfaceHome || subgraph === type.objectHome
    default:
      return given.kinds.every((kind) => canKnow(draft, subgraph, typed(kind), seen))
  }
}

/** Gives a subgraph the field's type and all that is below it. */
export function know(draft: Draft, subgraph: number, given: Typed): void {
  const type = draft.types.get(given.type.name)
  if (type?.kind === 'entity') knowEntity(draft, subgraph, type)
  if (type?.kind === 'value') knowValue(draft, subgraph, type)
  if (type?.kind === 'interface' || type?.kind === 'union') knowAbstract(draft, subgraph, type, given.kinds)
}

function knowEntity(draft: Draft, subgraph: number, entity: Entity): void {
  if (entity.presence.has(subgraph)) return
  entity.presence.set(subgraph, { keys: [], isResolvable: false })
  // Composition finds no way to the object of an interface from a subgraph that lacks the key of both.
  const key = entity.forbidden.size > 0 ? 'id' : pick(entity.keys, subgraph)
  addKey(draft, subgraph, entity, key ?? 'id')
}

export function addKey(draft: Draft, subgraph: number, entity: Entity, key: KeyName): void {
  const keys = entity.presence.get(subgraph)?.keys
  if (!keys || keys.includes(key)) return
  keys.push(key)
  if (key === 'nested') know(draft, subgraph, typed(`${entity.name}Ref`))
}

function knowValue(draft: Draft, subgraph: number, value: Value): void {
  if (value.presence.has(subgraph)) return
  value.presence.add(subgraph)
  for (const field of value.fields) know(draft, subgraph, field)
}

function knowAbstract(draft: Draft, subgraph: number, type: Abstract, kinds: readonly string[]): void {
  const present = type.presence.get(subgraph) ?? new Set<string>()
  type.presence.set(subgraph, present)
  for (const kind of kinds) {
    if (present.has(kind)) continue
    present.add(kind)
    know(draft, subgraph, typed(kind))
    const member = draft.types.get(kind)
    if (member?.kind === 'entity' && type.kind === 'interface') addKey(draft, subgraph, member, 'id')
  }
}
