// What Apollo's cache has to know of the graph, and what mutations change beside the objects they return.
import {
  type ApolloCache,
  type FieldPolicy,
  InMemoryCache,
  type InMemoryCacheConfig,
  type Reference,
} from '@apollo/client'
import { possibleTypes } from '../generated/cache-types.ts'
import { nodesPages } from './nodes-pages.ts'

/** Replaced as a whole: an amount must never stand beside the minor units of another one. */
const whole = { merge: false } as const

export const cacheConfig: InMemoryCacheConfig = {
  possibleTypes,
  typePolicies: {
    Query: {
      fields: {
        cart: byId('Cart'),
        order: byId('Order'),
        products: nodesPages(['search', 'where', 'sort']),
        categories: nodesPages(),
        orders: nodesPages(['where']),
        users: nodesPages(['search']),
      },
    },
    User: { fields: { orders: nodesPages(), sessions: nodesPages() } },
    Order: { fields: { events: nodesPages() } },
    ProductVariant: { fields: { stockMovements: nodesPages() } },
    Cart: { fields: { lines: whole, problems: whole } },
    Money: { ...whole, keyFields: false },
    Address: { ...whole, keyFields: false },
  },
}

export function createApolloCache(): InMemoryCache {
  return new InMemoryCache(cacheConfig)
}

/** An object that is there already is not asked for again when it is asked for by its id. */
function byId(typename: string): FieldPolicy {
  return {
    keyArgs: ['id'],
    read: (existing, { args, toReference, canRead }) => {
      if (existing !== undefined) return existing
      const reference = toReference({ __typename: typename, id: args?.id })
      return canRead(reference) ? reference : undefined
    },
  }
}

/** After `cartCreate`: the cart of whoever is signed in. Give it to `update` of a mutation. */
export function rememberCart(cache: ApolloCache, cart: { readonly id: string } | null | undefined): void {
  const user = signedInUser(cache)
  if (user === undefined || !cart) return
  const reference = { __ref: `Cart:${cart.id}` }
  cache.modify({ id: user.__ref, fields: { cart: () => reference } })
}

/** After an order was placed: the cart is used up and the list of orders has a new beginning. */
export function rememberOrder(cache: ApolloCache): void {
  const user = signedInUser(cache)
  if (user === undefined) return
  cache.modify({ id: user.__ref, fields: { cart: () => null, orders: (_, { DELETE }) => DELETE } })
}

function signedInUser(cache: ApolloCache): Reference | undefined {
  let user: Reference | undefined
  cache.modify({
    fields: {
      me(reference: Reference | null) {
        user = reference ?? undefined
        return reference
      },
    },
  })
  return user
}
