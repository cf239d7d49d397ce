// `npm run operations:build [-- --out FILE FOLDER…]`: writes the list of trusted documents, of schema/operations/ and of
// every folder that is named.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { manifestArtefact } from './artefacts.ts'
import { buildManifest, printManifest } from './documents/build-manifest.ts'
import { readClientFolder } from './documents/client-folder.ts'
import { loadSupergraphSdl, schemaRoom } from './load.ts'
import { deferringApi } from './side.ts'
import { writeArtefacts } from './write-artefacts.ts'

try {
  await build()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function build(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string' } },
    allowPositionals: true,
  })
  // The committed list is schema/operations/ alone: the schema check could not tell whether it is stale otherwise.
  if (positionals.length > 0 && values.out === undefined)
    throw new Error('Say where the list goes that holds further folders: --out FILE.')
  // npm runs a room's script inside the room; paths are meant from where npm was called.
  const from = process.env.INIT_CWD ?? '.'
  const folders = [
    fileURLToPath(new URL('operations/', schemaRoom)),
    ...positionals.map((path) => resolve(from, path)),
  ]
  const built = buildManifest(folders.map(readClientFolder), deferringApi(loadSupergraphSdl()))
  if (built.kind === 'failed') throw new Error(built.problems.join('\n'))
  const content = printManifest(built.manifest)
  if (values.out === undefined) await writeArtefacts([{ path: manifestArtefact, content }])
  else await writeFile(resolve(from, values.out), content)
  console.log(`wrote ${values.out ?? manifestArtefact}: ${built.manifest.operations.length} operations`)
}
