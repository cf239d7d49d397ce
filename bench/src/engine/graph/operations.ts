// What is asked: the public benchmark's query, a small one, and families of operations that differ only in a name. Pure.

const fragments = `fragment User on User {
  id
  username
  name
}

fragment Review on Review {
  id
  body
}

fragment Product on Product {
  inStock
  name
  price
  shippingEstimate
  upc
  weight
}`

/** `first`: how many top products, where the default of five is not enough. */
export function benchmarkQuery(first?: number): string {
  return `${fragments}

query Benchmark {
  users {
    ...User
    reviews {
      ...Review
      product {
        ...Product
        reviews {
          ...Review
          author {
            ...User
            reviews {
              ...Review
              product {
                ...Product
              }
            }
          }
        }
      }
    }
  }
  topProducts${first === undefined ? '' : `(first: ${first})`} {
    ...Product
    reviews {
      ...Review
      author {
        ...User
        reviews {
          ...Review
          product {
            ...Product
          }
        }
      }
    }
  }
}`
}

export const smallQuery = '{ me { id name } }'

/** Operations that differ in their name and in one alias: another plan each, at the same cost. Three fetches. */
export function distinctQueries(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `query Distinct${index} { topProducts { upc name stock${index}: inStock reviews { id body } } }`,
  )
}
