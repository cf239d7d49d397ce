// The types of a graph: entities and who knows them, values, and values that two subgraphs know a part of.
import { addAbstract, addInterfaceObject } from './build-abstracts.ts'
import { buildField } from './build-field.ts'
import type { FieldChoices, GraphChoices } from './choices.ts'
import { addKey, type Draft, know, pick, pickSome, resolvers } from './draft.ts'
import { type Entity, type Field, type KeyName, newField, newValue } from './model.ts'

export function addTypes(draft: Draft, choices: GraphChoices): void {
  for (const [i, entity] of choices.entities.entries()) addEntity(draft, `E${i}`, entity)
  for (const [i, type] of choices.interfaceObjects.entries()) addInterfaceObject(draft, `J${i}`, type)
  for (const [i, value] of choices.values.entries()) addValue(draft, `V${i}`, value.fields)
  for (const [i, type] of choices.abstracts.entries()) addAbstract(draft, i, type)
  for (const [i, entity] of choices.entities.entries()) addEntityFields(draft, `E${i}`, entity.fields)
}

function addEntity(draft: Draft, name: string, choices: GraphChoices['entities'][number]): void {
  const count = draft.subgraphs.length
  const home = choices.home % count
  const extraKeys: KeyName[] = pickSome<KeyName>(['code', 'compound', 'nested'], choices.keys)
  const keys: KeyName[] = ['id', ...(choices.keys === 0 ? [] : extraKeys)]
  const entity: Entity = {
    kind: 'entity',
    name,
    home,
    keys,
    presence: new Map(),
    forbidden: new Set(),
    fields: [],
  }
  draft.types.set(name, entity)
  if (keys.includes('nested')) {
    const reference = newValue(`${name}Ref`)
    reference.fields.push(newField({ name: 'code', type: { name: 'String', wrap: '%!' } }))
    draft.types.set(reference.name, reference)
  }
  const knowing = draft.subgraphs.map((_, s) => s).filter((s) => s === home || (choices.presence >> s) & 1)
  for (const subgraph of knowing) {
    entity.presence.set(subgraph, { keys: [], isResolvable: true })
    const own = subgraph === home ? keys : pickSome(keys, choices.memberKeys >> (subgraph * 2))
    for (const key of own) addKey(draft, subgraph, entity, key)
  }
}

function addValue(draft: Draft, name: string, fields: readonly FieldChoices[]): void {
  const value = newValue(name)
  for (const [i, field] of fields.entries()) {
    value.fields.push(buildField(draft, field, { name: `f${i}`, candidates: [] }))
  }
  draft.types.set(name, value)
}

function addEntityFields(draft: Draft, name: string, choices: readonly FieldChoices[]): void {
  const entity = draft.types.get(name)
  if (entity?.kind !== 'entity') return
  const candidates = resolvers(entity)
  for (const [i, field] of choices.entries()) {
    const owner = { name: `f${i}`, candidates }
    const [first, second] = [pick(candidates, field.homes), pick(candidates, field.homes + 1)]
    const isSplit = field.kind === 7 && first !== undefined && second !== undefined && first !== second
    entity.fields.push(
      isSplit
        ? splitField(draft, field, { name: owner.name, entity, homes: [first, second] })
        : buildField(draft, field, owner),
    )
  }
}

type Split = { readonly name: string; readonly entity: Entity; readonly homes: readonly [number, number] }

/** A field whose value has fields that only one of its two subgraphs knows. */
function splitField(draft: Draft, choices: FieldChoices, { name, entity, homes }: Split): Field {
  const value = newValue(`W${entity.name}${name}`)
  const part = (n: number) => ({ ...choices, kind: (choices.target >> (n * 3)) & 7, args: 0 })
  value.fields.push(buildField(draft, part(0), { name: 'c', candidates: [] }))
  for (const [i, home] of homes.entries()) {
    value.fields.push(buildField(draft, part(i + 1), { name: `w${i}`, candidates: [home] }))
  }
  draft.types.set(value.name, value)
  const field = buildField(draft, { ...choices, kind: 0 }, { name, candidates: [homes[0]] })
  const split = { ...field, type: { name: value.name, wrap: field.type.wrap }, homes, isShareable: true }
  for (const home of homes) know(draft, home, split)
  return split
}
