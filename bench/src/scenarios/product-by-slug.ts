// One product by slug, with description, categories, price range and variants.
import { loadOperation } from '../documents.ts'
import { draw } from '../random.ts'
import { expectThat, type Scenario } from './scenario.ts'

type Answer = { product: { slug: string; name: string; variants: { price: unknown }[] } | null }

export const productBySlug: Scenario = {
  name: 'slug',
  unit: 'requests',
  about: 'one product by slug, with description, categories, price range, variants',
  prepare({ world, random }) {
    const query = loadOperation('ProductBySlug')
    return async (ask) => {
      const slug = draw(random, world.slugs)
      const answer = await ask<Answer>(query, { slug, currency: 'EUR' })
      expectThat(answer.product?.slug === slug, `the product is ${slug}`, answer)
      expectThat(answer.product.variants.length > 0, 'it has variants', answer)
      expectThat(
        answer.product.variants.every(({ price }) => price !== null),
        'they have prices',
        answer,
      )
    }
  },
}
