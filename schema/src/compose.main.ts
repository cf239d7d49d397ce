// `npm run schema:compose`: writes the supergraph, its copy for the stock gateway, and what clients see.
import { composedArtefacts } from './artefacts.ts'
import { composeSubgraphs } from './compose.ts'
import { loadAllSubgraphSdl } from './load.ts'
import { writeArtefacts } from './write-artefacts.ts'

const composition = composeSubgraphs(loadAllSubgraphSdl())
if (composition.kind === 'failed') {
  console.error(
    ['The subgraphs do not compose:', ...composition.errors.map(({ message }) => message)].join('\n'),
  )
  process.exitCode = 1
} else {
  const artefacts = composedArtefacts(composition)
  await writeArtefacts(artefacts)
  for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
  for (const hint of composition.hints) console.warn(`hint ${hint.code}: ${hint.message}`)
}
