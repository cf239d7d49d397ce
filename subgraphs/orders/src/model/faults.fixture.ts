// For the model test: faults as people make them, planted into the code under test one at a time. The model test must
// find each; a fault whose place is gone is no proof, so each must be found in its file exactly once.

export type Fault = {
  readonly name: string
  /** From the root of the repository. */
  readonly file: string
  readonly right: string
  readonly wrong: string
}

const orders = 'subgraphs/orders/src'

export const faults: readonly Fault[] = [
  {
    name: 'a refund by amount is not held to what is left',
    file: `${orders}/order/refund-amount.ts`,
    right: 'if (amount.minor < 1 || amount.minor > left)',
    wrong: 'if (amount.minor < 1)',
  },
  {
    name: 'pieces are paid back twice',
    file: `${orders}/order/refund-amount.ts`,
    right: 'const most = line.quantity - line.quantityRefunded',
    wrong: 'const most = line.quantity',
  },
  {
    name: 'a canceled order is sent',
    file: `${orders}/order/state.ts`,
    right: `if (state.status !== 'CONFIRMED') return refuse(\`An order that is \${state.status} cannot be sent.\`)`,
    wrong: `if (state.status === 'PENDING_PAYMENT') return refuse('not paid')`,
  },
  {
    name: 'an order that was paid back is sent',
    file: `${orders}/order/state.ts`,
    right: 'if (isPaidBack) return refuse(',
    wrong: 'if (false) return refuse(',
  },
  {
    name: 'an order of which a part was sent is canceled',
    file: `${orders}/order/state.ts`,
    right: `if (state.fulfillmentStatus !== 'UNFULFILLED') {`,
    wrong: 'if (false) {',
  },
  {
    name: 'a capture is written down twice',
    file: `${orders}/payment/store.ts`,
    right: `captured_minor = captured_minor + delta.captured,`,
    wrong: `captured_minor = captured_minor + 2 * delta.captured,`,
  },
  {
    name: 'a total is off by one',
    file: `${orders}/pricing/price-order.ts`,
    right: 'totalMinor: sumMinor([beforeTax, pricesIncludeTax ? 0 : taxMinor]),',
    wrong: 'totalMinor: 1 + sumMinor([beforeTax, pricesIncludeTax ? 0 : taxMinor]),',
  },
  {
    name: 'the price of a line forgets its quantity',
    file: `${orders}/order/line-share.ts`,
    right: 'floorShare(paidMinor, line.quantityRefunded + quantity, line.quantity)',
    wrong: 'floorShare(paidMinor, line.quantityRefunded + 1, line.quantity)',
  },
  {
    name: 'the stock of a declined checkout stays reserved',
    file: `${orders}/checkout/hold-stock.ts`,
    right: 'await catalog.release(orderId, scope)',
    wrong: 'await Promise.resolve(scope)',
  },
  {
    name: 'nobody is told that an order was canceled',
    file: `${orders}/payment/follow-up.ts`,
    right: 'if (decision.cancels && (decision.places || order.placedAt !== null)) {',
    wrong: 'if (false && decision.cancels) {',
  },
  {
    name: 'that an order is paid is told twice',
    file: `${orders}/payment/follow-up.ts`,
    right: `if (decision.pays) events.push(`,
    wrong: `if (decision.pays) for (let times = 0; times < 2; times++) events.push(`,
  },
  {
    name: 'money that comes too late confirms the order',
    file: `${orders}/payment/decide-payment.ts`,
    right: 'if (isPaid && !news.isTooLate)',
    wrong: 'if (isPaid)',
  },
  {
    name: 'a refused payment keeps the cart',
    file: `${orders}/payment/follow-up.ts`,
    right: `return decision.cancels === 'PAYMENT_FAILED' || (`,
    wrong: `return decision.cancels === 'EXPIRED' || (`,
  },
  {
    name: 'a key with another input is answered with the first',
    file: `${orders}/idempotency/answer.ts`,
    right: 'if (known.inputHash === request.inputHash) return',
    wrong: 'if (request.inputHash.length > 0) return',
  },
  {
    name: 'a repeated refund pays back again',
    file: `${orders}/idempotency/answer-once.ts`,
    right: 'if (before !== undefined) return before',
    wrong: `if (before !== undefined && key.operation !== 'orderRefund') return before`,
  },
  {
    name: 'the wait for a payment has no end',
    file: `${orders}/settlement/settle-order.ts`,
    right: 'const isExpired = order.placedAt !== null && order.payableUntil <= parts.now()',
    wrong: 'const isExpired = false',
  },
  {
    name: 'a canceled order keeps its money',
    file: `${orders}/order/cancelation-plan.ts`,
    right: 'const refund = { amountMinor: left, lines: [], deliveryMinor: 0 }',
    wrong: 'const refund = { amountMinor: 0 * left, lines: [], deliveryMinor: 0 }',
  },
  {
    name: 'a cart can be ordered twice at once',
    file: `${orders}/cart/store.ts`,
    right: `where id = \${cart.id} and version = \${cart.version} and completed_at is null
    returning id\``,
    wrong: `where id = \${cart.id}
    returning id\``,
  },
  {
    name: 'orders are completed at once',
    file: `${orders}/settlement/store.ts`,
    right: `lt(orders.fulfilledAt, before)`,
    wrong: `lt(orders.createdAt, at)`,
  },
]
