// A stored operation as text: what is needed to send it, and, for the compiler alone, what goes in and comes out.
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

export type OperationKind = 'query' | 'mutation' | 'subscription'

export type Operation<Data, Variables> = DocumentTypeDecoration<Data, Variables> & {
  readonly name: string
  readonly kind: OperationKind
  /** SHA-256 of the text, in hex: its name as a trusted document. */
  readonly id: string
  readonly text: string
}
