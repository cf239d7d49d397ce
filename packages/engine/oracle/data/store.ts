// The one truth behind all subgraphs: what a field of an object is follows from the graph's seed, the object and the
// arguments, so it is the same wherever and however often it is asked for. Errors and nulls are part of it.
import { GraphQLError } from 'graphql'
import type { Field, Graph, Rates } from '../graph/model.ts'
import { happens, hash } from './hash.ts'
import { leafValue } from './leaves.ts'
import { type Required, requiredText } from './required.ts'
import { findThing, placeOf, readKey, type Thing } from './things.ts'

export type Store = {
  /** Throws what the field's resolver throws. `isCalm`: nothing goes wrong, whatever the rates. */
  read(thing: Thing, field: string, args: Readonly<Record<string, unknown>>, isCalm?: boolean): unknown
  /** Undefined for part of a key, and for what does not exist. */
  fieldOf(kind: string, name: string): Field | undefined
  /** Null when there is no such entity. */
  find(type: string, representation: Readonly<Record<string, unknown>>): Thing | null
}

const poolSize = 4
const calm: Rates = { error: 0, null: 0, violation: 0, missing: 0, corrupt: 0 }

type Truth = { readonly graph: Graph; readonly fields: ReadonlyMap<string, Field> }

export function createStore(graph: Graph): Store {
  const truth: Truth = { graph, fields: indexFields(graph) }
  return {
    read: (thing, field, args, isCalm = false) => read(truth, thing, { field, args, isCalm }),
    fieldOf: (kind, name) => truth.fields.get(fieldKey(kind, name)),
    find: (type, representation) => findThing(graph, type, representation),
  }
}

function fieldKey(kind: string, name: string): string {
  return `${kind}.${name}`
}

function indexFields(graph: Graph): Map<string, Field> {
  const fields = new Map<string, Field>()
  const add = (kind: string, list: readonly Field[]) => {
    for (const field of list) fields.set(fieldKey(kind, field.name), field)
  }
  add('Query', graph.queries)
  add('Mutation', graph.mutations)
  for (const type of graph.types.values()) {
    if (type.kind === 'entity' || type.kind === 'value') add(type.name, type.fields)
    if (type.kind === 'interface-object') for (const member of type.members) add(member, type.fields)
  }
  return fields
}

type Read = {
  readonly field: string
  readonly args: Readonly<Record<string, unknown>>
  readonly isCalm: boolean
}

function read(truth: Truth, thing: Thing, { field: name, args, isCalm }: Read): unknown {
  const { graph } = truth
  const ofKey = readKey(thing, name)
  if (ofKey !== undefined) return ofKey
  const field = truth.fields.get(fieldKey(thing.kind, name))
  if (!field) throw new TypeError(`the graph has no field ${thing.kind}.${name}`)
  const given = field.requires === undefined ? '' : requiredText(thing, field.requires, required(truth))
  const place = placeOf(thing, name, args)
  const made = { graph, field, rates: isCalm ? calm : graph.rates }
  if (happens(`${graph.seed} error ${place}`, made.rates.error)) throw failure(graph, place)
  return make(made, field.type.wrap, { place, seed: `${graph.seed} ${place} ${given}` })
}

function required(truth: Truth): Required {
  return {
    argumentsOf: (thing, field) => truth.fields.get(fieldKey(thing.kind, field))?.args ?? [],
    read: (thing, field, args) => read(truth, thing, { field, args, isCalm: false }),
  }
}

type Made = { readonly graph: Graph; readonly field: Field; readonly rates: Rates }
type At = { readonly place: string; readonly seed: string }

function make(made: Made, wrap: string, at: At): unknown {
  const isNonNull = wrap.endsWith('!')
  if (happens(`null ${at.seed}`, isNonNull ? made.rates.violation : made.rates.null)) return null
  const inner = isNonNull ? wrap.slice(0, -1) : wrap
  if (!inner.startsWith('[')) return makeNamed(made, at)
  const length = hash(`length ${at.seed}`) % 4
  return Array.from({ length }, (_, i) => {
    const item = { place: `${at.place}[${i}]`, seed: `${at.seed}[${i}]` }
    const fails = happens(`error ${item.seed}`, made.rates.error / 2)
    return fails ? failure(made.graph, item.place) : make(made, inner.slice(1, -1), item)
  })
}

function makeNamed({ graph, field, rates }: Made, { place, seed }: At): unknown {
  const type = graph.types.get(field.type.name)
  if (!type) {
    // Of the enum's values one is hidden from clients: rare among all leaves, so more likely among those.
    const perMille = rates.corrupt * (field.type.name === 'Color' ? 4 : 1)
    return leafValue(field.type.name, seed, happens(`corrupt ${seed}`, perMille))
  }
  const kinds = type.kind === 'entity' || type.kind === 'value' ? [type.name] : field.kinds
  const options = type.kind === 'interface-object' ? type.members : kinds
  const kind = options[hash(`kind ${seed}`) % options.length] ?? type.name
  const isEntity = graph.types.get(kind)?.kind === 'entity'
  const identity = isEntity ? `${kind}:${hash(`index ${seed}`) % poolSize}` : place
  return { __typename: kind, kind, identity }
}

/** One error in four has no code of its own, one has a code that federation knows. */
function failure(graph: Graph, place: string): GraphQLError {
  const code = [undefined, 'NOT_FOUND', 'FORBIDDEN', 'INVALID_GRAPHQL'][
    hash(`${graph.seed} code ${place}`) % 4
  ]
  return new GraphQLError(`${place} has no value`, code === undefined ? {} : { extensions: { code } })
}
