// The files that are written from the SDL and the clients' operations, and committed beside them. `schema:check` fails when one is stale.
import { readFile } from 'node:fs/promises'
import { type DocumentNode, print } from 'graphql'
import type { Composed, SubgraphDocuments } from './compose.ts'
import { buildManifest, printManifest } from './documents/build-manifest.ts'
import type { EventCatalog } from './events/event-schema.ts'
import { printEventPage } from './events/print-event-page.ts'
import { printEventTypes } from './events/print-event-types.ts'
import { generateResolverTypes } from './generate.ts'
import { type OperationFile, schemaRoom } from './load.ts'
import { readMappers } from './mappers.ts'
import { type SubgraphName, subgraphNames } from './subgraphs.ts'

export type Artefact = { readonly path: string; readonly content: string }

/** Paths are relative to the project's root. Rover takes one file per subgraph, so each has its whole text in `generated`. */
export function composedArtefacts(composed: Composed, documents: SubgraphDocuments): readonly Artefact[] {
  const banner = '# Written by `npm run schema:compose`. Do not edit.\n'
  const whole = subgraphNames.map((name) => ({
    path: `schema/generated/${name}.graphql`,
    content: `${banner}${print(documents[name])}\n`,
  }))
  return [
    { path: 'schema/supergraph.graphql', content: banner + composed.supergraphSdl },
    { path: 'schema/api.graphql', content: banner + composed.apiSdl },
    ...whole,
  ]
}

export function generatedArtefacts(documents: SubgraphDocuments): Promise<readonly Artefact[]> {
  return Promise.all(subgraphNames.map((name) => generatedArtefact(name, documents[name])))
}

async function generatedArtefact(name: SubgraphName, document: DocumentNode): Promise<Artefact> {
  const content = await generateResolverTypes({ document, mappers: await readMappers(name) })
  return { path: `subgraphs/${name}/src/generated/resolvers-types.ts`, content }
}

/** Types and page of the catalogue of events. */
export function eventArtefacts(catalog: EventCatalog): readonly Artefact[] {
  return [
    { path: 'schema/src/generated/events.ts', content: printEventTypes(catalog) },
    { path: 'docs/events.md', content: printEventPage(catalog) },
  ]
}

export const manifestArtefact = 'schema/operations.manifest.json'

/** The list of trusted documents; nothing while the operations cannot make one. */
export function documentArtefacts(operations: readonly OperationFile[]): readonly Artefact[] {
  const documents = operations.map(({ document }) => document)
  const built = buildManifest([{ path: 'schema/operations', documents, errors: [] }])
  return built.kind === 'failed' ? [] : [{ path: manifestArtefact, content: printManifest(built.manifest) }]
}

export function artefactUrl(artefact: Artefact): URL {
  return new URL(`../${artefact.path}`, schemaRoom)
}

/** The paths whose file is missing or holds something else. */
export async function findStale(artefacts: readonly Artefact[]): Promise<readonly string[]> {
  const contents = await Promise.all(artefacts.map((artefact) => readOrUndefined(artefactUrl(artefact))))
  return artefacts
    .filter((artefact, at) => contents[at] !== artefact.content)
    .map((artefact) => artefact.path)
}

async function readOrUndefined(url: URL): Promise<string | undefined> {
  try {
    return await readFile(url, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
