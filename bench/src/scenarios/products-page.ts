// A page of 20 products by name with variants, prices, availability and the total: the first one, and any other.
import { loadOperation } from '../documents.ts'
import { draw } from '../random.ts'
import { expectThat, type Scenario, type Stage, type Work } from './scenario.ts'

type Page = {
  products: {
    totalCount: number | null
    nodes: {
      name: string
      slug: string
      variants: { price: { minor: number } | null; availability: string | null }[]
    }[]
    pageInfo: { endCursor: string | null }
  }
}

const size = 20

function pageOf(cursorOf: (stage: Stage) => string | undefined): (stage: Stage) => Work {
  const query = loadOperation('ProductsPage')
  return (stage) => async (ask) => {
    const answer = await ask<Page>(query, { first: size, after: cursorOf(stage), currency: 'EUR' })
    const { nodes, totalCount, pageInfo } = answer.products
    expectThat(nodes.length === size, `a page has ${size} products`, answer)
    expectThat(new Set(nodes.map(({ slug }) => slug)).size === size, 'each product is there once', answer)
    const isWhole = nodes.every(
      ({ name, variants }) =>
        name !== '' &&
        variants.length > 0 &&
        variants.every(({ price, availability }) => price !== null && availability !== null),
    )
    expectThat(isWhole, 'every product has a name and variants with price and availability', answer)
    expectThat(totalCount !== null && totalCount >= size, 'the total is counted', answer)
    expectThat(pageInfo.endCursor !== null, 'the page ends with a cursor', answer)
  }
}

export const firstPage: Scenario = {
  name: 'page',
  unit: 'requests',
  about: 'the first 20 products by name, with variants, prices, availability and totalCount',
  prepare: pageOf(() => undefined),
}

export const anyPage: Scenario = {
  name: 'any-page',
  unit: 'requests',
  about: 'the same page behind a cursor drawn over the whole catalogue',
  prepare: pageOf(({ world, random }) => draw(random, world.cursors)),
}
