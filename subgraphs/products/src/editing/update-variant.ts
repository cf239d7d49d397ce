// Changes what a variant is called, sold for and bought for.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { VariantUpdateInput } from '../generated/resolvers-types.ts'
import { inputCheck } from '../input-check.ts'
import { requireProductOfVariant } from './lock-version.ts'
import { replacePrices, saveProduct, updateVariant as writeVariant } from './store.ts'
import { checkAmount, checkPrices, checkSku, checkVariantName, checkWeight } from './variant-input.ts'

/** Answers the variant's id. */
export async function updateVariant(
  connection: Pick<Connection, 'db'>,
  input: VariantUpdateInput,
): Promise<string> {
  const { prices, ...change } = parseInput(input)
  return await withTransaction(connection, async (tx) => {
    const product = await requireProductOfVariant(tx, input)
    await writeVariant(tx, input.id, change)
    if (prices !== undefined) await replacePrices(tx, { variantId: input.id, productId: product.id, prices })
    await saveProduct(tx, product)
    return input.id
  })
}

function parseInput({ sku, name, prices, cost, weightGrams, taxClass }: VariantUpdateInput) {
  const check = inputCheck()
  const change = {
    sku: sku == null ? undefined : checkSku(check, ['input', 'sku'], sku),
    name: name == null ? undefined : checkVariantName(check, ['input', 'name'], name),
    prices: prices == null ? undefined : checkPrices(check, ['input', 'prices'], prices),
    cost: cost == null ? cost : checkAmount(check, ['input', 'cost'], cost),
    weightGrams:
      weightGrams == null ? weightGrams : checkWeight(check, ['input', 'weightGrams'], weightGrams),
    taxClass: taxClass ?? undefined,
  }
  check.done()
  return change
}
