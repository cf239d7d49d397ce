// Writes the operations as typed document nodes: syntax trees that need no parser at run time. A fragment stands
// once, however many operations use it, and a bundler drops whatever an application does not import.
import { type ASTNode, type FragmentDefinitionNode, Kind, visit } from 'graphql'
import { type ClientDocuments, type ClientOperation, namesOfSpreads, typesOf } from './client-operations.ts'

export function printDocuments({ operations, fragments }: ClientDocuments): string {
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
  const types = [...operations.flatMap(typesOf), ...fragments.map(({ name }) => `${name.value}Fragment`)]
  return `import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { DocumentNode, FragmentDefinitionNode } from 'graphql'
import type { ${types.join(', ')} } from './types.ts'

${fragments.map(printFragment).join('\n')}

${fragments.map((fragment) => printFragmentDocument(fragment, byName)).join('\n')}

${operations.map(printOperation).join('\n')}`
}

function printFragment({ name, ...fragment }: FragmentDefinitionNode): string {
  return `const ${name.value} = ${json({ name, ...fragment })} as unknown as FragmentDefinitionNode`
}

function printFragmentDocument(
  fragment: FragmentDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
): string {
  const name = fragment.name.value
  const definitions = [name, ...[...namesOfSpreads(fragment, all)].sort()].join(', ')
  return `export const ${name}FragmentDoc: TypedDocumentNode<${name}Fragment, unknown> = { kind: '${Kind.DOCUMENT}', definitions: [${definitions}] } as unknown as DocumentNode`
}

function printOperation(client: ClientOperation): string {
  const [operation, ...fragments] = client.document.definitions
  const definitions = [
    operation === undefined ? '' : json(operation),
    ...fragments.map((node) => ('name' in node ? (node.name?.value ?? '') : '')),
  ].join(', ')
  return `export const ${client.name}Document: TypedDocumentNode<${typesOf(client).join(', ')}> = { kind: '${Kind.DOCUMENT}', definitions: [${definitions}] } as unknown as DocumentNode`
}

/** Without places in a file and without empty lists, which no reader of a tree misses. */
function json(node: ASTNode): string {
  const bare = visit(node, {
    enter: ({ loc: _, ...rest }) =>
      Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value))) as never,
  })
  return JSON.stringify(bare)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}
