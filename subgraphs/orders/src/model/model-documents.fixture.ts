// For the model test: the documents that its clients send.
const errors = 'userErrors { code message path }'

export const cartCreate = `mutation ($input: CartCreateInput!) { cartCreate(input: $input) { cart { id } ${errors} } }`
export const buyerUpdate = `mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { ${errors} } }`
export const linesAdd = `mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) { ${errors} } }`
export const linesUpdate = `mutation ($input: CartLinesUpdateInput!) { cartLinesUpdate(input: $input) { ${errors} } }`
export const checkout = `mutation ($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) { ${errors} } }`
export const submit = `mutation ($input: CheckoutSubmitInput!) { checkoutSubmit(input: $input) {
  checkout { id } ${errors} } }`
export const checkoutQuery = `query ($id: ID!) { checkout(id: $id) {
  status order { id } userErrors { code } } }`
export const merge = `mutation ($input: CartMergeInput!) { cartMerge(input: $input) { ${errors} } }`
export const confirm = `mutation ($input: PaymentConfirmInput!) { paymentConfirm(input: $input) { ${errors} } }`
export const cancel = `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { ${errors} } }`
export const fulfill = `mutation ($input: OrderFulfillInput!) { orderFulfill(input: $input) { ${errors} } }`
export const refund = `mutation ($input: OrderRefundInput!) { orderRefund(input: $input) { ${errors} } }`

export const cartQuery = `query ($id: ID!) { cart(id: $id) {
  completedAt total { minor } lines { quantity total { minor } variant { id } } } }`

export const orderQuery = `query ($id: ID!) { order(id: $id) {
  status paymentStatus fulfillmentStatus
  total { minor } totalCaptured { minor } totalRefunded { minor }
  lines { quantity quantityFulfilled quantityRefunded total { minor } variant { id } }
  refunds { status amount { minor } }
  shipments { lines { quantity } }
  nextAction { __typename }
  events(first: 100) { nodes { type } } } }`
