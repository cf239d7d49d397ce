// Who may see and do what in this service. A cart or an order is in an answer only when its finder let the viewer
// have it (find-cart.ts, find-order.ts), whatever the way to it; so their fields are public, and so are mutations
// that find their object themselves.
import { type AccessTable, owner, signedIn, staff } from '@supermarket/service-kit/access.ts'
import type { UserReference } from './context.ts'

const ownerOrStaff = owner((user: UserReference) => user.id, staff)

export const access: AccessTable = {
  ...open('Query', 'me', 'cart', 'order', 'checkout'),
  'Query.orders': staff,

  ...open('Mutation', 'cartCreate', 'cartLinesAdd', 'cartLinesUpdate', 'cartBuyerUpdate'),
  ...open('Mutation', 'checkoutComplete', 'checkoutSubmit', 'paymentConfirm', 'orderAccessRequest'),
  'Mutation.cartMerge': signedIn,
  'Mutation.orderCancel': signedIn,
  'Mutation.orderFulfill': staff,
  'Mutation.orderRefund': staff,
  'Mutation.paymentCapture': staff,

  ...open('Subscription', 'orderUpdated', 'checkoutUpdated'),

  ...open('User', 'id'),
  'User.orders': ownerOrStaff,
  'User.cart': ownerOrStaff,
  ...open('ProductVariant', 'id'),

  ...open('Cart', 'id', 'currency', 'lines', 'subtotal', 'total', 'problems', 'completedAt'),
  ...open('Cart', 'email', 'shippingAddress', 'billingAddress', 'expiresAt', 'createdAt', 'updatedAt'),
  ...open('CartLine', 'id', 'quantity', 'unitPrice', 'total', 'variant'),
  ...open('CartProblem', 'code', 'message', 'lineId'),

  ...open('Checkout', 'id', 'status', 'order', 'orderAccessToken', 'nextAction', 'userErrors'),

  ...open('Order', 'id', 'number', 'status', 'paymentStatus', 'fulfillmentStatus', 'currency', 'lines'),
  ...open('Order', 'subtotal', 'total', 'totalCaptured', 'totalRefunded', 'customer', 'email'),
  ...open('Order', 'shippingAddress', 'billingAddress', 'placedAt', 'canceledAt', 'nextAction'),
  ...open('Order', 'payments', 'refunds', 'shipments', 'events'),
  ...open('OrderLine', 'id', 'productName', 'variantName', 'sku', 'quantity', 'quantityFulfilled'),
  ...open('OrderLine', 'quantityRefunded', 'unitPrice', 'total', 'variant'),
  ...open(
    'Payment',
    'id',
    'provider',
    'status',
    'amount',
    'authorized',
    'captured',
    'refunded',
    'declineCode',
    'createdAt',
  ),
  ...open('RedirectAction', 'url'),
  ...open('StripeSdkAction', 'clientSecret', 'publishableKey'),
  ...open('Refund', 'id', 'amount', 'status', 'reason', 'createdAt'),
  ...open('Shipment', 'id', 'lines', 'tracking', 'createdAt'),
  ...open('ShipmentLine', 'orderLine', 'quantity'),
  ...open('Tracking', 'carrier', 'number', 'url'),
  ...open('OrderEvent', 'id', 'type', 'at', 'message'),
  ...open('OrderConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('OrderEdge', 'cursor', 'node'),
  ...open('OrderEventConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('OrderEventEdge', 'cursor', 'node'),

  ...open('CartCreatePayload', 'cart', 'userErrors'),
  ...open('CartLinesAddPayload', 'cart', 'userErrors'),
  ...open('CartLinesUpdatePayload', 'cart', 'userErrors'),
  ...open('CartBuyerUpdatePayload', 'cart', 'userErrors'),
  ...open('CartMergePayload', 'cart', 'userErrors'),
  ...open('CheckoutCompletePayload', 'order', 'orderAccessToken', 'nextAction', 'userErrors'),
  ...open('CheckoutSubmitPayload', 'checkout', 'userErrors'),
  ...open('OrderAccessRequestPayload', 'number', 'userErrors'),
  ...open('PaymentConfirmPayload', 'order', 'nextAction', 'userErrors'),
  ...open('OrderCancelPayload', 'order', 'userErrors'),
  ...open('OrderFulfillPayload', 'order', 'shipment', 'userErrors'),
  ...open('OrderRefundPayload', 'order', 'refund', 'userErrors'),
  ...open('PaymentCapturePayload', 'order', 'userErrors'),

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
