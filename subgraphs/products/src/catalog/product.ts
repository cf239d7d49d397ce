// What the catalogue is made of, as stores return it and resolvers see it. Pure.

export type ProductStatus = 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
export type Availability = 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK'

export type TaxClass = 'STANDARD' | 'REDUCED' | 'ZERO'

export const productStatuses: readonly ProductStatus[] = ['DRAFT', 'ACTIVE', 'ARCHIVED']

/** The one currency in which products are sorted by price, and prices are read when none is named. */
export const shopCurrency = 'EUR'

export const maxVariants = 100
export const maxCategoriesPerProduct = 20

export type StoredProduct = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly sortName: string
  /** Left out by lists: it may be long, and is rarely asked for there. */
  readonly description?: string
  readonly status: ProductStatus
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** In the shop's currency, over all variants. */
  readonly minPriceMinor: number | null
  readonly maxPriceMinor: number | null
}

export type StoredVariant = {
  readonly id: string
  readonly productId: string
  readonly sku: string
  readonly name: string
  /** Minor units by currency. */
  readonly prices: Readonly<Record<string, number>>
  readonly costMinor: number | null
  readonly costCurrency: string | null
  readonly weightGrams: number | null
  readonly taxClass: TaxClass
  readonly onHand: number
  readonly reserved: number
  readonly availability: Availability
}

export type StoredCategory = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly sortName: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}
