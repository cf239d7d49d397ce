// Who may see and do what in this service. That DRAFT and ARCHIVED products are staff's is not a rule of a field: they
// are not there for others, see loaders.ts and listing/. Fields that are only reached through a guarded one are public.
import { type AccessTable, service, staff } from '@supermarket/service-kit/access.ts'

const orders = service('orders')

export const access: AccessTable = {
  ...open('Query', 'me', 'product', 'products', 'variant', 'categories'),
  'Query.variantsQuote': orders,

  'Mutation.productCreate': staff,
  'Mutation.productUpdate': staff,
  'Mutation.productPublish': staff,
  'Mutation.productArchive': staff,
  'Mutation.variantCreate': staff,
  'Mutation.variantUpdate': staff,
  'Mutation.categoryCreate': staff,
  'Mutation.categoryUpdate': staff,
  'Mutation.stockAdjust': staff,
  'Mutation.stockReserve': orders,
  'Mutation.stockCommit': orders,
  'Mutation.stockRelease': orders,

  ...open('Product', 'id', 'slug', 'name', 'description', 'status', 'categories', 'variants', 'priceRange'),
  ...open('Product', 'createdAt', 'updatedAt', 'version'),
  ...open('ProductVariant', 'id', 'sku', 'name', 'price', 'prices', 'availability', 'product'),
  ...open('ProductVariant', 'weightGrams', 'taxClass'),
  'ProductVariant.stock': staff,
  'ProductVariant.stockMovements': staff,
  'ProductVariant.cost': staff,
  ...open('Category', 'id', 'slug', 'name', 'products', 'createdAt', 'updatedAt', 'version'),
  ...open('User', 'id'),

  ...open('PriceRange', 'min', 'max'),
  ...open('StockLevel', 'onHand', 'reserved', 'available'),
  ...open('StockMovement', 'id', 'reason', 'onHandDelta', 'reservedDelta', 'at', 'orderId', 'actor'),
  ...open('ProductConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('ProductEdge', 'cursor', 'node'),
  ...open('CategoryConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('CategoryEdge', 'cursor', 'node'),
  ...open('StockMovementConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('StockMovementEdge', 'cursor', 'node'),
  ...open('VariantQuote', 'variantId', 'productId', 'productName', 'variantName', 'sku', 'unitPrice'),
  ...open('VariantQuote', 'available', 'onSale', 'sellable', 'weightGrams', 'taxClass'),
  ...open('StockReservation', 'orderId', 'status', 'expiresAt'),

  ...open('ProductCreatePayload', 'product', 'userErrors'),
  ...open('ProductUpdatePayload', 'product', 'userErrors'),
  ...open('ProductPublishPayload', 'product', 'userErrors'),
  ...open('ProductArchivePayload', 'product', 'userErrors'),
  ...open('VariantCreatePayload', 'variant', 'userErrors'),
  ...open('VariantUpdatePayload', 'variant', 'userErrors'),
  ...open('CategoryCreatePayload', 'category', 'userErrors'),
  ...open('CategoryUpdatePayload', 'category', 'userErrors'),
  ...open('StockAdjustPayload', 'variant', 'userErrors'),
  ...open('StockReservePayload', 'reservation', 'userErrors'),
  ...open('StockCommitPayload', 'reservation', 'userErrors'),
  ...open('StockReleasePayload', 'reservation', 'userErrors'),

  ...open('Money', 'minor', 'currency', 'amount'),
  ...open('Address', 'name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country', 'phone'),
  ...open('PageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'),
  ...open('GeneralUserError', 'code', 'message', 'path'),
  ...open('InsufficientStock', 'code', 'message', 'path', 'variantId', 'available'),
  ...open('PriceChanged', 'code', 'message', 'path', 'expected', 'actual'),
  ...open('VersionConflict', 'code', 'message', 'path', 'currentVersion'),
}

function open(type: string, ...fields: readonly string[]): AccessTable {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, 'public' as const]))
}
