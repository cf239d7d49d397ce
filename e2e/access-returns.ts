// The mutations of returns, and a guest's cancelation, on an object of the owner's or of a guest's, and who may do them.
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { unique } from '@supermarket/testkit/story.ts'
import type { Making, MutationCase } from './access-mutations.ts'
import { aReturn } from './access-shop.ts'
import type { Verdicts } from './access-table.ts'
import { anOrder } from './buying.ts'
import { done } from './done.ts'

const public_ = '+++++'
const staffs = '---++'

export function returnCases({ shop }: Making): MutationCase[] {
  const { people, active, anonymous } = shop
  const staff = people.staff.graph
  const lines = [{ variantId: active.variants[0]?.id ?? '', quantity: 1 }]
  const key = () => ({ idempotencyKey: unique() })
  const sent = async (buyer: GraphClient) => {
    const order = await anOrder(buyer, lines)
    await done(staff, 'orderFulfill', 'OrderFulfillInput', { id: order.id, ...key() })
    const { order: found } = await staff.get<{ order: { lines: { id: string }[] } }>(
      'query Lines($id: ID!) { order(id: $id) { lines { id } } }',
      { id: order.id },
    )
    return { ...order, line: { id: found.lines[0]?.id, quantity: 1, reason: 'OTHER' } }
  }
  const asked = async (buyer: GraphClient) => {
    const { id: orderId, accessToken } = await sent(buyer)
    return { id: await aReturn({ buyer, orderId, accessToken }), accessToken }
  }
  const onReturn = (field: string, verdicts: Verdicts, more: object = {}): MutationCase => ({
    field,
    on: "the owner's return",
    verdicts,
    call: async () => ({ input: { id: (await asked(people.owner.graph)).id, ...key(), ...more } }),
  })
  return [
    {
      field: 'orderCancel',
      on: "a guest's order, with its token",
      verdicts: public_,
      async call() {
        const { id, accessToken } = await anOrder(anonymous, lines)
        return { input: { id, accessToken, ...key() } }
      },
    },
    {
      field: 'orderCancel',
      on: "a guest's order, without its token",
      verdicts: 'nnn++',
      call: async () => ({ input: { id: (await anOrder(anonymous, lines)).id, ...key() } }),
    },
    {
      field: 'returnRequest',
      on: "the owner's order",
      verdicts: 'n+n++',
      async call() {
        const { id: orderId, line } = await sent(people.owner.graph)
        return { input: { orderId, lines: [line], ...key() } }
      },
    },
    {
      field: 'returnRequest',
      on: "a guest's order, with its token",
      verdicts: public_,
      async call() {
        const { id: orderId, accessToken, line } = await sent(anonymous)
        return { input: { orderId, accessToken, lines: [line], ...key() } }
      },
    },
    onReturn('returnCancel', 'n+n++'),
    {
      field: 'returnCancel',
      on: "a guest's return, with the order's token",
      verdicts: public_,
      call: async () => ({ input: { ...(await asked(anonymous)), ...key() } }),
    },
    onReturn('returnApprove', staffs),
    onReturn('returnReject', staffs, { reason: 'It was worn.' }),
    {
      field: 'returnReceive',
      on: "the owner's return",
      verdicts: staffs,
      async call() {
        const { id } = await asked(people.owner.graph)
        await done(staff, 'returnApprove', 'ReturnApproveInput', { id, ...key() })
        return { input: { id, ...key() } }
      },
    },
  ]
}
