// The objects of the truth: what they are called, and the keys by which entities are known.
import type { Graph } from '../graph/model.ts'
import { canonical } from './hash.ts'

/** An object of the truth. Entities are `E0:2`; a value is named by the way that leads to it. */
export type Thing = {
  readonly __typename: string
  readonly kind: string
  readonly identity: string
  /** The representation by which a subgraph came to know it. */
  readonly given?: Readonly<Record<string, unknown>>
}

/** What a query or a mutation starts at. */
export function rootThing(name: string): Thing {
  return { __typename: name, kind: name, identity: name }
}

/** A field of a thing, as errors name it. */
export function placeOf({ identity }: Thing, field: string, args: Readonly<Record<string, unknown>>): string {
  return `${identity}.${field}${Object.keys(args).length > 0 ? `(${canonical(args)})` : ''}`
}

/** Undefined for a field that is no part of a key. */
export function readKey(thing: Thing, name: string): unknown {
  const { identity } = thing
  if (name === 'id') return identity
  if (identity.endsWith('/ref')) return name === 'code' ? `ref ${identity.slice(0, -4)}` : undefined
  switch (name) {
    case 'code':
      return `code ${identity}`
    case 'num':
      return Number(identity.split(':')[1])
    case 'region':
      return identity.split(':')[0]
    case 'ref':
      return { __typename: `${thing.kind}Ref`, kind: `${thing.kind}Ref`, identity: `${identity}/ref` }
    default:
      return undefined
  }
}

/** The entity that a representation is of; null when there is none. */
export function findThing(
  graph: Graph,
  type: string,
  representation: Readonly<Record<string, unknown>>,
): Thing | null {
  const { id, code, num, region, ref } = representation
  const named = graph.types.get(type)
  const known =
    text(id) ??
    text(code)?.replace(/^code /, '') ??
    text(region && `${region}:${num}`) ??
    text(ref && Object(ref).code)?.replace(/^ref /, '')
  const kind = known?.split(':')[0]
  if (known === undefined || kind === undefined || !named) return null
  const isOfType = named.kind === 'interface-object' ? named.members.includes(kind) : kind === type
  return isOfType ? { __typename: kind, kind, identity: known, given: representation } : null
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
