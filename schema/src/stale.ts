// Committed files that no longer follow from the SDL.
import { composedArtefacts, findStale, generatedArtefacts } from './artefacts.ts'
import type { Composed, SubgraphDocuments } from './compose.ts'
import { errorFinding, type Finding } from './findings.ts'
import type { SubgraphName } from './subgraphs.ts'

/** Of one subgraph alone only its generated types are its own: the supergraph is everybody's. */
export async function findStaleFiles(
  composed: Composed,
  documents: SubgraphDocuments,
  subgraph?: SubgraphName,
): Promise<readonly Finding[]> {
  const generated = generatedArtefacts(documents).then((artefacts) =>
    artefacts.filter(({ path }) => subgraph === undefined || path.startsWith(`subgraphs/${subgraph}/`)),
  )
  const [staleComposed, staleGenerated] = await Promise.all([
    subgraph === undefined ? findStale(composedArtefacts(composed, documents)) : [],
    generated.then(findStale),
  ])
  return [
    ...staleComposed.map((path) => stale(path, 'npm run schema:compose')),
    ...staleGenerated.map((path) => stale(path, 'npm run generate')),
  ]
}

function stale(path: string, command: string): Finding {
  return errorFinding('stale', `${path} is stale: run ${command}.`, { file: path, line: 1 })
}
