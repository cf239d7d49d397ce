// Variables to start from, by operation name. A text that begins with `@` is filled in by the page when an example is
// opened: `@crt.total.minor` is a field of the cart seen last (`crt` being the prefix of its id), `@ord.accessToken?`
// is left out when there is none, `@new-key` is a new idempotency key. `…` is for the reader to fill in: what would
// change a demo account's password must not run as it stands.

export type SampleVariables = Readonly<Record<string, unknown>>

const orderKey = { id: '@ord.id', idempotencyKey: '@new-key' }
const returnKey = { id: '@ret.id', idempotencyKey: '@new-key' }

export const samples: Readonly<Record<string, SampleVariables>> = {
  Register: { input: { email: 'newcomer@supermarket.test', password: 'eggs and butter', name: 'Newcomer' } },
  Login: { input: { email: 'ann@supermarket.test', password: 'supermarket' } },
  Refresh: { input: { refreshToken: '…' } },

  ProductsPage: { first: 5 },
  ProductBySlug: { slug: 'basmati-rice' },

  CartOpen: { input: { lines: [{ variantId: '@var.id', quantity: 1 }] } },
  CartById: { id: '@crt.id' },
  CartAdd: { input: { cartId: '@crt.id', lines: [{ variantId: '@var.id', quantity: 2 }] } },
  CartChange: { input: { cartId: '@crt.id', lines: [{ id: '@cli.id', quantity: 3 }] } },

  CartMerge: { input: { cartId: '@crt.id' } },

  CartMoney: { id: '@crt.id' },
  CartDelivery: { input: { cartId: '@crt.id', deliveryMethodId: '@dlv.id' } },
  CartCodes: { input: { cartId: '@crt.id', codes: ['WELCOME10'] } },
  OrderMoney: { id: '@ord.id', accessToken: '@ord.accessToken?' },
  StaffDeliveryCreate: {
    input: {
      name: 'By the postman',
      countries: ['AT', 'CH'],
      weightTiers: [{ upToGrams: 10_000, prices: [{ minor: 1290, currency: 'EUR' }] }],
    },
  },
  StaffDeliveryUpdate: { input: { id: '@dlv.id', estimatedDaysMax: 4 } },
  StaffTaxRates: { country: 'DE' },
  StaffTaxRateSet: { input: { country: 'AT', taxClass: 'STANDARD', name: 'VAT 20 %', basisPoints: 2000 } },
  StaffTaxRateRemove: { input: { id: '@txr.id' } },
  StaffDiscountCreate: { input: { code: 'PICNIC', kind: 'PERCENTAGE', basisPoints: 1500, maxUses: 100 } },
  StaffDiscountUpdate: { input: { id: '@dsc.id', maxUses: 200 } },

  CheckoutBuyer: {
    input: {
      cartId: '@crt.id',
      email: 'ann@supermarket.test',
      shippingAddress: {
        name: 'Ann',
        line1: 'Lindenstraße 12',
        city: 'Berlin',
        postalCode: '10969',
        country: 'DE',
      },
    },
  },
  Checkout: {
    input: {
      cartId: '@crt.id',
      idempotencyKey: '@new-key',
      expectedTotal: { minor: '@crt.total.minor', currency: '@crt.total.currency' },
      payment: { provider: 'sandbox', token: 'tok_approved' },
    },
  },
  CheckoutSubmit: {
    input: {
      cartId: '@crt.id',
      idempotencyKey: '@new-key',
      expectedTotal: { minor: '@crt.total.minor', currency: '@crt.total.currency' },
      payment: { provider: 'sandbox', token: 'tok_requires_action' },
    },
  },
  CheckoutPoll: { id: '@chk.id', accessToken: '@chk.orderAccessToken?' },
  CheckoutFollow: { id: '@chk.id', accessToken: '@chk.orderAccessToken?' },
  CheckoutConfirm: {
    input: { orderId: '@ord.id', accessToken: '@ord.accessToken?', idempotencyKey: '@new-key' },
  },

  OrderHistory: { first: 5 },
  OrderDetails: { id: '@ord.id', accessToken: '@ord.accessToken?' },
  OrderFollow: { id: '@ord.id', accessToken: '@ord.accessToken?' },
  OrderLinkRequest: { input: { number: '@ord.number', email: 'ann@supermarket.test' } },
  OrderCallOff: { input: { ...orderKey, reason: 'Changed my mind' } },

  ReturnsOfOrder: { id: '@ord.id', accessToken: '@ord.accessToken?' },
  ReturnAsk: {
    input: {
      orderId: '@ord.id',
      accessToken: '@ord.accessToken?',
      lines: [{ id: '@oli.id', quantity: 1, reason: 'DAMAGED', comment: 'The lid is dented.' }],
      idempotencyKey: '@new-key',
    },
  },
  ReturnCallOff: { input: { ...returnKey, accessToken: '@ord.accessToken?' } },
  StaffReturnApprove: { input: returnKey },
  StaffReturnReject: { input: { ...returnKey, reason: 'It was opened.' } },
  StaffReturnReceive: { input: { ...returnKey, refund: 'SHARE' } },

  ProfileUpdate: { input: { name: 'Ann' } },
  PasswordChange: { input: { currentPassword: '…', newPassword: '…' } },
  SessionEnd: { input: { sessionId: '@ses.id' } },
  AccountDelete: { input: { password: '…' } },

  StaffOrders: { first: 5, where: { status: ['CONFIRMED'] } },
  StaffOrder: { id: '@ord.id' },
  StaffOrderNoteAdd: { input: { ...orderKey, text: 'Rang the buyer: deliver after six.' } },
  StaffOrderCancel: { input: { ...orderKey, reason: 'Sold out' } },
  StaffStock: { sku: 'PAN-002-1' },
  StaffUsers: { first: 5 },
  StaffProductCreate: {
    input: {
      name: 'Strawberry Jam',
      description: 'More fruit than sugar.',
      variants: [{ sku: 'PAN-JAM-350', name: '350 g', price: { minor: 449, currency: 'EUR' } }],
    },
  },
  StaffProductUpdate: {
    input: { id: '@prd.id', expectedVersion: '@prd.version', description: 'Now with more fruit.' },
  },
  StaffProductPublish: { input: { id: '@prd.id', expectedVersion: '@prd.version' } },
  StaffStockAdjust: {
    input: { variantId: '@var.id', delta: 12, reason: 'RECEIVED', idempotencyKey: '@new-key' },
  },
  StaffOrderFulfill: {
    input: { ...orderKey, tracking: { carrier: 'Parcel Post', number: '00340434161094042557' } },
  },
  StaffPaymentCapture: {
    input: { orderId: '@ord.id', amount: { minor: 100, currency: 'EUR' }, idempotencyKey: '@new-key' },
  },
  StaffOrderRefund: {
    input: { ...orderKey, amount: { minor: 100, currency: 'EUR' }, reason: 'Arrived dented' },
  },

  Webhooks: { first: 5 },
  WebhookLog: { id: '@whe.id' },
  WebhookEndpointCreate: {
    input: {
      url: 'http://127.0.0.1:8443/hooks',
      events: ['order.placed', 'order.paid'],
      description: 'The warehouse',
      idempotencyKey: '@new-key',
    },
  },
  WebhookEndpointUpdate: { input: { id: '@whe.id', events: ['order.paid', 'order.canceled'] } },
  WebhookEndpointDelete: { input: { id: '@whe.id' } },
  WebhookEndpointSecretRotate: { input: { id: '@whe.id', idempotencyKey: '@new-key' } },
  WebhookEndpointTest: { input: { id: '@whe.id', idempotencyKey: '@new-key' } },
  WebhookDeliveryRetry: { input: { id: '@whd.id' } },
}
