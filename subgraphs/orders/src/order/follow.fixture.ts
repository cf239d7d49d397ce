// For tests: following an order, in memory, with what came so far and what comes next.
import type { SubgraphStream } from '@supermarket/service-kit/subgraph-call.ts'
import type { FormattedExecutionResult } from 'graphql'
import type { Someone } from '../orders-service.fixture.ts'
import type { OrdersService } from '../server.ts'

export type Followed = {
  readonly stream: SubgraphStream
  /** The order in the next event; throws when the event has errors, or there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  next(): Promise<any>
  /** The next event as it is; undefined when it is over. */
  nextAnswer(): Promise<FormattedExecutionResult | undefined>
  /** Reads on until the order is like this; answers how many events that took. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  until(isReached: (order: any) => boolean): Promise<number>
  end(): Promise<void>
}

export type Following = {
  readonly id: string
  readonly accessToken?: string | null
  readonly as?: Someone | undefined
  readonly fields?: string
}

const statusFields = 'status paymentStatus fulfillmentStatus email'

/** The query of an order, with the same fields: what an event must agree with. */
export const orderQuery = (fields = statusFields) =>
  `query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { ${fields} } }`

export async function followOrderAt(
  service: Pick<OrdersService, 'handler'>,
  { id, accessToken = null, as, fields = statusFields }: Following,
): Promise<Followed> {
  const subscribed = await service.handler.subscribe('gateway', {
    query: `subscription ($id: ID!, $accessToken: String) {
      orderUpdated(id: $id, accessToken: $accessToken) { ${fields} } }`,
    variables: { id, accessToken },
    authorization: as?.authorization,
    requestId: 'request-of-a-test',
    deadlineAt: Date.now() + 10_000,
  })
  if (subscribed.kind === 'refused') throw new Error(JSON.stringify(subscribed.answer))
  const { stream } = subscribed
  const nextAnswer = async () => (await stream.next()).value ?? undefined
  const next = async () => {
    const answer = await nextAnswer()
    if (!answer || answer.errors) throw new Error(`no order but ${JSON.stringify(answer)}`)
    return answer.data?.orderUpdated
  }
  return {
    stream,
    next,
    nextAnswer,
    async until(isReached) {
      for (let events = 1; ; events += 1) if (isReached(await next())) return events
    },
    async end() {
      await stream.return()
    },
  }
}
