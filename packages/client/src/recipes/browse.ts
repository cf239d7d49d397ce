// The catalogue, page by page.
import { ProductsPage } from '../generated/operations.ts'
import type { ProductsPageQuery, ProductsPageQueryVariables } from '../generated/types.ts'
import type { Graph, RunOptions } from '../graph.ts'

export type ProductCard = NonNullable<ProductsPageQuery['products']>['nodes'][number]

/** The products of each page, asked for when the loop comes to it: leave it when the screen is full. */
export async function* productPages(
  graph: Graph,
  filter: Omit<ProductsPageQueryVariables, 'after'> = {},
  options?: RunOptions,
): AsyncGenerator<readonly ProductCard[], void> {
  // A cache answers with the list as it has grown; what came with earlier pages is left out here.
  const seen = new Set<string>()
  let after: string | null = null
  for (;;) {
    const variables: ProductsPageQueryVariables = { ...filter, after }
    const { products }: ProductsPageQuery = await graph.run(ProductsPage, variables, options)
    if (products === null) return
    const { nodes, pageInfo } = products
    yield nodes.filter(({ id }) => !seen.has(id))
    for (const { id } of nodes) seen.add(id)
    if (!pageInfo.hasNextPage || pageInfo.endCursor === after) return
    after = pageInfo.endCursor
  }
}
