// Committed files that no longer follow from the SDL, the clients' operations or the events.
import {
  composedArtefacts,
  documentArtefacts,
  eventArtefacts,
  findStale,
  generatedArtefacts,
} from './artefacts.ts'
import { clientArtefacts } from './client/generate-client.ts'
import type { Composed, SubgraphDocuments } from './compose.ts'
import { loadEvents } from './events/load-events.ts'
import { errorFinding, type Finding } from './findings.ts'
import type { OperationFile } from './load.ts'
import type { SubgraphName } from './subgraphs.ts'

export type Followed = {
  readonly composed: Composed
  readonly documents: SubgraphDocuments
  readonly operations: readonly OperationFile[]
}

/** Of one subgraph alone only its generated types are its own: the supergraph is everybody's. */
export async function findStaleFiles(
  { composed, documents, operations }: Followed,
  subgraph?: SubgraphName,
): Promise<readonly Finding[]> {
  const generated = generatedArtefacts(documents).then((artefacts) =>
    artefacts.filter(({ path }) => subgraph === undefined || path.startsWith(`subgraphs/${subgraph}/`)),
  )
  const whole = subgraph === undefined
  const events = whole ? eventArtefacts(loadEvents()) : []
  const client = whole ? clientArtefacts(composed.apiSdl, operations) : []
  const [staleComposed, staleDocuments, staleEvents, staleGenerated, staleClient] = await Promise.all([
    whole ? findStale(composedArtefacts(composed, documents)) : [],
    whole ? findStale(documentArtefacts(operations)) : [],
    findStale(events),
    generated.then(findStale),
    Promise.resolve(client).then(findStale),
  ])
  return [
    ...staleComposed.map((path) => stale(path, 'npm run schema:compose')),
    ...staleDocuments.map((path) => stale(path, 'npm run operations:build')),
    ...[...staleEvents, ...staleGenerated, ...staleClient].map((path) => stale(path, 'npm run generate')),
  ]
}

function stale(path: string, command: string): Finding {
  return errorFinding('stale', `${path} is stale: run ${command}.`, { file: path, line: 1 })
}
