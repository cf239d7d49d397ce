// One's own orders with the names that the products have now: users, orders and products each answer a part.
import { loadOperation } from '../documents.ts'
import { draw } from '../random.ts'
import { expectThat, type Scenario } from './scenario.ts'

type Line = { productName: string; variant: { product: { name: string } } | null }
type Answer = { me: { name: string | null; orders: { nodes: { lines: Line[] }[] } } | null }

const size = 20

export const orderHistory: Scenario = {
  name: 'history',
  unit: 'requests',
  about: `own order history: ${size} orders of 3 lines with live product names (three services)`,
  prepare({ signedIn, random }) {
    const query = loadOperation('OrderHistory')
    return async (ask) => {
      const answer = await ask<Answer>(query, { first: size }, draw(random, signedIn.readers))
      const nodes = answer.me?.orders.nodes ?? []
      expectThat(nodes.length === size, `there are ${size} orders`, answer)
      expectThat(answer.me?.name != null, 'the reader has a name', answer)
      const isLive = nodes.every(
        ({ lines }) =>
          lines.length === 3 &&
          lines.every(({ variant, productName }) => variant?.product.name === productName),
      )
      expectThat(isLive, 'each order has 3 lines with the live name of their product', answer)
    }
  },
}
