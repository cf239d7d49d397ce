// Where in the answers of an operation values may stand that are not JSON yet: the Date of a scalar, -0, NaN. Found
// once per operation, so that an answer is walked only on the ways that lead there.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLCompositeType,
  GraphQLID,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLString,
  type GraphQLType,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isListType,
  isNonNullType,
  isScalarType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { jsonLeaf } from './json-leaf.ts'
import type { JsonObject } from './subgraph-transport.ts'

/** By response key: the places within an object, or how many lists stand around a leaf. */
export type LeafPlaces = Map<string, LeafPlaces | number>

/** What these serialise to is JSON already, and so is an enum's. Numbers are not: -0 is no JSON. */
const jsonScalars: ReadonlySet<GraphQLNamedType> = new Set([GraphQLString, GraphQLID, GraphQLBoolean])

/** Of a valid document; empty when it has no such operation. */
export function leafPlaces(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): LeafPlaces {
  const places: LeafPlaces = new Map()
  const operation = getOperationAST(document, operationName)
  const root = operation && schema.getRootType(operation.operation)
  if (!operation || !root) return places
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  collect({ schema, fragments, selectionSet: operation.selectionSet, parent: root, places })
  return places
}

type Search = {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly selectionSet: SelectionSetNode
  readonly parent: GraphQLCompositeType
  /** Where what is found goes. One tree for all types: selections that meet in a response key agree in shape. */
  readonly places: LeafPlaces
}

function collect(search: Search): void {
  for (const selection of search.selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      collectField(search, selection)
      continue
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : search.fragments.get(selection.name.value)
    const condition = fragment?.typeCondition && search.schema.getType(fragment.typeCondition.name.value)
    const parent = isCompositeType(condition) ? condition : search.parent
    if (fragment) collect({ ...search, selectionSet: fragment.selectionSet, parent })
  }
}

function collectField({ places, ...search }: Search, field: FieldNode): void {
  const name = field.name.value
  // What introspection tells is strings, booleans and enums.
  if (isUnionType(search.parent) || name.startsWith('__')) return
  const type = search.parent.getFields()[name]?.type
  if (type === undefined) return
  const key = field.alias?.value ?? name
  const named = getNamedType(type)
  if (isScalarType(named) && !jsonScalars.has(named)) places.set(key, listDepth(type))
  if (!isCompositeType(named) || !field.selectionSet) return
  const known = places.get(key)
  const inner: LeafPlaces = known instanceof Map ? known : new Map()
  collect({ ...search, selectionSet: field.selectionSet, parent: named, places: inner })
  if (inner.size > 0) places.set(key, inner)
}

function listDepth(type: GraphQLType): number {
  if (isNonNullType(type)) return listDepth(type.ofType)
  return isListType(type) ? 1 + listDepth(type.ofType) : 0
}

/** Makes JSON of an answer of graphql-js in place, and leaves alone what resolvers may still hold. */
export function makeJson(value: unknown, places: LeafPlaces): void {
  if (Array.isArray(value)) {
    for (const item of value) makeJson(item, places)
  } else if (isObject(value)) {
    for (const [key, place] of places) {
      const inner = value[key]
      if (inner === undefined || inner === null) continue
      if (typeof place !== 'number') makeJson(inner, place)
      else setOrDrop(value, key, jsonLeaves(inner, place))
    }
  }
}

function setOrDrop(object: JsonObject, key: string, value: unknown): void {
  if (value === undefined) delete object[key]
  else object[key] = value
}

/** `depth` lists are graphql-js's own; a list further in belongs to the scalar. */
function jsonLeaves(value: unknown, depth: number): unknown {
  if (depth === 0) return jsonLeaf(value)
  if (!Array.isArray(value)) return value
  for (const [index, item] of value.entries()) value[index] = jsonLeaves(item, depth - 1) ?? null
  return value
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}
