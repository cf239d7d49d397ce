// Operations that are known before anybody has asked for them, as they would be asked for by a client that sends exactly
// this text, takes its answer in one piece, and may see all of it.
import { createHash } from 'node:crypto'
import { type DocumentNode, parse } from 'graphql'
import type { HotOperation } from '../plan/operation-cache.ts'
import { plainVariant } from '../plan/operation-request.ts'

export type KnownDocument = {
  /** One operation and its fragments. */
  readonly source: string
  readonly operationName: string | undefined
}

/** What does not parse is left out. */
export function knownOperations(documents: readonly KnownDocument[]): readonly HotOperation[] {
  return documents.flatMap(({ source, operationName }) => {
    const document = parsed(source)
    if (document === undefined) return []
    const queryHash = createHash('sha256').update(source).digest('hex')
    return [{ request: { queryHash, source, document, operationName, variant: plainVariant }, uses: 0 }]
  })
}

function parsed(source: string): DocumentNode | undefined {
  try {
    return parse(source)
  } catch {
    return undefined
  }
}
