// `npm run schema:compose`: writes the supergraph, what clients see, and each subgraph's whole text for rover.
import { composedArtefacts } from './artefacts.ts'
import { composeOrThrow } from './compose.ts'
import { loadAllSubgraphSdl } from './load.ts'
import { tellFailure } from './tell-failure.ts'
import { writeArtefacts } from './write-artefacts.ts'

try {
  const documents = loadAllSubgraphSdl()
  const composition = composeOrThrow(documents)
  const artefacts = composedArtefacts(composition, documents)
  await writeArtefacts(artefacts)
  for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
  for (const hint of composition.hints) console.warn(`hint ${hint.code}: ${hint.message}`)
} catch (error) {
  console.error(`Nothing was written: ${tellFailure(error)}`)
  process.exitCode = 1
}
