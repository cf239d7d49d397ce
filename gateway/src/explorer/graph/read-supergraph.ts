// The text of a supergraph as the model that /graph shows. Throws a GraphQLError for a text that is no SDL.
import {
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql'
import type { FieldInSubgraph, GraphArgument, GraphField, GraphModel, GraphType } from './graph-model.ts'
import { homeOf, joinsOf } from './joins.ts'
import { type ReadElements, readElements } from './read-elements.ts'

export function readSupergraph(sdl: string): GraphModel {
  const document = parse(sdl, { noLocation: true })
  const read = readElements(document)
  const roots = rootsOf(document)
  const implementers = implementersOf(document)
  const types = document.definitions
    .filter(isType)
    // What belongs to no subgraph is the supergraph's own machinery.
    .filter((node) => read.typeIn(node).length > 0)
    .map((node) => typeOf(node, read, { root: roots.get(node.name.value), implementers }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return { subgraphs: [...read.subgraphs.values()].sort(), types, joins: types.flatMap(joinsOf) }
}

const kinds = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
} as const

function isType(node: DefinitionNode): node is TypeDefinitionNode {
  return Object.hasOwn(kinds, node.kind)
}

type Root = 'query' | 'mutation' | 'subscription'

function rootsOf(document: DocumentNode): ReadonlyMap<string, Root> {
  const schema = document.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION)
  const named = schema?.operationTypes.map(({ type, operation }) => [type.name.value, operation] as const)
  return new Map<string, Root>(
    named ?? [
      ['Query', 'query'],
      ['Mutation', 'mutation'],
      ['Subscription', 'subscription'],
    ],
  )
}

function implementersOf(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const implementers = new Map<string, string[]>()
  for (const node of document.definitions) {
    if (!('interfaces' in node) || !isType(node)) continue
    for (const { name } of node.interfaces ?? []) {
      const known = implementers.get(name.value)
      if (known) known.push(node.name.value)
      else implementers.set(name.value, [node.name.value])
    }
  }
  return implementers
}

type Surroundings = {
  readonly root: Root | undefined
  readonly implementers: ReadonlyMap<string, readonly string[]>
}

function typeOf(
  node: TypeDefinitionNode,
  read: ReadElements,
  { root, implementers }: Surroundings,
): GraphType {
  const places = read.typeIn(node)
  const all = places.map(({ subgraph }) => subgraph)
  const fields = fieldsOf(node, read, all)
  const interfaces = 'interfaces' in node ? (node.interfaces ?? []) : []
  const members =
    node.kind === Kind.UNION_TYPE_DEFINITION
      ? (node.types ?? []).map(({ name }) => name.value)
      : (implementers.get(node.name.value) ?? [])
  return {
    ...read.terms(node),
    name: node.name.value,
    kind: kinds[node.kind],
    description: node.description?.value ?? '',
    root: root ?? null,
    home: root === undefined ? homeOf(places, fields) : null,
    in: places,
    interfaces: interfaces.map(({ name }) => name.value),
    members: [...members].sort(),
    fields,
  }
}

function fieldsOf(node: TypeDefinitionNode, read: ReadElements, all: readonly string[]): GraphField[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).map((field) => fieldOf(field, read, read.fieldIn(field, all)))
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).map((value) => enumValueOf(value, read, read.valueIn(value, all)))
    default:
      return []
  }
}

function fieldOf(
  node: FieldDefinitionNode | InputValueDefinitionNode,
  read: ReadElements,
  places: readonly FieldInSubgraph[],
): GraphField {
  const args = node.kind === Kind.FIELD_DEFINITION ? (node.arguments ?? []) : []
  return {
    ...read.terms(node),
    name: node.name.value,
    description: node.description?.value ?? '',
    type: print(node.type),
    typeName: nameOfType(node.type),
    args: args.map((argument) => argumentOf(argument, read)),
    default: node.kind === Kind.INPUT_VALUE_DEFINITION ? defaultOf(node.defaultValue) : null,
    in: places,
    listSize: read.listSize(node),
  }
}

function enumValueOf(
  node: EnumValueDefinitionNode,
  read: ReadElements,
  places: readonly FieldInSubgraph[],
): GraphField {
  return {
    ...read.terms(node),
    name: node.name.value,
    description: node.description?.value ?? '',
    type: '',
    typeName: '',
    args: [],
    default: null,
    in: places,
    listSize: null,
  }
}

function argumentOf(node: InputValueDefinitionNode, read: ReadElements): GraphArgument {
  return {
    name: node.name.value,
    type: print(node.type),
    typeName: nameOfType(node.type),
    default: defaultOf(node.defaultValue),
    description: node.description?.value ?? '',
    internal: read.terms(node).internal,
  }
}

function defaultOf(value: ConstValueNode | undefined): string | null {
  return value ? print(value) : null
}

function nameOfType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOfType(type.type)
}
