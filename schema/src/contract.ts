// Everything that the check judges: the SDL of each subgraph, what they share, and the operations of the known clients.
import type { DocumentNode } from 'graphql'
import type { SubgraphDocuments } from './compose.ts'
import { loadOperations, loadOwnSdl, loadSharedSdl, type OperationFile, withShared } from './load.ts'
import type { SubgraphName } from './subgraphs.ts'

export type Contract = {
  readonly shared: DocumentNode
  readonly own: Readonly<Record<SubgraphName, DocumentNode>>
  readonly operations: readonly OperationFile[]
}

/** The contract of the working copy. */
export function loadContract(): Contract {
  return {
    shared: loadSharedSdl(),
    own: { users: loadOwnSdl('users'), products: loadOwnSdl('products'), orders: loadOwnSdl('orders') },
    operations: loadOperations(),
  }
}

/** The subgraphs as they are composed. */
export function documentsOf({ own, shared }: Contract): SubgraphDocuments {
  return {
    users: withShared(own.users, shared),
    products: withShared(own.products, shared),
    orders: withShared(own.orders, shared),
  }
}
