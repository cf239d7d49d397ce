// Trusted documents in the order in which clients are likely to ask for them, as recorded traffic shows it.
import type { TrustedDocument } from '@supermarket/schema/documents/manifest.ts'
import { readTraffic } from '@supermarket/schema/traffic/read-traffic.ts'
import { documentSignature } from './document-signature.ts'

/** Without traffic, and for what nobody asked for, the order is the list's own. Never rejects. */
export async function byUse(
  documents: readonly TrustedDocument[],
  trafficFolder: string | undefined,
): Promise<readonly TrustedDocument[]> {
  // Nothing may have been recorded yet. The recorder, and the check, tell of recordings that cannot be read.
  const traffic =
    trafficFolder === undefined ? undefined : await readTraffic(trafficFolder).catch(() => undefined)
  if (traffic === undefined) return documents
  const counts = new Map(
    traffic.operations.map(({ signature, clients }) => [
      signature,
      clients.reduce((sum, { count }) => sum + count, 0),
    ]),
  )
  const ranked = documents.map((document) => ({
    document,
    count: counts.get(documentSignature(document) ?? '') ?? 0,
  }))
  return ranked.sort((a, b) => b.count - a.count).map(({ document }) => document)
}
