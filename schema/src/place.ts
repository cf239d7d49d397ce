// Where in the room's files a part of the schema stands, for annotations.
import { type ASTNode, type DocumentNode, GraphQLError, Kind } from 'graphql'

/** `file` is relative to the project's root; `line` counts from 1. */
export type Place = { readonly file: string; readonly line: number }

/** Undefined when the node was not read from a file of this room. */
export function placeOf(node: ASTNode | undefined): Place | undefined {
  const location = node?.loc
  if (location === undefined || !location.source.name.startsWith('schema/')) return undefined
  return { file: location.source.name, line: location.startToken.line }
}

/** Of an error in the SDL of this room. */
export function placeOfError(error: unknown): Place | undefined {
  if (!(error instanceof GraphQLError) || !error.source?.name.startsWith('schema/')) return undefined
  const line = error.locations?.[0]?.line
  return line === undefined ? undefined : { file: error.source.name, line }
}

/** The definition of `Type`, `Type.field` or `Enum.VALUE`; of its type when the member is gone. Arguments are not told apart. */
export function locate(coordinate: string, documents: readonly DocumentNode[]): Place | undefined {
  const [typeName, memberName] = coordinate.replace(/\(.*$/, '').split('.')
  const types = documents
    .flatMap((document) => document.definitions)
    .filter((node) => 'name' in node && node.name?.value === typeName)
    .filter((node) => node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION)
  const members = types.flatMap(listMembers).filter((member) => member.name.value === memberName)
  return placeOf(members[0] ?? types[0])
}

/** Where a part of the contract stands, or stood: of what is gone, its type in the subgraph that had it. */
export function locateChange(
  coordinate: string,
  documents: Readonly<Record<string, DocumentNode>>,
  before: Readonly<Record<string, DocumentNode>> = documents,
): Place | undefined {
  const homes = Object.keys(before).filter((name) => has(coordinate, before[name]))
  const now = Object.keys(documents).filter((name) => has(coordinate, documents[name]))
  const order = [...new Set([...now, ...homes, ...Object.keys(documents)])]
  return locate(
    coordinate,
    order.flatMap((name) => documents[name] ?? []),
  )
}

function has(coordinate: string, document: DocumentNode | undefined): boolean {
  const [typeName, memberName] = coordinate.replace(/\(.*$/, '').split('.')
  return (document?.definitions ?? []).some(
    (node) =>
      'name' in node &&
      node.name?.value === typeName &&
      (memberName === undefined || listMembers(node).some(({ name }) => name.value === memberName)),
  )
}

/** The operation of that name. */
export function locateOperation(name: string, documents: readonly DocumentNode[]): Place | undefined {
  return placeOf(
    documents
      .flatMap((document) => document.definitions)
      .find((node) => node.kind === Kind.OPERATION_DEFINITION && node.name?.value === name),
  )
}

type Member = ASTNode & { readonly name: { readonly value: string } }

function listMembers(node: ASTNode): readonly Member[] {
  if ('fields' in node && Array.isArray(node.fields)) return node.fields.filter(isMember)
  return 'values' in node && Array.isArray(node.values) ? node.values.filter(isMember) : []
}

function isMember(node: ASTNode): node is Member {
  return 'name' in node
}
