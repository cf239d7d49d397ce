// What ties subgraphs together beyond keys: @requires, @provides, @override, @inaccessible. A choice that no field
// can take is left out.
import { buildField, isLeaf } from './build-field.ts'
import type { GraphChoices } from './choices.ts'
import { canKnow, type Draft, know, pick, resolvers, typesOf } from './draft.ts'
import { type Entity, externalKey, type Field, isResolvedIn } from './model.ts'

export function addFederation(draft: Draft, choices: GraphChoices): void {
  for (const [i, requirement] of choices.requirements.entries()) addRequirement(draft, `q${i}`, requirement)
  for (const { field, provided } of choices.provisions) addProvision(draft, field, provided)
  for (const choice of choices.overrides) addOverride(draft, choice)
  for (const choice of choices.inaccessible) hideField(draft, choice)
}

function addRequirement(draft: Draft, name: string, choices: GraphChoices['requirements'][number]): void {
  const entities = typesOf(draft, 'entity').filter((entity) => resolvers(entity).length > 1)
  const entity = pick(entities, choices.entity)
  const home = entity && pick(resolvers(entity), choices.home)
  if (!entity || home === undefined) return
  const options = entity.fields.flatMap((field) => {
    const selection = selectionFor(draft, { entity, field, home, choice: choices.below })
    return selection ? [selection] : []
  })
  const [first, second] = [pick(options, choices.required), pick(options, choices.required >> 4)]
  if (!first || !second) return
  const chosen = choices.below % 3 === 0 && second !== first ? [first, second] : [first]
  for (const option of chosen) option.refer()
  const field = buildField(draft, choices.field, { name, candidates: [home] })
  entity.fields.push({ ...field, requires: chosen.map(({ text }) => text).join(' ') })
}

type Wanted = {
  readonly entity: Entity
  readonly field: Field
  readonly home: number
  readonly choice: number
}
type Selection = { readonly text: string; readonly refer: () => void }

/** How a subgraph can require another's field, and what it must then declare; undefined where it cannot. */
function selectionFor(draft: Draft, { entity, field, home, choice }: Wanted): Selection | undefined {
  if (isResolvedIn(field, home) || field.override || !canKnow(draft, home, field)) return undefined
  const below = isLeaf(field) ? { text: '', refer: () => {} } : selectionBelow(draft, field, home, choice)
  if (!below) return undefined
  // Always the same ones: the planner fetches a required field once, whoever requires it with what arguments.
  const args = field.args.some(({ name }) => name === 'n') ? '(n: 5)' : ''
  return {
    text: `${field.name}${args}${below.text}`,
    refer: () => {
      know(draft, home, field)
      draft.externals.add(externalKey(home, entity.name, field.name))
      below.refer()
    },
  }
}

function selectionBelow(draft: Draft, field: Field, home: number, choice: number): Selection | undefined {
  // Stock nulls what is required below a list of lists: pinned as a test of its own.
  if (field.type.wrap.includes('[[')) return undefined
  const type = draft.types.get(field.type.name)
  if (type?.kind === 'interface') return { text: ' { id }', refer: () => {} }
  if (type?.kind === 'value' && type.fields.every(({ homes }) => homes.length === 0)) {
    const leaf = pick(
      type.fields.filter((each) => isLeaf(each)),
      choice,
    )
    return leaf && { text: ` { ${leaf.name} }`, refer: () => {} }
  }
  if (type?.kind !== 'entity') return undefined
  const leaf = pick(
    type.fields.filter((each) => isLeaf(each) && !each.override && !each.isShared),
    choice,
  )
  if (!leaf) return undefined
  const refer = () => {
    if (!isResolvedIn(leaf, home)) draft.externals.add(externalKey(home, type.name, leaf.name))
  }
  return { text: ` { ${leaf.name} }`, refer }
}

function addProvision(draft: Draft, choice: number, providedChoice: number): void {
  const carriers = [...draft.queries, ...typesOf(draft, 'entity').flatMap(({ fields }) => fields)].filter(
    (field) => !field.isShared && draft.types.get(field.type.name)?.kind === 'entity',
  )
  const carrier = pick(carriers, choice)
  const home = carrier?.homes[0]
  const entity = carrier && draft.types.get(carrier.type.name)
  if (!carrier || home === undefined || entity?.kind !== 'entity' || carrier.provides.has(home)) return
  const isFree = (field: Field) =>
    isLeaf(field) &&
    field.args.length === 0 &&
    !field.requires &&
    !field.override &&
    !isResolvedIn(field, home)
  const provided = pick(entity.fields.filter(isFree), providedChoice)
  if (!provided) return
  // What is provided somewhere and required, the planner takes from the subgraph that requires it.
  const external = externalKey(home, entity.name, provided.name)
  if (draft.externals.has(external)) return
  provided.isShareable = true
  draft.externals.add(external)
  carrier.provides.set(home, provided.name)
}

function addOverride(draft: Draft, choice: number): void {
  const candidates = typesOf(draft, 'entity').flatMap((entity) =>
    entity.fields.flatMap((field) => {
      const [home, second] = field.homes
      const isPlain = !field.isShared && !field.requires && !field.override && field.provides.size === 0
      if (home === undefined || second !== undefined || !isPlain || isExternal(draft, entity, field))
        return []
      return resolvers(entity)
        .filter((from) => from !== home && canKnow(draft, from, field))
        .map((from) => ({ field, from }))
    }),
  )
  const chosen = pick(candidates, choice)
  if (!chosen) return
  const label = choice % 2 === 0 ? undefined : `rollout${draft.labels.length}`
  if (label) draft.labels.push(label)
  know(draft, chosen.from, chosen.field)
  chosen.field.override = { from: chosen.from, label }
}

function isExternal(draft: Draft, entity: Entity, field: Field): boolean {
  return draft.subgraphs.some((_, subgraph) =>
    draft.externals.has(externalKey(subgraph, entity.name, field.name)),
  )
}

/** A type must keep a field that clients see: an entity keeps its keys, a value its first field. */
function hideField(draft: Draft, choice: number): void {
  const ofEntities = typesOf(draft, 'entity').flatMap(({ fields }) =>
    fields.filter(({ isShared }) => !isShared),
  )
  const ofValues = typesOf(draft, 'value').flatMap(({ fields }) =>
    fields.slice(1).filter(({ isShared }) => !isShared),
  )
  const field = pick([...ofEntities, ...ofValues], choice)
  if (field) field.isInaccessible = true
}
