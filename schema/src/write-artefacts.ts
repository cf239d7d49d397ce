// Writes artefacts to their places, each at once: a reader never sees half a file.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { type Artefact, artefactUrl } from './artefacts.ts'

export async function writeArtefacts(artefacts: readonly Artefact[]): Promise<void> {
  for (const artefact of artefacts) {
    const url = artefactUrl(artefact)
    const draft = new URL(`${url.href}.${process.pid}.tmp`)
    await mkdir(new URL('./', url), { recursive: true })
    await writeFile(draft, artefact.content)
    await rename(draft, url)
  }
}
