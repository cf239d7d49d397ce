// Types behind which others stand: interfaces, unions, and interfaces that one subgraph knows as objects.
import { buildField } from './build-field.ts'
import type { GraphChoices } from './choices.ts'
import { addKey, type Draft, pick, pickSome, resolvers, typesOf } from './draft.ts'
import {
  type Abstract,
  type Entity,
  externalKey,
  type Field,
  type InterfaceObject,
  newField,
  newValue,
  type Value,
} from './model.ts'

/** Where the interface is an object its implementations must be unknown. */
export function addInterfaceObject(
  draft: Draft,
  name: string,
  choices: GraphChoices['interfaceObjects'][number],
): void {
  const entities = typesOf(draft, 'entity')
  const interfaceHome = entities[0]?.home ?? 0
  const objectHome =
    (interfaceHome + 1 + (choices.object % (draft.subgraphs.length - 1))) % draft.subgraphs.length
  const atHome = entities.filter(({ home }) => home === interfaceHome)
  const members = pickSome(atHome, choices.members)
  for (const member of members) {
    member.forbidden.add(objectHome)
    member.presence.delete(objectHome)
    for (const subgraph of member.presence.keys()) addKey(draft, subgraph, member, 'id')
  }
  const shared = choices.shared.map((field, i) =>
    buildField(draft, field, { name: `j${i}`, candidates: [interfaceHome], isShared: true }),
  )
  for (const member of members) member.fields.push(...shared)
  const fields = choices.fields.map((field, i) =>
    buildField(draft, field, { name: `x${i}`, candidates: [objectHome] }),
  )
  const type: InterfaceObject = {
    kind: 'interface-object',
    name,
    members: members.map((member) => member.name),
    interfaceHome,
    objectHome,
    shared,
    fields: requireShared(draft, name, { shared, fields, objectHome, choice: choices.requires }),
  }
  draft.types.set(name, type)
}

type Shared = {
  readonly shared: readonly Field[]
  readonly fields: readonly Field[]
  readonly objectHome: number
  readonly choice: number
}

function requireShared(draft: Draft, name: string, { shared, fields, objectHome, choice }: Shared): Field[] {
  const required = pick(
    shared.filter(({ type, args }) => !draft.types.has(type.name) && args.length === 0),
    choice,
  )
  if (!required || choice % 2 === 0) return [...fields]
  draft.externals.add(externalKey(objectHome, name, required.name))
  return fields.map((field, i) => (i === 0 ? { ...field, name: 'qx', requires: required.name } : field))
}

export function addAbstract(draft: Draft, index: number, choices: GraphChoices['abstracts'][number]): void {
  const name = `${choices.isUnion ? 'U' : 'I'}${index}`
  const values = typesOf(draft, 'value').filter((value) => /^V\d/.test(value.name))
  const members: (Entity | Value)[] = pickSome([...typesOf(draft, 'entity'), ...values], choices.members)
  if (choices.hidden === 2) {
    const hidden = newValue(`Hidden${index}`, { isInaccessible: true })
    hidden.fields.push(newField({ name: 'c', type: { name: 'String', wrap: '%' } }))
    draft.types.set(hidden.name, hidden)
    members.push(hidden)
  }
  // Leaves only: every member must be able to tell them in whatever subgraph knows it.
  const fields = choices.isUnion
    ? []
    : choices.fields.map((field, i) => {
        const leaf = { ...field, kind: field.kind % 7 }
        return buildField(draft, leaf, { name: `i${index}${'ab'[i]}`, candidates: [], isShared: true })
      })
  if (!choices.isUnion) for (const member of members) implement(member, fields, choices.members)
  const type: Abstract = {
    kind: choices.isUnion ? 'union' : 'interface',
    name,
    members: members.map((member) => member.name),
    presence: new Map(),
    fields,
  }
  draft.types.set(name, type)
}

function implement(member: Entity | Value, fields: readonly Field[], choice: number): void {
  if (member.kind === 'value') {
    member.fields.push(...fields)
    member.hasId = true
    return
  }
  const candidates = resolvers(member)
  for (const [i, field] of fields.entries()) {
    const homes = [pick(candidates, (choice >> 2) + i) ?? member.home]
    member.fields.push({ ...field, homes })
  }
}
