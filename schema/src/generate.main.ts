// `npm run generate`: writes the resolver types of every subgraph.
import { generatedArtefacts } from './artefacts.ts'
import { loadAllSubgraphSdl } from './load.ts'
import { tellFailure } from './tell-failure.ts'
import { writeArtefacts } from './write-artefacts.ts'

try {
  const artefacts = await generatedArtefacts(loadAllSubgraphSdl())
  await writeArtefacts(artefacts)
  for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
} catch (error) {
  console.error(`Nothing was written: ${tellFailure(error)}`)
  process.exitCode = 1
}
