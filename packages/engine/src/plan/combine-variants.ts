// Several reasons to plan an operation differently make one variant.
import { type OperationVariant, plainVariant } from './operation-request.ts'

export type VariantPart = Partial<OperationVariant> | undefined

/** Each part keeps its place in the key: equal keys of different parts are different variants. One may restrict. */
export function combineVariants(parts: readonly VariantPart[]): OperationVariant {
  const present = parts.filter((part) => part !== undefined)
  if (present.length === 0) return plainVariant
  return {
    key: JSON.stringify(parts.map((part) => part?.key ?? '')),
    defer: present.some(({ defer = false }) => defer),
    overrideLabels: present.flatMap(({ overrideLabels = [] }) => overrideLabels),
    restrict: present.find(({ restrict }) => restrict)?.restrict,
  }
}
