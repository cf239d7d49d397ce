// One operation as it is planned and cached: what the client sent, and the variant of it that this client gets.
import type { DocumentNode, SelectionNode } from 'graphql'
import type { GraphSchemas } from '../execute/types.ts'

export type OperationRequest = {
  /** Apollo Server's hash of the text: SHA-256. */
  readonly queryHash: string
  readonly source: string
  /** The parsed source, valid against the API schema. */
  readonly document: DocumentNode
  /** Always set for a named operation. */
  readonly operationName: string | undefined
  readonly variant: OperationVariant
}

/** Why the same text may need more than one plan. */
export type OperationVariant = {
  /** Equal keys mean equal plans. One key per client would make the cache useless: keep the number of keys small. */
  readonly key: string
  /** Plans `@defer`; otherwise the directive is ignored. */
  readonly defer: boolean
  /** Labels of progressive `@override` that are on. */
  readonly overrideLabels: readonly string[]
  /**
   * What is planned instead of the document, whose shape the answer keeps: asked once per key and graph, also for a
   * graph that is only being warmed up. Absent, or undefined, where the document itself is planned.
   */
  readonly restrict?: ((document: DocumentNode, schemas: GraphSchemas) => PlannedPart | undefined) | undefined
}

/** What a restriction leaves of a document. */
export type PlannedPart = {
  /** Undefined when nothing is left to fetch. */
  readonly document: DocumentNode | undefined
  /** Selections of the client's document that are null in the answer whatever is fetched. */
  readonly removed: ReadonlySet<SelectionNode>
}

export const plainVariant: OperationVariant = { key: '', defer: false, overrideLabels: [] }

export function cacheKey({ queryHash, operationName, variant }: OperationRequest): string {
  return `${queryHash}\n${operationName ?? ''}\n${variant.key}`
}
