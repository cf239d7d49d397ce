// Who sees and does what, as one table over the clients' whole schema, written by hand from graph.md. The test fails
// on a field of api.graphql that does not stand here, and on an entry that no field has.

export const actors = ['anonymous', 'owner', 'other', 'staff', 'admin'] as const
export type Actor = (typeof actors)[number]

/**
 * One character for each actor, in the order above:
 * `+` sees it or does it · `-` is denied, by an error at the field · `0` gets null, as if it were not there ·
 * `n` is refused by NOT_FOUND · `.` never gets as far as this type
 */
export type Verdicts = string

export function verdictOf(verdicts: Verdicts, actor: Actor): string {
  const verdict = verdicts[actors.indexOf(actor)]
  if (verdicts.length !== actors.length || verdict === undefined)
    throw new Error(`not five verdicts: ${verdicts}`)
  return verdict
}

/** Fields of an object, for whoever got hold of the object. Ways to the objects, and who may take them: access-doors.ts. */
export const fields: Readonly<Record<string, Readonly<Record<Verdicts, string>>>> = {
  Query: {
    '+++++': 'me cart order checkout product products variant categories',
    '---++': 'orders deliveryMethods taxRates discounts user users',
    '----+': 'webhookEndpoint webhookEndpoints',
  },
  Mutation: {
    '+++++': `cartCreate cartLinesAdd cartLinesUpdate cartBuyerUpdate cartDeliveryUpdate cartDiscountCodesUpdate checkoutComplete
      checkoutSubmit paymentConfirm orderAccessRequest orderCancel returnRequest returnCancel
      userRegister userLogin sessionRefresh`,
    '-++++':
      'cartMerge sessionRevoke userLogout userLogoutEverywhere userUpdate userPasswordChange userDelete',
    '---++': `orderFulfill orderRefund paymentCapture orderNoteAdd returnApprove returnReject returnReceive
      deliveryMethodCreate deliveryMethodUpdate taxRateSet taxRateRemove
      discountCreate discountUpdate productCreate productUpdate productPublish productArchive variantCreate
      variantUpdate categoryCreate categoryUpdate stockAdjust`,
    '----+': `userRolesUpdate webhookEndpointCreate webhookEndpointUpdate webhookEndpointDelete
      webhookEndpointSecretRotate webhookEndpointTest webhookDeliveryRetry`,
  },
  // Composed and documented, and refused for everybody until the engine carries it.
  Subscription: { '0+0++': 'orderUpdated checkoutUpdated', '---++': 'orderPlaced' },

  User: {
    '++.++': 'id name roles orders cart',
    '++.-+': 'email createdAt sessions',
  },
  UserConnection: { '...++': 'edges nodes pageInfo totalCount' },
  UserEdge: { '...++': 'cursor node' },
  Session: { '.+..+': 'id current device createdAt lastUsedAt expiresAt' },
  SessionConnection: { '.+..+': 'edges nodes pageInfo totalCount' },
  SessionEdge: { '.+..+': 'cursor node' },
  AuthTokens: { '+++++': 'accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt' },

  Product: {
    '+++++': `id slug name description status categories variants priceRange createdAt updatedAt version`,
  },
  ProductVariant: {
    '+++++': 'id sku name price prices availability product weightGrams taxClass',
    '---++': 'stock stockMovements cost',
  },
  PriceRange: { '+++++': 'min max' },
  Category: { '+++++': 'id slug name products createdAt updatedAt version' },
  StockLevel: { '...++': 'onHand reserved available' },
  StockMovement: { '...++': 'id reason onHandDelta reservedDelta at orderId actor' },
  StockMovementConnection: { '...++': 'edges nodes pageInfo totalCount' },
  StockMovementEdge: { '...++': 'cursor node' },
  ProductConnection: { '+++++': 'edges nodes pageInfo totalCount' },
  ProductEdge: { '+++++': 'cursor node' },
  CategoryConnection: { '+++++': 'edges nodes pageInfo totalCount' },
  CategoryEdge: { '+++++': 'cursor node' },

  Cart: {
    '+++++': `id currency lines subtotal total problems email shippingAddress billingAddress completedAt
      expiresAt createdAt updatedAt discountCodes discounts discountTotal deliveryOptions deliveryOption deliveryTotal
      pricesIncludeTax taxes taxTotal`,
  },
  CartLine: { '+++++': 'id quantity unitPrice total discountTotal variant' },
  CartProblem: { '+++++': 'code message lineId discountCode' },
  DeliveryOption: { '+++++': 'method price' },
  DeliveryMethod: {
    '+++++': `id name description countries weightTiers freeFrom taxClass estimatedDaysMin estimatedDaysMax active`,
  },
  DeliveryWeightTier: { '+++++': 'upToGrams prices' },
  AppliedTax: { '+++++': 'name basisPoints net amount' },
  AppliedDiscount: { '+++++': 'code kind amount' },
  Discount: {
    '...++': `id code kind basisPoints amounts buyQuantity getQuantity productIds variantIds minimumSubtotal maxUses
      maxUsesPerCustomer uses startsAt endsAt active combinable createdAt updatedAt`,
  },
  DiscountConnection: { '...++': 'edges nodes pageInfo totalCount' },
  DiscountEdge: { '...++': 'cursor node' },
  TaxRate: { '...++': 'id country region taxClass name basisPoints validFrom' },
  TaxRateConnection: { '...++': 'edges nodes pageInfo totalCount' },
  WebhookEndpoint: {
    '....+': `id url events description isActive disabledReason failingSince secrets createdAt updatedAt deliveries`,
  },
  WebhookSecret: { '....+': 'createdAt expiresAt' },
  WebhookDelivery: {
    '....+': `id event eventId status attempts lastStatusCode lastError nextAttemptAt deliveredAt body createdAt`,
  },
  WebhookEndpointConnection: { '....+': 'edges nodes pageInfo totalCount' },
  WebhookEndpointEdge: { '....+': 'cursor node' },
  WebhookDeliveryConnection: { '....+': 'edges nodes pageInfo totalCount' },
  WebhookDeliveryEdge: { '....+': 'cursor node' },
  WebhookEndpointCreatePayload: { '....+': 'endpoint secret userErrors' },
  WebhookEndpointUpdatePayload: { '....+': 'endpoint userErrors' },
  WebhookEndpointDeletePayload: { '....+': 'deletedId userErrors' },
  WebhookEndpointSecretRotatePayload: { '....+': 'endpoint secret userErrors' },
  WebhookEndpointTestPayload: { '....+': 'delivery userErrors' },
  WebhookDeliveryRetryPayload: { '....+': 'delivery userErrors' },
  TaxRateEdge: { '...++': 'cursor node' },
  Order: {
    '+++++': `id number status paymentStatus fulfillmentStatus currency lines subtotal total totalCaptured
      totalRefunded customer email shippingAddress billingAddress placedAt canceledAt nextAction payments refunds
      shipments events returns nextActions discounts discountTotal delivery deliveryTotal pricesIncludeTax taxes taxTotal`,
    '---++': 'notes',
  },
  OrderDelivery: {
    '+++++': 'methodId name price discountTotal taxTotal estimatedDaysMin estimatedDaysMax',
  },
  Checkout: { '+++++': 'id status order orderAccessToken nextAction userErrors' },
  OrderLine: {
    '+++++': `id productName variantName sku quantity quantityFulfilled quantityRefunded quantityCanceled quantityReturned quantityReturnable
      unitPrice total discountTotal taxTotal variant`,
  },
  Payment: { '+++++': 'id provider status amount authorized captured refunded declineCode createdAt' },
  Return: { '.+.++': 'id status lines rejectReason refund createdAt approvedAt closedAt' },
  ReturnLine: { '.+.++': 'orderLine quantity reason comment quantitySellable quantityDamaged' },
  OrderNote: { '...++': 'id text author createdAt' },
  RedirectAction: { '+++++': 'url' },
  StripeSdkAction: { '+++++': 'clientSecret publishableKey' },
  Refund: { '.+.++': 'id amount deliveryTotal status reason createdAt' },
  Shipment: { '.+.++': 'id lines tracking createdAt' },
  ShipmentLine: { '.+.++': 'orderLine quantity' },
  Tracking: { '.+.++': 'carrier number url' },
  OrderEvent: { '+++++': 'id type actor at message' },
  OrderEventConnection: { '+++++': 'edges nodes pageInfo totalCount' },
  OrderEventEdge: { '+++++': 'cursor node' },
  OrderConnection: { '.+.++': 'edges nodes pageInfo totalCount' },
  OrderEdge: { '.+.++': 'cursor node' },

  CartCreatePayload: { '+++++': 'cart userErrors' },
  CartLinesAddPayload: { '+++++': 'cart userErrors' },
  CartLinesUpdatePayload: { '+++++': 'cart userErrors' },
  CartBuyerUpdatePayload: { '+++++': 'cart userErrors' },
  CartMergePayload: { '.++++': 'cart userErrors' },
  CartDeliveryUpdatePayload: { '+++++': 'cart userErrors' },
  CartDiscountCodesUpdatePayload: { '+++++': 'cart userErrors' },
  DeliveryMethodCreatePayload: { '...++': 'deliveryMethod userErrors' },
  DeliveryMethodUpdatePayload: { '...++': 'deliveryMethod userErrors' },
  TaxRateSetPayload: { '...++': 'taxRate userErrors' },
  TaxRateRemovePayload: { '...++': 'taxRate userErrors' },
  DiscountCreatePayload: { '...++': 'discount userErrors' },
  DiscountUpdatePayload: { '...++': 'discount userErrors' },
  CheckoutCompletePayload: { '+++++': 'order orderAccessToken nextAction userErrors' },
  CheckoutSubmitPayload: { '+++++': 'checkout userErrors' },
  OrderAccessRequestPayload: { '+++++': 'number userErrors' },
  PaymentConfirmPayload: { '+++++': 'order nextAction userErrors' },
  OrderCancelPayload: { '+++++': 'order userErrors' },
  OrderNoteAddPayload: { '...++': 'order note userErrors' },
  ReturnRequestPayload: { '+++++': 'order return userErrors' },
  ReturnCancelPayload: { '+++++': 'order return userErrors' },
  ReturnApprovePayload: { '...++': 'order return userErrors' },
  ReturnRejectPayload: { '...++': 'order return userErrors' },
  ReturnReceivePayload: { '...++': 'order return userErrors' },
  OrderFulfillPayload: { '...++': 'order shipment userErrors' },
  OrderRefundPayload: { '...++': 'order refund userErrors' },
  PaymentCapturePayload: { '...++': 'order userErrors' },
  ProductCreatePayload: { '...++': 'product userErrors' },
  ProductUpdatePayload: { '...++': 'product userErrors' },
  ProductPublishPayload: { '...++': 'product userErrors' },
  ProductArchivePayload: { '...++': 'product userErrors' },
  VariantCreatePayload: { '...++': 'variant userErrors' },
  VariantUpdatePayload: { '...++': 'variant userErrors' },
  CategoryCreatePayload: { '...++': 'category userErrors' },
  CategoryUpdatePayload: { '...++': 'category userErrors' },
  StockAdjustPayload: { '...++': 'variant userErrors' },
  UserRegisterPayload: { '+++++': 'user tokens userErrors' },
  UserLoginPayload: { '+++++': 'user tokens userErrors' },
  SessionRefreshPayload: { '+++++': 'tokens userErrors' },
  SessionRevokePayload: { '.++++': 'session userErrors' },
  UserLogoutPayload: { '.++++': 'user userErrors' },
  UserLogoutEverywherePayload: { '.++++': 'user sessionsRevoked userErrors' },
  UserUpdatePayload: { '.++++': 'user userErrors' },
  UserPasswordChangePayload: { '.++++': 'user userErrors' },
  UserDeletePayload: { '.++++': 'userId userErrors' },
  UserRolesUpdatePayload: { '....+': 'user userErrors' },

  Address: { '+++++': 'name line1 line2 city region postalCode country phone' },
  Money: { '+++++': 'minor currency amount' },
  PageInfo: { '+++++': 'hasNextPage hasPreviousPage startCursor endCursor' },
  UserError: { '+++++': 'code message path' },
  GeneralUserError: { '+++++': 'code message path' },
  InsufficientStock: { '+++++': 'code message path variantId available' },
  PriceChanged: { '+++++': 'code message path expected actual' },
  VersionConflict: { '...++': 'code message path currentVersion' },
}

/** `Type.field` → verdicts. */
export function flatTable(): Map<string, Verdicts> {
  const flat = new Map<string, Verdicts>()
  for (const [type, rows] of Object.entries(fields)) {
    for (const [verdicts, names] of Object.entries(rows)) {
      for (const name of names.split(/\s+/)) {
        if (flat.has(`${type}.${name}`)) throw new Error(`${type}.${name} stands in the table twice`)
        flat.set(`${type}.${name}`, verdicts)
      }
    }
  }
  return flat
}
