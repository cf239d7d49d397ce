// Which documents are trusted: by their id, or by a text that differs from a listed one in nothing that matters. What a
// client's text was found to be is remembered, within bounds, so that it is parsed for this once.
import { createHash } from 'node:crypto'
import { comparableText } from '@supermarket/schema/documents/comparable-text.ts'
import type { Manifest, TrustedDocument } from '@supermarket/schema/documents/manifest.ts'
import { LruMap } from '@supermarket/service-kit/lru-map.ts'
import { parse } from 'graphql'

export type TrustedList = {
  /** The likeliest to be asked for first. */
  readonly documents: readonly TrustedDocument[]
  findById(id: string): TrustedDocument | undefined
  hasText(text: string): boolean
}

export type TrustedListOptions = {
  /** Longer texts are not trusted: the gateway would not parse them either. */
  readonly maxTokens: number
}

const maxVerdicts = 10_000

/** What of the list does not parse is known by its id and its very text. */
export function trustedList({ operations }: Manifest, { maxTokens }: TrustedListOptions): TrustedList {
  const byId = new Map(operations.map((document) => [document.id, document]))
  const bodies = new Set(operations.map(({ body }) => body))
  const comparable = new Set(operations.map(({ body }) => comparableOf(body, maxTokens)))
  comparable.delete(undefined)
  const verdicts = new LruMap<string, boolean>(maxVerdicts)
  return {
    documents: operations,
    findById: (id) => byId.get(id),
    hasText(text) {
      if (bodies.has(text)) return true
      const hash = createHash('sha256').update(text).digest('base64')
      const known = verdicts.get(hash)
      if (known !== undefined) return known
      const verdict = comparable.has(comparableOf(text, maxTokens) ?? '')
      verdicts.set(hash, verdict)
      return verdict
    },
  }
}

function comparableOf(text: string, maxTokens: number): string | undefined {
  try {
    return comparableText(parse(text, { maxTokens, noLocation: true }))
  } catch {
    return undefined
  }
}
