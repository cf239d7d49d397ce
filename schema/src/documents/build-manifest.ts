// From clients' files to the list of trusted documents: each operation alone with the fragments that it reaches, printed
// and hashed as Apollo's own tools do it. The same files give the same list, byte for byte.
import { createHash } from 'node:crypto'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type NameNode,
  print,
  validate,
} from 'graphql'
import { selectDefinitions } from '../traffic/select-definitions.ts'
import type { ClientFolder } from './client-folder.ts'
import { sortDefinitions } from './comparable-text.ts'
import { type Manifest, manifestFormat, type TrustedDocument } from './manifest.ts'
import { withTypenames } from './typenames.ts'

export type BuiltManifest =
  | { readonly kind: 'built'; readonly manifest: Manifest }
  /** `file:line: what is wrong`. */
  | { readonly kind: 'failed'; readonly problems: readonly string[] }

/** Without a schema the operations are taken for valid. */
export function buildManifest(folders: readonly ClientFolder[], schema?: GraphQLSchema): BuiltManifest {
  const problems: string[] = []
  const operations = new Map<string, Operation>()
  for (const folder of folders) {
    const document = joined(folder)
    problems.push(...[...folder.errors, ...namingErrors(document)].map(tellError))
    if (problems.length > 0) continue
    for (const operation of operationsOf(document)) {
      if (schema !== undefined) problems.push(...validate(schema, operation.document).map(tellError))
      const other = operations.get(operation.trusted.name)
      if (other !== undefined && other.trusted.id !== operation.trusted.id)
        problems.push(tellError(twice('operation', operation.name, other.name)))
      operations.set(operation.trusted.name, other ?? operation)
    }
  }
  if (problems.length > 0) return { kind: 'failed', problems: [...new Set(problems)] }
  const trusted = [...operations.values()].map((operation) => operation.trusted)
  const sorted = trusted.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { kind: 'built', manifest: { format: manifestFormat, version: 1, operations: sorted } }
}

export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}

type Operation = {
  readonly name: NameNode
  readonly document: DocumentNode
  readonly trusted: TrustedDocument
}

function joined({ documents }: ClientFolder): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: documents.flatMap(({ definitions }) => definitions) }
}

function operationsOf(folder: DocumentNode): readonly Operation[] {
  return folder.definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION || node.name === undefined) return []
    const name = node.name.value
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: selectDefinitions(folder, name) }
    const body = print(sortDefinitions(withTypenames(document)))
    const id = createHash('sha256').update(body).digest('hex')
    return [{ name: node.name, document, trusted: { id, name, type: node.operation, body } }]
  })
}

/** An operation without a name, a name twice in one folder, and what is no part of a client's document. */
function namingErrors({ definitions }: DocumentNode): readonly GraphQLError[] {
  const seen = new Map<string, NameNode>()
  return definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION)
      return [new GraphQLError('Only operations and fragments may stand here.', { nodes: node })]
    const { name } = node
    if (name === undefined) return [new GraphQLError('An operation needs a name.', { nodes: node })]
    const kind = node.kind === Kind.OPERATION_DEFINITION ? 'operation' : 'fragment'
    const key = `${kind} ${name.value}`
    const before = seen.get(key)
    if (before !== undefined) return [twice(kind, name, before)]
    seen.set(key, name)
    return []
  })
}

function twice(kind: string, name: NameNode, before: NameNode): GraphQLError {
  return new GraphQLError(`The ${kind} ${name.value} is there already: ${placeOf(before)}.`, { nodes: name })
}

function placeOf({ loc }: NameNode): string {
  return loc === undefined ? 'elsewhere' : `${loc.source.name}:${loc.startToken.line}`
}

function tellError({ message, source, locations }: GraphQLError): string {
  const line = locations?.[0]?.line
  return source === undefined ? message : `${source.name}:${line ?? 1}: ${message}`
}
