// What Apollo Studio sees of the real shop, over both topologies: each fetch of a plan with the resolvers that answered it,
// and no value of anybody.
import { fakeStudio } from '@supermarket/gateway/studio/fake-studio.fixture.ts'
import { tracedFields } from '@supermarket/gateway/studio/traced-fields.fixture.ts'
import { openStack, topologies } from '@supermarket/testkit/stack.ts'
import { aShop } from '@supermarket/testkit/story.ts'
import { expect, test } from 'vitest'
import { anOrder } from './buying.ts'

const operation = `query Traced {
  me { name orders(first: 1) { nodes { number lines { variant { product { name } } } } } }
}`

test.each(topologies)(
  'in %s Studio sees the resolvers of each service',
  {
    timeout: 120_000,
  },
  async (topology) => {
    await using studio = await fakeStudio()
    {
      const reporting = { key: 'service:supermarket:key', graphRef: 'supermarket@e2e', url: studio.url }
      await using stack = await openStack(topology, { studio: reporting })
      const shop = await aShop(stack)
        .withProduct({ name: 'Secret juice', prices: [250], stock: 5 })
        .signedInAs()
        .open()
      const variantId = shop.products[0]?.variants[0]?.id ?? ''
      await anOrder(shop.viewer.graph, [{ variantId, quantity: 1 }])
      const { text } = await shop.viewer.graph.ask(operation)
      expect(text).toContain('Secret juice')
      expect(text).not.toContain('ftv1')
    }
    // `me` is asked of two services at once, which both know the viewer by the token.
    expect(tracedFields(studio, 'Traced')).toEqual([
      'orders: Order.lines',
      'orders: Order.number',
      'orders: OrderConnection.nodes',
      'orders: OrderLine.variant',
      'orders: ProductVariant.id',
      'orders: Query.me',
      'orders: User.orders',
      'products: Product.name',
      'products: ProductVariant.product',
      'products: Query._entities',
      'users: Query.me',
      'users: User.name',
    ])
    const sent = Buffer.concat(studio.bodies).toString('latin1')
    expect(sent).toContain('OrderConnection')
    expect(sent).not.toMatch(/Secret juice|usr_|ord_|@shop\.test/)
  },
)
