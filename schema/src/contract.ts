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
    own: readOnDemand(loadOwnSdl),
    operations: loadOperations(),
  }
}

/** So that a subgraph that is judged alone does not stumble over what somebody left in another one's file. */
export function readOnDemand(read: (name: SubgraphName) => DocumentNode): Contract['own'] {
  const documents = new Map<SubgraphName, DocumentNode>()
  const get = (name: SubgraphName) => {
    const document = documents.get(name) ?? read(name)
    documents.set(name, document)
    return document
  }
  return {
    get users() {
      return get('users')
    },
    get products() {
      return get('products')
    },
    get orders() {
      return get('orders')
    },
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
