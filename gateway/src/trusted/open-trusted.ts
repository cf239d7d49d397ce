// From the configuration to the trusted documents of a gateway. Without the list `enforce` would refuse everybody, so it
// does not start; `log` says so once and goes on without.
import { fileURLToPath } from 'node:url'
import type { KnownDocument } from '@supermarket/engine/graph/known-documents.ts'
import { readManifest } from '@supermarket/schema/documents/manifest.ts'
import { schemaRoom } from '@supermarket/schema/load.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import type { Logger } from 'pino'
import { byUse } from './by-use.ts'
import { type TrustedList, trustedList } from './trusted-list.ts'
import type { TrustedVariables } from './trusted-variables.ts'

export type TrustedDocuments = { readonly mode: 'log' | 'enforce'; readonly list: TrustedList }

export type OpenTrustedOptions = {
  readonly variables: TrustedVariables
  readonly maxTokens: number
  /** Tells which documents are asked for most. */
  readonly trafficFolder: string | undefined
  readonly log: Logger
}

/** Undefined when every document is taken. Rejects with a StartupError. */
export async function openTrusted(options: OpenTrustedOptions): Promise<TrustedDocuments | undefined> {
  const { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_MANIFEST: path = ownManifest } = options.variables
  if (mode === 'off') return undefined
  try {
    const manifest = await readManifest(path)
    const operations = await byUse(manifest.operations, options.trafficFolder)
    const list = trustedList({ ...manifest, operations }, options)
    options.log.info({ mode, documents: operations.length }, 'trusted documents are known')
    return { mode, list }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const sentence = `The list of trusted documents cannot be used: ${reason}`
    if (mode === 'enforce') throw new StartupError(sentence, { cause })
    options.log.warn(`${sentence} TRUSTED_DOCUMENTS=log tells of nothing.`)
    return undefined
  }
}

/** As clients that send an id have them run. */
export function knownDocuments({ list }: TrustedDocuments): readonly KnownDocument[] {
  return list.documents.map(({ body, name }) => ({ source: body, operationName: name }))
}

const ownManifest = fileURLToPath(new URL('operations.manifest.json', schemaRoom))
