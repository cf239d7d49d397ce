// What two texts of one document have in common: blanks, commas, comments, the order of its definitions and `__typename`
// set them apart, and nothing else may.
import { type DefinitionNode, type DocumentNode, Kind, print } from 'graphql'
import { withoutTypenames } from './typenames.ts'

/** Equal for documents that ask for the same, their `__typename`s aside. */
export function comparableText(document: DocumentNode): string {
  return print(sortDefinitions(withoutTypenames(document)))
}

/** Operations before fragments, each by name: the order of @apollo/persisted-query-lists. */
export function sortDefinitions(document: DocumentNode): DocumentNode {
  const definitions = [...document.definitions].sort((a, b) =>
    a.kind === b.kind ? compare(nameOf(a), nameOf(b)) : compare(b.kind, a.kind),
  )
  return { ...document, definitions }
}

function nameOf(node: DefinitionNode): string {
  return node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION
    ? (node.name?.value ?? '')
    : ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
