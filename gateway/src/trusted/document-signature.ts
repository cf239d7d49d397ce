// A trusted document as recordings of traffic know it.
import type { TrustedDocument } from '@supermarket/schema/documents/manifest.ts'
import { signOperation } from '@supermarket/schema/traffic/sign-operation.ts'
import { parse } from 'graphql'

/** Undefined for what does not parse: lists that others made may hold anything. */
export function documentSignature({ body, name }: TrustedDocument): string | undefined {
  try {
    return signOperation(parse(body), name)
  } catch {
    return undefined
  }
}

export function documentSignatures(documents: readonly TrustedDocument[]): ReadonlySet<string> {
  return new Set(documents.flatMap((document) => documentSignature(document) ?? []))
}
