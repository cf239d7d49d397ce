// For tests: submitting a checkout, and following it.
import { newId } from '@supermarket/service-kit/ids.ts'
import { type MadeCart, type OrdersFixture, orderFields, type Someone } from '../orders-service.fixture.ts'
import type { OrdersService } from '../server.ts'

export const checkoutFields = `id status order { ${orderFields} } orderAccessToken
  nextAction { ... on RedirectAction { url } }
  userErrors { __typename code message path ... on InsufficientStock { variantId available } }`

export type SubmitTry = {
  readonly cart: MadeCart
  readonly token?: string
  readonly key?: string
  readonly expectedMinor?: number
  readonly as?: Someone | undefined
}

// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
export type Answer = any

const submitMutation = `mutation ($input: CheckoutSubmitInput!) { checkoutSubmit(input: $input) {
  checkout { ${checkoutFields} } userErrors { __typename code path } } }`

export function submit(shop: OrdersFixture, attempt: SubmitTry): Promise<Answer> {
  const { cart, token = 'tok_approved', key = newId('evt'), expectedMinor = cart.totalMinor, as } = attempt
  const input = {
    cartId: cart.id,
    idempotencyKey: key,
    expectedTotal: { minor: expectedMinor, currency: 'EUR' },
    payment: { provider: 'sandbox', token },
  }
  return shop.change(submitMutation, input, { as })
}

type Watching = {
  readonly id: string
  readonly accessToken?: string | null
  readonly as?: Someone | undefined
}

export async function poll(shop: OrdersFixture, { id, accessToken = null, as }: Watching): Promise<Answer> {
  const query = `query ($id: ID!, $accessToken: String) { checkout(id: $id, accessToken: $accessToken) { ${checkoutFields} } }`
  return (await shop.ask(query, { variables: { id, accessToken }, as })).checkout
}

/** Every state until the end of the subscription. */
export async function* followCheckout(
  service: Pick<OrdersService, 'handler'>,
  { id, accessToken = null, as }: Watching,
): AsyncGenerator<Answer, void> {
  const subscribed = await service.handler.subscribe('gateway', {
    query: `subscription ($id: ID!, $accessToken: String) {
      checkoutUpdated(id: $id, accessToken: $accessToken) { ${checkoutFields} } }`,
    variables: { id, accessToken },
    authorization: as?.authorization,
    requestId: 'request-of-a-test',
    deadlineAt: Date.now() + 10_000,
  })
  if (subscribed.kind === 'refused') throw new Error(JSON.stringify(subscribed.answer))
  for await (const answer of subscribed.stream) {
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    yield answer.data?.checkoutUpdated
  }
}
