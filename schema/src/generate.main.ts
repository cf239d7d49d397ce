// `npm run generate`: writes the resolver types of every subgraph, the types and the page of events, and what the
// client room is made of.
import { eventArtefacts, generatedArtefacts } from './artefacts.ts'
import { clientArtefacts } from './client/generate-client.ts'
import { composeSubgraphs } from './compose.ts'
import { loadEvents } from './events/load-events.ts'
import { loadAllSubgraphSdl, loadOperations } from './load.ts'
import { tellFailure } from './tell-failure.ts'
import { writeArtefacts } from './write-artefacts.ts'

try {
  const documents = loadAllSubgraphSdl()
  const composition = composeSubgraphs(documents)
  const artefacts = [...(await generatedArtefacts(documents)), ...eventArtefacts(loadEvents())]
  if (composition.kind === 'composed') {
    artefacts.push(...(await clientArtefacts(composition.apiSdl, loadOperations())))
  } else {
    console.error(
      'The subgraphs do not compose, so the client is left as it was: run npm run schema:compose.',
    )
    process.exitCode = 1
  }
  await writeArtefacts(artefacts)
  for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
} catch (error) {
  console.error(`Nothing was written: ${tellFailure(error)}`)
  process.exitCode = 1
}
