// What urql's Graphcache has to know of the graph, and what mutations change beside the objects they return.
import type {
  Cache,
  CacheExchangeOpts,
  DataField,
  Entity,
  KeyingConfig,
  Variables,
} from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { possibleTypes, typesWithoutId } from '../generated/cache-types.ts'
import type {
  CartMergeMutation,
  CartOpenMutation,
  CheckoutMutation,
  CheckoutSubmitMutation,
} from '../generated/types.ts'

/** They live inside their parent. */
const keys: KeyingConfig = Object.fromEntries(typesWithoutId.map((name) => [name, () => null]))

const pages = relayPagination()

/**
 * Graphcache writes the fields of every inline fragment, also of one on another type, and warns of each that is missing:
 * true of every user error, and no fault of anybody.
 */
const logger: NonNullable<CacheExchangeOpts['logger']> = (severity, message) => {
  const isForeign = message.startsWith('Invalid undefined: ') && message.includes('Inline Fragment on')
  if (severity !== 'debug' && !isForeign) console[severity](message)
}

export const cacheConfig: CacheExchangeOpts = {
  keys,
  logger,
  possibleTypes: Object.fromEntries(Object.entries(possibleTypes)),
  resolvers: {
    Query: {
      cart: heldCart,
      products: pages,
      categories: pages,
      orders: pages,
      users: pages,
    },
    User: { orders: pages, sessions: pages },
    Order: { events: pages },
    ProductVariant: { stockMovements: pages },
  },
  updates: {
    Mutation: {
      cartCreate(result, _args, cache) {
        rememberCart(cache, (result as CartOpenMutation).cartCreate?.cart)
      },
      cartMerge(result, _args, cache) {
        rememberCart(cache, (result as CartMergeMutation).cartMerge?.cart)
      },
      checkoutComplete(result, _args, cache) {
        const { checkoutComplete } = result as CheckoutMutation
        if (checkoutComplete?.order) forgetCartAndOrders(cache)
      },
      checkoutSubmit(result, _args, cache) {
        const { checkoutSubmit } = result as CheckoutSubmitMutation
        if (checkoutSubmit?.checkout) forgetCartAndOrders(cache)
      },
    },
  },
}

function rememberCart(cache: Cache, cart: { readonly id: string } | null | undefined): void {
  const user = cache.resolve('Query', 'me')
  if (typeof user === 'string' && cart)
    cache.link(user, 'cart', { __typename: 'Cart', id: cart.id } as Entity)
}

/** One that is there is not asked for again; otherwise what the graph has said, which may be that there is none. */
function heldCart(_: unknown, args: Variables, cache: Cache): Entity | DataField {
  const cart = { __typename: 'Cart', id: String(args.id) }
  return cache.resolve(cart, 'id') === undefined ? cache.resolve('Query', 'cart', args) : cart
}

/** The cart is used up and the list of orders has a new beginning. */
function forgetCartAndOrders(cache: Cache): void {
  const user = cache.resolve('Query', 'me')
  if (typeof user !== 'string') return
  cache.invalidate(user, 'cart')
  for (const { fieldName, arguments: own } of cache.inspectFields(user)) {
    if (fieldName === 'orders') cache.invalidate(user, fieldName, own ?? undefined)
  }
}
