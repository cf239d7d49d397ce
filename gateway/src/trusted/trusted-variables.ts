// The variables of trusted documents, for every config that reads them.
import { z } from 'zod'

export const trustedVariables = {
  /** `log` tells of documents that are not in the list, `enforce` refuses them. */
  TRUSTED_DOCUMENTS: z.enum(['off', 'log', 'enforce'], 'must be off, log or enforce').default('off'),
  /** The list; the shop's own is schema/operations.manifest.json. */
  TRUSTED_DOCUMENTS_MANIFEST: z.string().trim().optional(),
}

const shape = z.object(trustedVariables)

export type TrustedVariables = z.infer<typeof shape>

/** What is wrong with the variables together. `ownGraph`: whether the graph is the shop's, whose list is at hand. */
export function trustedProblems(config: TrustedVariables, ownGraph: boolean): string[] {
  const { TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_MANIFEST } = config
  if (TRUSTED_DOCUMENTS === 'off' || ownGraph || TRUSTED_DOCUMENTS_MANIFEST !== undefined) return []
  return [
    `TRUSTED_DOCUMENTS_MANIFEST: is required with TRUSTED_DOCUMENTS=${TRUSTED_DOCUMENTS} for another supergraph`,
  ]
}
