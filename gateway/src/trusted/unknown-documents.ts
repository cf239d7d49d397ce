// Tells operators of documents that are not in the list: each once, and so many at most. Texts are not repeated, because
// literals in them may be secrets.
import { cleanName } from '@supermarket/schema/traffic/clean-name.ts'
import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'
import type { ClientApp } from '../context.ts'

export type UnknownDocument = {
  readonly by: 'id' | 'text'
  /** Its SHA-256, or the id that was asked for. */
  readonly id: string
  /** Of the operation, as its client says. */
  readonly name: string
  readonly client: ClientApp
}

export type UnknownDocuments = { tell(document: UnknownDocument): void }

export type UnknownDocumentsOptions = {
  readonly log: Logger
  readonly registry?: Registry | undefined
  readonly refused: boolean
  /** 1,000. */
  readonly maxWarnings?: number
}

export function unknownDocuments(options: UnknownDocumentsOptions): UnknownDocuments {
  const { log, registry, refused, maxWarnings = 1_000 } = options
  const counter = new Counter({
    name: 'gateway_unknown_documents_total',
    help: 'Requests whose document is not in the list of trusted documents, by how they named it.',
    labelNames: ['by', 'refused'] as const,
    registers: registry ? [registry] : [],
  })
  // Ids are made up easily: they must not use up what is told of texts.
  const toldBy = { id: new Set<string>(), text: new Set<string>() }
  return {
    tell({ by, id, name, client }) {
      counter.inc({ by, refused: String(refused) })
      const told = toldBy[by]
      if (told.size > maxWarnings) return
      const document = { by, id: cleanName(id), operation: cleanName(name) }
      const key = JSON.stringify(document)
      if (told.has(key)) return
      told.add(key)
      if (told.size > maxWarnings)
        return log.warn('More documents that are not in the list of trusted documents are only counted')
      const from = { client: cleanName(client.name), version: cleanName(client.version) }
      log.warn({ ...document, ...from }, `a document is ${refused ? 'refused: it is ' : ''}not in the list`)
    },
  }
}
