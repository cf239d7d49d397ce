// Where an order stands, now and after every change, for as long as somebody looks.
import { OrderFollow } from '../generated/operations.ts'
import type { OrderFollowSubscription } from '../generated/types.ts'
import type { Graph, RunOptions } from '../graph.ts'

export type OrderStatusView = NonNullable<OrderFollowSubscription['orderUpdated']>

/** A guest follows by the token that the checkout gave. */
export type OrderRef = { readonly id: string; readonly accessToken?: string | null }

/**
 * Leave the loop when the screen closes: it does not end with the order, which may still be refunded. It ends by itself
 * for an order that is not there, or is somebody else's. One state may come twice.
 */
export async function* followOrder(
  graph: Graph,
  { id, accessToken }: OrderRef,
  options?: RunOptions,
): AsyncGenerator<OrderStatusView, void> {
  for await (const { orderUpdated } of graph.follow(OrderFollow, { id, accessToken }, options)) {
    if (orderUpdated === null) return
    yield orderUpdated
  }
}
