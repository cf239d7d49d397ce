// `npm run generate`: writes the resolver types of every subgraph.
import { generatedArtefacts } from './artefacts.ts'
import { writeArtefacts } from './write-artefacts.ts'

const artefacts = await generatedArtefacts()
await writeArtefacts(artefacts)
for (const artefact of artefacts) console.log(`wrote ${artefact.path}`)
