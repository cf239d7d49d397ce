// The stored operations as clients send them: each with the fragments it needs and with `__typename` wherever a
// cache asks for it: Apollo Client, urql and plain fetch send one text, whose id is the one in the list of trusted
// documents.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql'
import { withTypenames } from '../documents/typenames.ts'
import type { OperationFile } from '../load.ts'

export type ClientOperation = {
  readonly name: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  /** The operation, then its fragments by name. */
  readonly document: DocumentNode
  readonly text: string
}

export type ClientDocuments = {
  readonly operations: readonly ClientOperation[]
  /** Every fragment, by name. */
  readonly fragments: readonly FragmentDefinitionNode[]
}

/** Throws when an operation has no name, a name is taken twice, or a fragment is missing. */
export function listClientDocuments(files: readonly OperationFile[]): ClientDocuments {
  const definitions = files.flatMap(({ document }) => withTypenames(document).definitions)
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  requireDistinct([...fragments, ...operations].map(({ name }) => name?.value))
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
  return {
    operations: operations.map((operation) => clientOperation(operation, byName)).sort(byOwnName),
    fragments: [...byName.keys()].sort().map((name) => requireFragment(byName, name)),
  }
}

function clientOperation(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ClientOperation {
  const used = [...namesOfSpreads(operation, fragments)].sort()
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...used.map((name) => requireFragment(fragments, name))],
  }
  return { name: operation.name?.value ?? '', kind: operation.operation, document, text: print(document) }
}

/** Names of an operation's types, as graphql-codegen gives them: its result, its variables. */
export function typesOf({ name, kind }: Pick<ClientOperation, 'name' | 'kind'>): readonly [string, string] {
  const type = `${name}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
  return [type, `${type}Variables`]
}

/** Of the fragments that a definition spreads, and of those that these spread in turn. */
export function namesOfSpreads(
  definition: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      if (found.has(name.value)) return
      found.add(name.value)
      namesOfSpreads(requireFragment(fragments, name.value), fragments, found)
    },
  })
  return found
}

function requireDistinct(names: readonly (string | undefined)[]): void {
  if (names.includes(undefined)) throw new Error('schema/operations: an operation has no name.')
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Error(`schema/operations: ${twice} is defined twice.`)
}

function requireFragment(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  name: string,
): FragmentDefinitionNode {
  const fragment = fragments.get(name)
  if (fragment === undefined) throw new Error(`schema/operations: fragment ${name} is missing.`)
  return fragment
}

function byOwnName(a: ClientOperation, b: ClientOperation): number {
  return a.name < b.name ? -1 : 1
}
