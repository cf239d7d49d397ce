// The logical supergraph that the oracle generates: what exists, which subgraph knows it, and how a field is told.
// Subgraph SDL, resolvers and the one truth behind all of them are read from it.

/** A named type in its wrappers: `{ name: 'Int', wrap: '[%!]!' }` is `[Int!]!`. */
export type TypeRef = { readonly name: string; readonly wrap: string }

export type Argument = {
  readonly name: string
  readonly type: string
  readonly defaultText: string | undefined
}

export type Field = {
  readonly name: string
  readonly type: TypeRef
  readonly args: readonly Argument[]
  /** Concrete types that the field may hold, when its type is abstract. */
  readonly kinds: readonly string[]
  /** Subgraphs that resolve the field; empty where every subgraph that knows the type does. */
  readonly homes: readonly number[]
  /** Subgraphs whose SDL drops the outer `!`. */
  readonly looseIn: readonly number[]
  isShareable: boolean
  isInaccessible: boolean
  /** Part of an interface: it must stay as it is. */
  readonly isShared: boolean
  /** The text of @requires. */
  readonly requires: string | undefined
  /** The first home took the field from this subgraph, for good or while the label is on. */
  override: { readonly from: number; readonly label: string | undefined } | undefined
  /** Text of @provides by subgraph. */
  readonly provides: Map<number, string>
}

/** A field that is like most but for what is given. */
export function newField(given: Pick<Field, 'name' | 'type'> & Partial<Field>): Field {
  return {
    kinds: [],
    args: [],
    homes: [],
    looseIn: [],
    isShareable: false,
    isInaccessible: false,
    isShared: false,
    requires: undefined,
    override: undefined,
    provides: new Map(),
    ...given,
  }
}

export type KeyName = 'id' | 'code' | 'compound' | 'nested'

export type Presence = { readonly keys: KeyName[]; readonly isResolvable: boolean }

export type Entity = {
  readonly kind: 'entity'
  readonly name: string
  readonly home: number
  readonly keys: readonly KeyName[]
  readonly presence: Map<number, Presence>
  /** Subgraphs that must not know the type: there its interface is an object. */
  readonly forbidden: Set<number>
  readonly fields: Field[]
}

export type Value = {
  readonly kind: 'value'
  readonly name: string
  readonly isInaccessible: boolean
  hasId: boolean
  readonly presence: Set<number>
  readonly fields: Field[]
}

export function newValue(name: string, changes: Partial<Value> = {}): Value {
  return {
    kind: 'value',
    name,
    isInaccessible: false,
    hasId: false,
    presence: new Set(),
    fields: [],
    ...changes,
  }
}

export type Abstract = {
  readonly kind: 'interface' | 'union'
  readonly name: string
  readonly members: readonly string[]
  /** Members by subgraph that knows the type. */
  readonly presence: Map<number, Set<string>>
  /** Fields of an interface, beside `id`. */
  readonly fields: readonly Field[]
}

/** An interface with a key, which one subgraph knows by its implementations and another as an object. */
export type InterfaceObject = {
  readonly kind: 'interface-object'
  readonly name: string
  readonly members: readonly string[]
  readonly interfaceHome: number
  readonly objectHome: number
  readonly shared: readonly Field[]
  readonly fields: readonly Field[]
}

export type NamedType = Entity | Value | Abstract | InterfaceObject

/** How often things go wrong, per mille. */
export type Rates = {
  readonly error: number
  readonly null: number
  /** A null where the type says that there is none. */
  readonly violation: number
  /** A reference that a subgraph does not know. */
  readonly missing: number
  /** A leaf that is no value of its type. */
  readonly corrupt: number
}

export type Graph = {
  readonly subgraphs: readonly string[]
  readonly types: ReadonlyMap<string, NamedType>
  readonly queries: readonly Field[]
  readonly mutations: readonly Field[]
  /** `subgraph:Type.field` of every field that a subgraph only refers to. */
  readonly externals: Set<string>
  readonly labels: readonly string[]
  readonly rates: Rates
  readonly seed: number
}

export function externalKey(subgraph: number, type: string, field: string): string {
  return `${subgraph}:${type}.${field}`
}

export function isResolvedIn(field: Field, subgraph: number): boolean {
  return field.homes.length === 0 || field.homes.includes(subgraph)
}

/** How fields that require others are called. */
export const requiringName = /\bq(x|\d+)\b/
