// `npm run generate`: writes the resolver types of every subgraph.
import { generatedArtefacts } from './artefacts.ts'
import { loadAllSubgraphSdl } from './load.ts'
import { writeArtefacts } from './write-artefacts.ts'

const artefacts = await generatedArtefacts(loadAllSubgraphSdl())
await writeArtefacts(artefacts)
for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
