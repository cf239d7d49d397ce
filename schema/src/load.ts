// Reads the contract from this room's files. What a subgraph serves and what is composed are the same document.
import { readdirSync, readFileSync } from 'node:fs'
import { type DocumentNode, parse, Source } from 'graphql'
import type { SubgraphName } from './subgraphs.ts'

export const schemaRoom = new URL('../', import.meta.url)

/** A subgraph's whole SDL: shared.graphql and its own file. Give it to `buildSubgraphSchema`. */
export function loadSubgraphSdl(name: SubgraphName): DocumentNode {
  return withShared(loadDocument(`${name}.graphql`), loadSharedSdl())
}

/** The SDL of every subgraph, as it is composed. */
export function loadAllSubgraphSdl(): Readonly<Record<SubgraphName, DocumentNode>> {
  return {
    users: loadSubgraphSdl('users'),
    products: loadSubgraphSdl('products'),
    orders: loadSubgraphSdl('orders'),
  }
}

/** A subgraph's own file, without what it shares with the others. */
export function loadOwnSdl(name: SubgraphName): DocumentNode {
  return loadDocument(`${name}.graphql`)
}

export function loadSharedSdl(): DocumentNode {
  return loadDocument('shared.graphql')
}

export function withShared(own: DocumentNode, shared: DocumentNode): DocumentNode {
  return { ...own, definitions: [...own.definitions, ...shared.definitions] }
}

/** The composed supergraph, policy directives included. */
export function loadSupergraphSdl(): string {
  return readContractFile('supergraph.graphql')
}

export type OperationFile = { readonly name: string; readonly document: DocumentNode }

/** The documents of the known clients, by file name. */
export function loadOperations(): readonly OperationFile[] {
  const names = readdirSync(new URL('operations/', schemaRoom)).filter((name) => name.endsWith('.graphql'))
  return names.sort().map((name) => ({ name, document: loadDocument(`operations/${name}`) }))
}

function loadDocument(path: string): DocumentNode {
  return parse(new Source(readContractFile(path), `schema/${path}`))
}

function readContractFile(path: string): string {
  return readFileSync(new URL(path, schemaRoom), 'utf8')
}
