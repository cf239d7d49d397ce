// `npm run schema:compose`: writes the supergraph, what clients see, and each subgraph's whole text for rover.
import { composedArtefacts } from './artefacts.ts'
import { composeSubgraphs } from './compose.ts'
import { loadAllSubgraphSdl } from './load.ts'
import { writeArtefacts } from './write-artefacts.ts'

const documents = loadAllSubgraphSdl()
const composition = composeSubgraphs(documents)
if (composition.kind === 'failed') {
  console.error(
    ['The subgraphs do not compose:', ...composition.errors.map(({ message }) => message)].join('\n'),
  )
  process.exitCode = 1
} else {
  const artefacts = composedArtefacts(composition, documents)
  await writeArtefacts(artefacts)
  for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
  for (const hint of composition.hints) console.warn(`hint ${hint.code}: ${hint.message}`)
}
