// The mutations of the access table on the catalogue; each makes its own drafts.
import { unique } from '@supermarket/testkit/story.ts'
import type { Making, MutationCase } from './access-mutations.ts'
import { versionOf } from './access-shop.ts'

const staffs = '---++'

export function catalogCases({ shop }: Making): MutationCase[] {
  const staff = shop.people.staff.graph
  const price = { minor: 100, currency: 'EUR' }
  const variant = () => ({ sku: `SKU-${unique()}`, name: 'V', price })
  const draft = async () => {
    const { productCreate } = await staff.get<{
      productCreate: { product: { id: string; version: number; variants: { id: string }[] } }
    }>(
      `mutation Draft($input: ProductCreateInput!) {
        productCreate(input: $input) { product { id version variants { id } } } }`,
      { input: { name: `Draft ${unique()}`, variants: [variant()] } },
    )
    return productCreate.product
  }
  const onDraft = (
    field: string,
    inputOf: (product: Awaited<ReturnType<typeof draft>>) => object,
  ): MutationCase => ({
    field,
    on: 'a draft',
    verdicts: staffs,
    call: async () => ({ input: inputOf(await draft()) }),
  })
  const versioned = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version })
  return [
    {
      field: 'productCreate',
      on: 'nobody',
      verdicts: staffs,
      call: async () => ({ input: { name: `P ${unique()}` } }),
    },
    onDraft('productUpdate', (product) => ({ ...versioned(product), name: 'Renamed' })),
    onDraft('productPublish', versioned),
    {
      field: 'productArchive',
      on: 'a product on sale',
      verdicts: staffs,
      async call() {
        const { id, version } = await draft()
        await staff.get(
          `mutation { productPublish(input: { id: "${id}", expectedVersion: ${version} }) { product { id } } }`,
        )
        return { input: { id, expectedVersion: await versionOf(staff, id) } }
      },
    },
    onDraft('variantCreate', ({ id, version }) => ({
      productId: id,
      expectedVersion: version,
      variant: variant(),
    })),
    onDraft('variantUpdate', ({ version, variants }) => ({
      id: variants[0]?.id,
      expectedVersion: version,
      prices: [{ minor: 0, currency: 'EUR' }],
    })),
    {
      field: 'categoryCreate',
      on: 'nobody',
      verdicts: staffs,
      call: async () => ({ input: { name: `C ${unique()}` } }),
    },
    {
      field: 'categoryUpdate',
      on: 'a category',
      verdicts: staffs,
      async call() {
        const { categoryCreate } = await staff.get<{
          categoryCreate: { category: { id: string; version: number } }
        }>(`mutation { categoryCreate(input: { name: "C ${unique()}" }) { category { id version } } }`)
        return { input: { ...versioned(categoryCreate.category), name: `Renamed ${unique()}` } }
      },
    },
    onDraft('stockAdjust', ({ variants }) => ({
      variantId: variants[0]?.id,
      delta: 5,
      reason: 'RECEIVED',
      idempotencyKey: unique(),
    })),
  ]
}
