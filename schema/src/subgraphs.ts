// The subgraphs that make the graph, where the gateway finds them by default, and which of them owns which entity.

export const subgraphNames = ['users', 'products', 'orders'] as const

export type SubgraphName = (typeof subgraphNames)[number]

export const routingUrls: Readonly<Record<SubgraphName, string>> = {
  users: 'http://127.0.0.1:4001/graphql',
  products: 'http://127.0.0.1:4002/graphql',
  orders: 'http://127.0.0.1:4003/graphql',
}

export const entityOwners: Readonly<Record<string, SubgraphName>> = {
  User: 'users',
  Product: 'products',
  ProductVariant: 'products',
  Category: 'products',
  Cart: 'orders',
  Order: 'orders',
}
