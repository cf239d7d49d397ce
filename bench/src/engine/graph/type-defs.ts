// The graph of the public federation benchmark (github.com/graphql-hive/graphql-gateways-benchmark): its four
// subgraphs with their types, keys, @requires and @provides. Pure.

export const subgraphNames = ['accounts', 'inventory', 'products', 'reviews'] as const
export type SubgraphName = (typeof subgraphNames)[number]

const federation = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.3"
    import: ["@key", "@external", "@provides", "@requires", "@shareable"]
  )`

export const typeDefs: Readonly<Record<SubgraphName, string>> = {
  accounts: `${federation}

type Query {
  me: User
  user(id: ID!): User
  users: [User]
}

type User @key(fields: "id") {
  id: ID!
  name: String
  username: String @shareable
  birthday: Int
}`,

  inventory: `${federation}

type Product @key(fields: "upc") {
  upc: String!
  weight: Int @external
  price: Int @external
  inStock: Boolean
  shippingEstimate: Int @requires(fields: "price weight")
}`,

  products: `${federation}

type Query {
  topProducts(first: Int = 5): [Product]
}

type Product @key(fields: "upc") {
  upc: String!
  name: String
  price: Int
  weight: Int
}`,

  reviews: `${federation}

type Review @key(fields: "id") {
  id: ID!
  body: String
  product: Product
  author: User @provides(fields: "username")
}

type User @key(fields: "id") {
  id: ID!
  username: String @external
  reviews: [Review]
}

type Product @key(fields: "upc") {
  upc: String!
  reviews: [Review]
}`,
}
