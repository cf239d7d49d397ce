// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A postal address, given by a client. Leading and trailing blanks are removed. */
export type AddressInput = {
  /** Who receives the parcel or the invoice: 1 to 200 characters. */
  readonly name: string;
  /** Street and number: 1 to 200 characters. */
  readonly line1: string;
  /** Flat, floor or company: at most 200 characters. */
  readonly line2?: string | null | undefined;
  /** Town or city: 1 to 100 characters. */
  readonly city: string;
  /** State, province or county: at most 100 characters. */
  readonly region?: string | null | undefined;
  /** Postal code: at most 20 characters. */
  readonly postalCode?: string | null | undefined;
  /** Country of the address. */
  readonly country: string;
  /** Telephone number for the carrier: at most 30 characters. */
  readonly phone?: string | null | undefined;
};

/** Whether a variant can be had. */
export type Availability =
  /** Enough are left. */
  | 'IN_STOCK'
  /** Few are left. */
  | 'LOW_STOCK'
  /** None is left. */
  | 'OUT_OF_STOCK';

/** Who buys and where to send it. What is left out stays; an explicit null removes it. */
export type CartBuyerUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** E-mail address for the confirmation. */
  readonly email?: string | null | undefined;
  /** Where to send it. */
  readonly shippingAddress?: AddressInput | null | undefined;
  /** Where to send the invoice, when it differs. */
  readonly billingAddress?: AddressInput | null | undefined;
};

/** A cart to be opened. */
export type CartCreateInput = {
  /** The first lines: at most 100. */
  readonly lines?: ReadonlyArray<CartLineInput> | null | undefined;
  /** Currency of the cart: the shop's default, EUR, when left out. */
  readonly currency?: string | null | undefined;
};

/** How a cart is to be delivered. */
export type CartDeliveryUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** Id of the method (`dlv_…`); the cheapest is taken again when it is null or left out. */
  readonly deliveryMethodId?: string | null | undefined;
};

/** All discount codes of a cart. */
export type CartDiscountCodesUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** The codes in place of those before, whatever their case: at most 5; none removes all. */
  readonly codes: ReadonlyArray<string>;
};

/** Some pieces of a variant to be put into a cart. */
export type CartLineInput = {
  /** Id of the variant (`var_…`). */
  readonly variantId: string;
  /** How many pieces: 1 to 1,000. */
  readonly quantity: number;
};

/** Variants to be put into a cart. */
export type CartLinesAddInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** What to add: 1 to 100; the cart holds at most 100 lines. */
  readonly lines: ReadonlyArray<CartLineInput>;
};

/** New quantities of a cart's lines. */
export type CartLinesUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** What to change: 1 to 100, each line once. */
  readonly lines: ReadonlyArray<CartLineUpdateInput>;
};

/** The new quantity of a line. */
export type CartLineUpdateInput = {
  /** Id of the line (`cli_…`). */
  readonly id: string;
  /** How many pieces: 0 to 1,000; 0 removes the line. */
  readonly quantity: number;
};

/** A guest's cart to be taken along. */
export type CartMergeInput = {
  /** Id of the guest's cart (`crt_…`). */
  readonly cartId: string;
};

/** What can stand in the way of an order. */
export type CartProblemCode =
  /** The variant is no longer sold, or not in this currency. */
  | 'UNAVAILABLE'
  /** Fewer pieces are left than the line asks for. */
  | 'INSUFFICIENT_STOCK'
  /** The price differs from the one the buyer saw when the line was put in. */
  | 'PRICE_CHANGED'
  /** The shipping address, or a guest's e-mail address, is missing. */
  | 'MISSING_ADDRESS'
  /** It cannot be delivered to the shipping address, or not in the way that was chosen. */
  | 'DELIVERY_UNAVAILABLE'
  /** A discount code may not be used, here or now. */
  | 'DISCOUNT_UNAVAILABLE'
  /** The taxes cannot be told now: try again. */
  | 'TAXES_UNAVAILABLE';

/** A cart to be ordered and paid. */
export type CheckoutCompleteInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and pays nothing twice. */
  readonly idempotencyKey: string;
  /** The total that the buyer agreed to; when it differs from the truth, the order is refused as PRICE_CHANGED. */
  readonly expectedTotal: MoneyInput;
  /** How to pay. */
  readonly payment: PaymentInput;
};

/** Where a checkout stands. */
export type CheckoutStatus =
  /** It goes on by itself. */
  | 'PROCESSING'
  /** The buyer has to do something to pay: see `nextAction`, then call `paymentConfirm`. */
  | 'ACTION_REQUIRED'
  /** The order is placed and paid. */
  | 'SUCCEEDED'
  /** There is no order, or it was called off before it was paid: see `userErrors`. */
  | 'FAILED';

/** A cart to be ordered and paid in the background. The same fields with the same key mean the same as for `checkoutComplete`. */
export type CheckoutSubmitInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and pays nothing twice. */
  readonly idempotencyKey: string;
  /** The total that the buyer agreed to; when it differs from the truth, the checkout is refused as PRICE_CHANGED. */
  readonly expectedTotal: MoneyInput;
  /** How to pay. */
  readonly payment: PaymentInput;
};

/** A way of delivery to be added. */
export type DeliveryMethodCreateInput = {
  /** Name to show: 1 to 100 characters. */
  readonly name: string;
  /** More about it: at most 500 characters. */
  readonly description?: string | null | undefined;
  /** Where it goes: at most 300; when left out or empty, every country that no active method names. */
  readonly countries?: ReadonlyArray<string> | null | undefined;
  /** What it costs by weight: 1 to 20, each heavier than the one before; only the last may be for any weight. */
  readonly weightTiers: ReadonlyArray<DeliveryWeightTierInput>;
  /** What the goods must cost after discounts for it to be free, each currency once: at most 20. */
  readonly freeFrom?: ReadonlyArray<MoneyInput> | null | undefined;
  /** Which tax rate it falls under: STANDARD when left out. */
  readonly taxClass?: TaxClass | null | undefined;
  /** Working days that it takes at least: 0 to 365. */
  readonly estimatedDaysMin?: number | null | undefined;
  /** Working days that it takes at most: 0 to 365, not less than `estimatedDaysMin`. */
  readonly estimatedDaysMax?: number | null | undefined;
  /** Whether buyers may choose it: true when left out. */
  readonly active?: boolean | null | undefined;
};

/** Changes of a way of delivery. What is left out stays. */
export type DeliveryMethodUpdateInput = {
  /** Id of the method (`dlv_…`). */
  readonly id: string;
  /** Name to show: 1 to 100 characters. */
  readonly name?: string | null | undefined;
  /** More about it: at most 500 characters; an explicit null removes it. */
  readonly description?: string | null | undefined;
  /** Where it goes: at most 300; empty for every country that no active method names. */
  readonly countries?: ReadonlyArray<string> | null | undefined;
  /** What it costs by weight: 1 to 20, each heavier than the one before; only the last may be for any weight. */
  readonly weightTiers?: ReadonlyArray<DeliveryWeightTierInput> | null | undefined;
  /** What the goods must cost after discounts for it to be free, each currency once: at most 20; an explicit null removes it. */
  readonly freeFrom?: ReadonlyArray<MoneyInput> | null | undefined;
  /** Which tax rate it falls under. */
  readonly taxClass?: TaxClass | null | undefined;
  /** Working days that it takes at least: 0 to 365; an explicit null removes it. */
  readonly estimatedDaysMin?: number | null | undefined;
  /** Working days that it takes at most: 0 to 365, not less than `estimatedDaysMin`; an explicit null removes it. */
  readonly estimatedDaysMax?: number | null | undefined;
  /** Whether buyers may choose it. */
  readonly active?: boolean | null | undefined;
};

/** What delivery costs up to a weight. */
export type DeliveryWeightTierInput = {
  /** The weight of all goods in grams, included: 1 to 1,000,000,000; any when left out. */
  readonly upToGrams?: number | null | undefined;
  /** Its price by currency, each once: 1 to 20. */
  readonly prices: ReadonlyArray<MoneyInput>;
};

/** A discount to be added. */
export type DiscountCreateInput = {
  /** The code: 1 to 50 letters, digits, hyphens and underscores, unique whatever its case. */
  readonly code: string;
  /** What it does. */
  readonly kind: DiscountKind;
  /** How much of the price it takes off, in hundredths of a percent: 1 to 10,000. Needed for PERCENTAGE; all when left out for BUY_X_GET_Y; not for others. */
  readonly basisPoints?: number | null | undefined;
  /** What it takes off, each currency once: 1 to 20, more than zero. Needed for AMOUNT, not for others. */
  readonly amounts?: ReadonlyArray<MoneyInput> | null | undefined;
  /** How many pieces must be bought: 1 to 1,000. Needed for BUY_X_GET_Y, not for others. */
  readonly buyQuantity?: number | null | undefined;
  /** How many further pieces cost less: 1 to 1,000. Needed for BUY_X_GET_Y, not for others. */
  readonly getQuantity?: number | null | undefined;
  /** Products that it is for (`prd_…`): at most 100. */
  readonly productIds?: ReadonlyArray<string> | null | undefined;
  /** Variants that it is for (`var_…`): at most 100. */
  readonly variantIds?: ReadonlyArray<string> | null | undefined;
  /** What the cart must cost before discounts, each currency once: at most 20. */
  readonly minimumSubtotal?: ReadonlyArray<MoneyInput> | null | undefined;
  /** How many orders may use it: at least 1; any number when left out. */
  readonly maxUses?: number | null | undefined;
  /** How many orders of one account or e-mail address may use it: at least 1; any number when left out. */
  readonly maxUsesPerCustomer?: number | null | undefined;
  /** From when on it is valid. */
  readonly startsAt?: string | null | undefined;
  /** Until when it is valid, later than `startsAt`. */
  readonly endsAt?: string | null | undefined;
  /** Whether it may be used: true when left out. */
  readonly active?: boolean | null | undefined;
  /** Whether it may be used together with other codes: true when left out. */
  readonly combinable?: boolean | null | undefined;
};

/** What a discount does. They are applied in this order, each to what those before it have left. */
export type DiscountKind =
  /** For every X pieces bought, Y further ones cost less: the cheapest of all that are eligible. */
  | 'BUY_X_GET_Y'
  /** A share of the price. */
  | 'PERCENTAGE'
  /** An amount, at most the price. */
  | 'AMOUNT'
  /** Delivery for nothing. */
  | 'FREE_DELIVERY';

/** Changes of a discount. What is left out stays; what it does cannot be changed. */
export type DiscountUpdateInput = {
  /** Id of the discount (`dsc_…`). */
  readonly id: string;
  /** Products that it is for (`prd_…`): at most 100. */
  readonly productIds?: ReadonlyArray<string> | null | undefined;
  /** Variants that it is for (`var_…`): at most 100. */
  readonly variantIds?: ReadonlyArray<string> | null | undefined;
  /** What the cart must cost before discounts, each currency once: at most 20; an explicit null removes it. */
  readonly minimumSubtotal?: ReadonlyArray<MoneyInput> | null | undefined;
  /** How many orders may use it: at least 1, and not less than use it already; an explicit null removes the limit. */
  readonly maxUses?: number | null | undefined;
  /** How many orders of one account or e-mail address may use it: at least 1; an explicit null removes the limit. */
  readonly maxUsesPerCustomer?: number | null | undefined;
  /** From when on it is valid; an explicit null removes it. */
  readonly startsAt?: string | null | undefined;
  /** Until when it is valid, later than `startsAt`; an explicit null removes it. */
  readonly endsAt?: string | null | undefined;
  /** Whether it may be used. */
  readonly active?: boolean | null | undefined;
  /** Whether it may be used together with other codes. */
  readonly combinable?: boolean | null | undefined;
};

/** Where an order's goods stand. */
export type FulfillmentStatus =
  /** Nothing was sent. */
  | 'UNFULFILLED'
  /** Some of it was sent. */
  | 'PARTIALLY_FULFILLED'
  /** All of it was sent, but for what was canceled. */
  | 'FULFILLED'
  /** All that was sent came back. */
  | 'RETURNED';

/** An amount of money, given by a client. */
export type MoneyInput = {
  /** The amount in the currency's smallest unit, zero or more unless a field says otherwise. */
  readonly minor: number;
  /** The currency that `minor` counts. */
  readonly currency: string;
};

/** An order whose link is lost. */
export type OrderAccessRequestInput = {
  /** The order's number, as it was told. */
  readonly number: string;
  /** The e-mail address that was given with the order. */
  readonly email: string;
};

/** What may be done with an order. */
export type OrderAction =
  /** `paymentConfirm`, after the buyer has done what `nextAction` asks for. */
  | 'CONFIRM_PAYMENT'
  /** `orderCancel`: the order, or by staff what is left of it. */
  | 'CANCEL'
  /** `orderFulfill`. Staff. */
  | 'FULFILL'
  /** `paymentCapture`. Staff. */
  | 'CAPTURE_PAYMENT'
  /** `orderRefund`. Staff. */
  | 'REFUND'
  /** `returnRequest`. */
  | 'REQUEST_RETURN'
  /** `returnCancel`, of a return that is open. */
  | 'CANCEL_RETURN'
  /** `returnApprove`, of a return that was asked for. Staff. */
  | 'APPROVE_RETURN'
  /** `returnReject`, of a return that was asked for. Staff. */
  | 'REJECT_RETURN'
  /** `returnReceive`, of a return that was approved. Staff. */
  | 'RECEIVE_RETURN'
  /** `orderNoteAdd`. Staff. */
  | 'ADD_NOTE';

/** Whose doing something was. */
export type OrderActor =
  /** Of whoever bought. */
  | 'BUYER'
  /** Of the shop's staff. */
  | 'STAFF'
  /** Of the shop by itself. */
  | 'SYSTEM'
  /** Of the payment provider. */
  | 'PROVIDER';

/** An order to be called off. */
export type OrderCancelInput = {
  /** Id of the order (`ord_…`). */
  readonly id: string;
  /** The token that `checkoutComplete` gave to a guest. */
  readonly accessToken?: string | null | undefined;
  /** Why: at most 500 characters. */
  readonly reason?: string | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and refunds nothing twice. */
  readonly idempotencyKey: string;
};

/** What can happen to an order. */
export type OrderEventType =
  /** It was placed. */
  | 'PLACED'
  /** The buyer was asked to do something to pay. */
  | 'PAYMENT_ACTION_REQUIRED'
  /** The provider set the money aside. */
  | 'PAYMENT_AUTHORIZED'
  /** Money arrived. */
  | 'PAYMENT_CAPTURED'
  /** The provider refused to take money that it had set aside. */
  | 'PAYMENT_CAPTURE_FAILED'
  /** The provider declined. */
  | 'PAYMENT_FAILED'
  /** The provider released the money it had set aside. */
  | 'PAYMENT_VOIDED'
  /** The buyer's bank wants money back: staff have to answer it at the provider. */
  | 'PAYMENT_DISPUTED'
  /** It is to be sent. */
  | 'CONFIRMED'
  /** Some or all of it was sent. */
  | 'SHIPPED'
  /** The time in which it may come back has passed. */
  | 'COMPLETED'
  /** It was called off. */
  | 'CANCELED'
  /** It was called off because nobody paid in time. */
  | 'EXPIRED'
  /** A refund was asked for. */
  | 'REFUND_REQUESTED'
  /** Money was paid back. */
  | 'REFUNDED'
  /** The provider refused a refund, or its money came back. */
  | 'REFUND_FAILED'
  /** What had not been sent was called off. */
  | 'REDUCED'
  /** Goods are to be sent back. */
  | 'RETURN_REQUESTED'
  /** The goods may be sent back. */
  | 'RETURN_APPROVED'
  /** The goods may not be sent back. */
  | 'RETURN_REJECTED'
  /** Goods came back. */
  | 'RETURN_RECEIVED'
  /** A return was called off. */
  | 'RETURN_CANCELED'
  /** Staff has written a note. Customers do not see it. */
  | 'NOTE_ADDED'
  /** The buyer's personal data were removed. */
  | 'ANONYMIZED';

/** Lines of an order that were sent. */
export type OrderFulfillInput = {
  /** Id of the order (`ord_…`). */
  readonly id: string;
  /** What was sent: 1 to 100, each line once; all that is still to be sent when left out. */
  readonly lines?: ReadonlyArray<OrderLineQuantityInput> | null | undefined;
  /** How to follow the parcel. */
  readonly tracking?: TrackingInput | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and sends nothing twice. */
  readonly idempotencyKey: string;
};

/** Some pieces of an order's line. */
export type OrderLineQuantityInput = {
  /** Id of the line (`oli_…`). */
  readonly id: string;
  /** How many pieces: at least 1. */
  readonly quantity: number;
};

/** A note about an order. */
export type OrderNoteAddInput = {
  /** Id of the order (`ord_…`). */
  readonly id: string;
  /** What to write: 1 to 2,000 characters. */
  readonly text: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and writes nothing twice. */
  readonly idempotencyKey: string;
};

/** A span of time. */
export type OrderPlacedAtWhere = {
  /** Its beginning, included. */
  readonly from?: string | null | undefined;
  /** Its end, not included. */
  readonly to?: string | null | undefined;
};

/** Money to be paid back: an amount, or lines, delivery or both, or all that is left when nothing of it is named. */
export type OrderRefundInput = {
  /** Id of the order (`ord_…`). */
  readonly id: string;
  /** How much: more than zero, at most what was captured and not paid back. Not together with `lines` or `delivery`. */
  readonly amount?: MoneyInput | null | undefined;
  /** For which pieces: 1 to 100, each line once. They are paid back as they were paid, with their share of discounts and taxes. Not together with `amount`. */
  readonly lines?: ReadonlyArray<OrderLineQuantityInput> | null | undefined;
  /** Whether what was paid for the delivery is paid back, once. Not together with `amount`. */
  readonly delivery?: boolean | null | undefined;
  /** Why: at most 500 characters. */
  readonly reason?: string | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and refunds nothing twice. */
  readonly idempotencyKey: string;
};

/** Where an order stands. */
export type OrderStatus =
  /** Waits for the payment. */
  | 'PENDING_PAYMENT'
  /** To be sent: paid, or its money is set aside until it is sent. */
  | 'CONFIRMED'
  /** Sent as a whole, but for what was canceled. */
  | 'FULFILLED'
  /** Done: no return is open, and 14 days have passed since it was sent as a whole. */
  | 'COMPLETED'
  /** Called off. */
  | 'CANCELED';

/** What orders must be. All given conditions hold at once; an empty list matches nothing. */
export type OrderWhere = {
  /** Has one of these statuses. */
  readonly status?: ReadonlyArray<OrderStatus> | null | undefined;
  /** Has one of these payment statuses. */
  readonly paymentStatus?: ReadonlyArray<PaymentStatus> | null | undefined;
  /** Was placed in this span. */
  readonly placedAt?: OrderPlacedAtWhere | null | undefined;
};

/** Where one attempt to pay stands. */
export type PaymentAttemptStatus =
  /** The provider has not answered yet. */
  | 'PENDING'
  /** The buyer has to do something. */
  | 'REQUIRES_ACTION'
  /** The money is set aside by the provider. */
  | 'AUTHORIZED'
  /** The money arrived. */
  | 'CAPTURED'
  /** Called off before any money arrived. */
  | 'VOIDED'
  /** Declined, or given up. */
  | 'FAILED';

/** Money to be taken of what is set aside for an order. */
export type PaymentCaptureInput = {
  /** Id of the order (`ord_…`). */
  readonly orderId: string;
  /** How much: more than zero, at most what is set aside; all of it when left out. A provider that captures once only, such as `stripe`, lets go of the rest. */
  readonly amount?: MoneyInput | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and captures nothing twice. */
  readonly idempotencyKey: string;
};

/** A payment to be taken up again. */
export type PaymentConfirmInput = {
  /** Id of the order (`ord_…`). */
  readonly orderId: string;
  /** The token that the checkout or `orderAccessRequest` gave to a guest; one that has expired is as good as none. */
  readonly accessToken?: string | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and pays nothing twice. */
  readonly idempotencyKey: string;
};

/** How to pay. */
export type PaymentInput = {
  /** Who carries it out: `sandbox` or `stripe`, as the shop is set up. */
  readonly provider: string;
  /** The means of payment as the provider named it: at most 255 characters. For `stripe` the id of a PaymentMethod (`pm_…`). The sandbox knows `tok_approved`, `tok_declined`, `tok_insufficient_funds`, `tok_requires_action`, `tok_timeout`, `tok_error`; and, for payments that take a few seconds, `tok_webhook_late`, `tok_webhook_missing`, `tok_webhook_duplicate`, `tok_webhook_reordered` and `tok_webhook_bad_signature`, by what becomes of the sandbox's messages to the shop. */
  readonly token: string;
};

/** Where an order's money stands. */
export type PaymentStatus =
  /** The provider has not answered yet. */
  | 'PENDING'
  /** The buyer has to do something: see `nextAction`. */
  | 'REQUIRES_ACTION'
  /** The money is set aside by the provider. */
  | 'AUTHORIZED'
  /** Some of the money arrived. */
  | 'PARTIALLY_PAID'
  /** All of the money arrived. */
  | 'PAID'
  /** Some of the money was paid back. */
  | 'PARTIALLY_REFUNDED'
  /** All of the money was paid back. */
  | 'REFUNDED'
  /** Called off before any money arrived. */
  | 'VOIDED'
  /** Declined. */
  | 'FAILED';

/** A product to be created. */
export type ProductCreateInput = {
  /** Name to show: 1 to 200 characters. */
  readonly name: string;
  /** Name in URLs: 1 to 100 of a–z, 0–9 and single hyphens; made from the name when left out. */
  readonly slug?: string | null | undefined;
  /** Plain text: at most 10,000 characters; empty when left out. */
  readonly description?: string | null | undefined;
  /** Its first status: DRAFT when left out. ACTIVE needs at least one variant. */
  readonly status?: ProductStatus | null | undefined;
  /** Where to file it: at most 20. */
  readonly categoryIds?: ReadonlyArray<string> | null | undefined;
  /** What can be bought: at most 100. */
  readonly variants?: ReadonlyArray<ProductVariantInput> | null | undefined;
};

/** A range of prices, both ends included, in one currency. */
export type ProductPriceWhere = {
  /** The lowest price. */
  readonly min?: MoneyInput | null | undefined;
  /** The highest price. */
  readonly max?: MoneyInput | null | undefined;
};

/** A product to be put on sale. */
export type ProductPublishInput = {
  /** Id of the product (`prd_…`). */
  readonly id: string;
  /** The version that the decision is based on. */
  readonly expectedVersion: number;
};

/** Whether a product is on sale. */
export type ProductStatus =
  /** In preparation; only staff sees it. */
  | 'DRAFT'
  /** On sale; everybody sees it. */
  | 'ACTIVE'
  /** Off sale; only staff sees it. */
  | 'ARCHIVED';

/** Changes of a product. What is left out stays. */
export type ProductUpdateInput = {
  /** Id of the product (`prd_…`). */
  readonly id: string;
  /** The version that the change is based on. */
  readonly expectedVersion: number;
  /** Name to show: 1 to 200 characters. */
  readonly name?: string | null | undefined;
  /** Name in URLs: 1 to 100 of a–z, 0–9 and single hyphens. */
  readonly slug?: string | null | undefined;
  /** Plain text: at most 10,000 characters. */
  readonly description?: string | null | undefined;
  /** All categories to file it in: at most 20. An empty list removes it from all. */
  readonly categoryIds?: ReadonlyArray<string> | null | undefined;
};

/** A variant to be created. */
export type ProductVariantInput = {
  /** Stock keeping unit: 1 to 64 characters, unique. */
  readonly sku: string;
  /** Name within the product: 1 to 200 characters. */
  readonly name: string;
  /** Price of one piece. */
  readonly price: MoneyInput;
  /** Prices in further currencies, each currency once: at most 19. */
  readonly prices?: ReadonlyArray<MoneyInput> | null | undefined;
  /** What one piece costs the shop. */
  readonly cost?: MoneyInput | null | undefined;
  /** What one piece weighs, packed, in grams: 0 to 1,000,000. */
  readonly weightGrams?: number | null | undefined;
  /** Which tax rate it falls under: STANDARD when left out. */
  readonly taxClass?: TaxClass | null | undefined;
};

/** What products must be. All given conditions hold at once; an empty list matches nothing. At most 5 levels deep and 50 conditions. */
export type ProductWhere = {
  /** Filed in this category. */
  readonly categoryId?: string | null | undefined;
  /** At least one variant has its price in this range. */
  readonly price?: ProductPriceWhere | null | undefined;
  /** At least one variant has one of these availabilities. */
  readonly availability?: ReadonlyArray<Availability> | null | undefined;
  /** Has one of these statuses. For staff; other callers see ACTIVE products only. */
  readonly status?: ReadonlyArray<ProductStatus> | null | undefined;
  /** All of these hold. */
  readonly AND?: ReadonlyArray<ProductWhere> | null | undefined;
  /** At least one of these holds. */
  readonly OR?: ReadonlyArray<ProductWhere> | null | undefined;
};

/** Where a refund stands. */
export type RefundStatus =
  /** The provider has not carried it out yet. */
  | 'PENDING'
  /** The money was paid back. */
  | 'SUCCEEDED'
  /** The provider refused, or the money came back. */
  | 'FAILED';

/** A return to be approved. */
export type ReturnApproveInput = {
  /** Id of the return (`ret_…`). */
  readonly id: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and approves nothing twice. */
  readonly idempotencyKey: string;
};

/** A return to be called off. */
export type ReturnCancelInput = {
  /** Id of the return (`ret_…`). */
  readonly id: string;
  /** The token that `checkoutComplete` gave to a guest. */
  readonly accessToken?: string | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and cancels nothing twice. */
  readonly idempotencyKey: string;
};

/** In which condition goods came back. */
export type ReturnCondition =
  /** They can be sold again, and are in stock. */
  | 'SELLABLE'
  /** They cannot be sold again. */
  | 'DAMAGED';

/** Some pieces of an order's line that are to come back. */
export type ReturnLineInput = {
  /** Id of the order's line (`oli_…`). */
  readonly id: string;
  /** How many pieces: at least 1, at most `quantityReturnable`. */
  readonly quantity: number;
  /** Why. */
  readonly reason: ReturnReason;
  /** Why, in the buyer's words: at most 500 characters. */
  readonly comment?: string | null | undefined;
};

/** Why goods are sent back. */
export type ReturnReason =
  /** They arrived damaged, or do not work. */
  | 'DAMAGED'
  /** They are not what was ordered. */
  | 'WRONG_ITEM'
  /** They are not as the shop described them. */
  | 'NOT_AS_DESCRIBED'
  /** They arrived when they were no longer needed. */
  | 'ARRIVED_TOO_LATE'
  /** The buyer has changed their mind. */
  | 'NO_LONGER_WANTED'
  /** Something else: see the comment. */
  | 'OTHER';

/** Some pieces of an order's line that came back. */
export type ReturnReceivedLineInput = {
  /** Id of the order's line (`oli_…`). */
  readonly id: string;
  /** How many pieces: at least 1. */
  readonly quantity: number;
  /** In which condition. */
  readonly condition: ReturnCondition;
};

/** A return that came back. */
export type ReturnReceiveInput = {
  /** Id of the return (`ret_…`). */
  readonly id: string;
  /** What came back: at most what was asked for, each line once per condition; all of it, `SELLABLE`, when left out. What is missing stays with the buyer. */
  readonly lines?: ReadonlyArray<ReturnReceivedLineInput> | null | undefined;
  /** What is paid back. */
  readonly refund?: ReturnRefund;
  /** How much, with `refund: AMOUNT`: more than zero, at most what was captured and not paid back. */
  readonly amount?: MoneyInput | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and refunds nothing twice. */
  readonly idempotencyKey: string;
};

/** What is paid back for goods that came back. */
export type ReturnRefund =
  /** What the pieces were bought for, less what was paid back before. */
  | 'SHARE'
  /** An amount. */
  | 'AMOUNT'
  /** Nothing. */
  | 'NONE';

/** A return to be rejected. */
export type ReturnRejectInput = {
  /** Id of the return (`ret_…`). */
  readonly id: string;
  /** Why not, for the buyer: 1 to 500 characters. */
  readonly reason: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and rejects nothing twice. */
  readonly idempotencyKey: string;
};

/** Goods that are to come back. */
export type ReturnRequestInput = {
  /** Id of the order (`ord_…`). */
  readonly orderId: string;
  /** The token that `checkoutComplete` gave to a guest. */
  readonly accessToken?: string | null | undefined;
  /** What is to come back: 1 to 100, each line once. */
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and returns nothing twice. */
  readonly idempotencyKey: string;
};

/** Where a return stands. */
export type ReturnStatus =
  /** The buyer has asked; staff decides. */
  | 'REQUESTED'
  /** The goods may be sent back. */
  | 'APPROVED'
  /** The goods may not be sent back. */
  | 'REJECTED'
  /** The goods are back. */
  | 'RECEIVED'
  /** Called off before the goods came back. */
  | 'CANCELED';

/** What a user may do. A higher role includes the lower ones. */
export type Role =
  /** Buys. */
  | 'CUSTOMER'
  /** Runs catalogue, stock and orders. */
  | 'STAFF'
  /** Staff who also manages users. */
  | 'ADMIN';

/** A refresh token. */
export type SessionRefreshInput = {
  /** The refresh token as it was given; left out in cookie mode. */
  readonly refreshToken?: string | null | undefined;
};

/** A session to be ended. */
export type SessionRevokeInput = {
  /** Id of the session (`ses_…`). */
  readonly sessionId: string;
};

/** A change of the pieces on hand. */
export type StockAdjustInput = {
  /** Id of the variant (`var_…`). */
  readonly variantId: string;
  /** Pieces more, or fewer when negative: not zero, within ±1,000,000. */
  readonly delta: number;
  /** Why it changed. */
  readonly reason: StockAdjustReason;
  /** Pieces on hand that the caller saw before the change; when it differs from the truth, the change is refused as a CONFLICT. */
  readonly expectedQuantity?: number | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and changes nothing. */
  readonly idempotencyKey: string;
};

/** Why staff changes stock. */
export type StockAdjustReason =
  /** Goods came in. */
  | 'RECEIVED'
  /** A customer brought goods back. */
  | 'RETURNED'
  /** Goods broke, spoiled or vanished. */
  | 'DAMAGED'
  /** A count found another number. */
  | 'COUNTED';

/** Why stock changed. */
export type StockMovementReason =
  /** Goods came in. */
  | 'RECEIVED'
  /** A customer brought goods back. */
  | 'RETURNED'
  /** Goods broke, spoiled or vanished. */
  | 'DAMAGED'
  /** A count found another number. */
  | 'COUNTED'
  /** Set aside for an order. */
  | 'RESERVED'
  /** No longer set aside: the order was canceled. */
  | 'RELEASED'
  /** No longer set aside: the order was not paid in time. */
  | 'EXPIRED'
  /** Sold: the order is paid. */
  | 'COMMITTED'
  /** Back on the shelf: a paid order was canceled. */
  | 'RESTOCKED';

/** Which of a country's tax rates goods or a service fall under. */
export type TaxClass =
  /** The country's usual rate. */
  | 'STANDARD'
  /** A lower rate, such as for food and books. */
  | 'REDUCED'
  /** Free of tax. */
  | 'ZERO';

/** A tax rate to be removed. */
export type TaxRateRemoveInput = {
  /** Id of the rate (`txr_…`). */
  readonly id: string;
};

/** A tax rate to be set. */
export type TaxRateSetInput = {
  /** Where it holds. */
  readonly country: string;
  /** The region of the country that it is for: 1 to 100 characters; all when left out. */
  readonly region?: string | null | undefined;
  /** Which goods it is for. */
  readonly taxClass: TaxClass;
  /** Name to show: 1 to 100 characters. */
  readonly name: string;
  /** The rate in hundredths of a percent: 0 to 10,000. */
  readonly basisPoints: number;
  /** From when on it holds: now when left out. Of one country, region, class and instant there is one rate. */
  readonly validFrom?: string | null | undefined;
};

/** How to follow a parcel. */
export type TrackingInput = {
  /** Who carries it: 1 to 100 characters. */
  readonly carrier: string;
  /** The carrier's number for it: 1 to 100 characters. */
  readonly number: string;
  /** Where to look it up. */
  readonly url?: string | null | undefined;
};

/** Proof that the owner asks for the deletion. */
export type UserDeleteInput = {
  /** The account's password: at most 128 characters. */
  readonly password: string;
};

/** Every reason for which a mutation may be refused. */
export type UserErrorCode =
  /** A value of the input breaks a stated limit. */
  | 'INVALID'
  /** The object does not exist, or is none of the caller's business. */
  | 'NOT_FOUND'
  /** The object changed, or a unique name is taken. */
  | 'CONFLICT'
  /** Another account uses this e-mail address. */
  | 'EMAIL_TAKEN'
  /** E-mail address and password do not belong together, or a token is not valid any more. */
  | 'INVALID_CREDENTIALS'
  /** The account asks for a one-time password. */
  | 'OTP_REQUIRED'
  /** The password is too short or too easily guessed. */
  | 'WEAK_PASSWORD'
  /** Fewer pieces are left than were asked for. */
  | 'INSUFFICIENT_STOCK'
  /** The price is no longer the expected one. */
  | 'PRICE_CHANGED'
  /** The payment provider declined. */
  | 'PAYMENT_DECLINED'
  /** The object's state does not allow this. */
  | 'ILLEGAL_STATE'
  /** A bound is reached: lines in a cart, quantity of a line, variants of a product. */
  | 'LIMIT_REACHED'
  /** This idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A request with this idempotency key is still running: repeat it later. */
  | 'IDEMPOTENCY_IN_PROGRESS';

/** Credentials of an account. */
export type UserLoginInput = {
  /** E-mail address of the account. */
  readonly email: string;
  /** Its password: at most 128 characters. */
  readonly password: string;
  /** One-time password, for an account that asks for one. */
  readonly otp?: string | null | undefined;
};

/** A change of password. */
export type UserPasswordChangeInput = {
  /** The password until now: at most 128 characters. */
  readonly currentPassword: string;
  /** The password from now on: 8 to 128 characters, none of the commonly used ones. */
  readonly newPassword: string;
};

/** Who registers. */
export type UserRegisterInput = {
  /** E-mail address for signing in. */
  readonly email: string;
  /** Password: 8 to 128 characters, none of the commonly used ones. */
  readonly password: string;
  /** Name to show: 1 to 100 characters. */
  readonly name: string;
};

/** Changes of a profile. What is left out stays. */
export type UserUpdateInput = {
  /** Name to show: 1 to 100 characters. */
  readonly name?: string | null | undefined;
};

/** A delivery to be sent again. Its endpoint must be active. */
export type WebhookDeliveryRetryInput = {
  /** Id of the delivery (`whd_…`). */
  readonly id: string;
};

/** Where a delivery stands. */
export type WebhookDeliveryStatus =
  /** To be sent, or tried again. */
  | 'PENDING'
  /** Answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** Given up after a day of failures. */
  | 'DEAD';

/** What deliveries must be. An empty list matches nothing. */
export type WebhookDeliveryWhere = {
  /** Has one of these statuses. */
  readonly status?: ReadonlyArray<WebhookDeliveryStatus> | null | undefined;
};

/** Why an endpoint is not active. */
export type WebhookDisabledReason =
  /** It answered 410: it is there no more. */
  | 'GONE';

/** An endpoint to be registered. There are at most 50. */
export type WebhookEndpointCreateInput = {
  /** Where to send events: https, at port 443 or 8443, of the public internet, without credentials and fragment. */
  readonly url: string;
  /** Types of events to hear of, such as `order.paid`: 1 to 100, each once. */
  readonly events: ReadonlyArray<string>;
  /** What it is for: at most 500 characters. */
  readonly description?: string | null | undefined;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and registers nothing twice. */
  readonly idempotencyKey: string;
};

/** An endpoint to be deleted. */
export type WebhookEndpointDeleteInput = {
  /** Id of the endpoint (`whe_…`). */
  readonly id: string;
};

/** An endpoint that is to have a new secret. */
export type WebhookEndpointSecretRotateInput = {
  /** Id of the endpoint (`whe_…`). */
  readonly id: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and makes no further secret. */
  readonly idempotencyKey: string;
};

/** An endpoint to be tried. */
export type WebhookEndpointTestInput = {
  /** Id of the endpoint (`whe_…`). It must be active. */
  readonly id: string;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and sends nothing twice. */
  readonly idempotencyKey: string;
};

/** Changes of an endpoint. What is left out stays. */
export type WebhookEndpointUpdateInput = {
  /** Id of the endpoint (`whe_…`). */
  readonly id: string;
  /** Where to send events: https, at port 443 or 8443, of the public internet, without credentials and fragment. */
  readonly url?: string | null | undefined;
  /** Types of events to hear of: 1 to 100, each once. */
  readonly events?: ReadonlyArray<string> | null | undefined;
  /** What it is for: at most 500 characters; an explicit null removes it. */
  readonly description?: string | null | undefined;
  /** Whether to send events. */
  readonly isActive?: boolean | null | undefined;
};

type CartError_GeneralUserError_Fragment = { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type CartError_InsufficientStock_Fragment = { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type CartError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type CartError_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

export type CartErrorFragment =
  | CartError_GeneralUserError_Fragment
  | CartError_InsufficientStock_Fragment
  | CartError_PriceChanged_Fragment
  | CartError_VersionConflict_Fragment
;

export type CartMoneyViewFragment = { readonly __typename: 'Cart', readonly id: string, readonly discountCodes: ReadonlyArray<string>, readonly pricesIncludeTax: boolean, readonly discounts: ReadonlyArray<{ readonly __typename: 'AppliedDiscount', readonly code: string, readonly kind: DiscountKind, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly subtotal: { readonly __typename: 'Money', readonly amount: string }, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly deliveryOptions: ReadonlyArray<{ readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string, readonly description: string | null, readonly estimatedDaysMin: number | null, readonly estimatedDaysMax: number | null }, readonly price: { readonly __typename: 'Money', readonly amount: string } }>, readonly deliveryOption: { readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string }, readonly price: { readonly __typename: 'Money', readonly amount: string } } | null, readonly deliveryTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'AppliedTax', readonly name: string, readonly basisPoints: number, readonly net: { readonly __typename: 'Money', readonly amount: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string } }> | null, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string } | null, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string, readonly currency: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly discountCode: string | null }> };

export type CartViewFragment = { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> };

type CheckoutError_GeneralUserError_Fragment = { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type CheckoutError_InsufficientStock_Fragment = { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type CheckoutError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } };

type CheckoutError_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

export type CheckoutErrorFragment =
  | CheckoutError_GeneralUserError_Fragment
  | CheckoutError_InsufficientStock_Fragment
  | CheckoutError_PriceChanged_Fragment
  | CheckoutError_VersionConflict_Fragment
;

export type CheckoutOrderFragment = { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } };

export type CheckoutProgressFragment = { readonly __typename: 'Checkout', readonly id: string, readonly status: CheckoutStatus, readonly orderAccessToken: string | null, readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } } | null, readonly nextAction:
    | { readonly __typename: 'RedirectAction', readonly url: string }
    | { readonly __typename: 'StripeSdkAction', readonly clientSecret: string, readonly publishableKey: string }
   | null, readonly userErrors: ReadonlyArray<
    | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
    | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
  > };

type PricingError_GeneralUserError_Fragment = { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type PricingError_InsufficientStock_Fragment = { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type PricingError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type PricingError_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

export type PricingErrorFragment =
  | PricingError_GeneralUserError_Fragment
  | PricingError_InsufficientStock_Fragment
  | PricingError_PriceChanged_Fragment
  | PricingError_VersionConflict_Fragment
;

type ReturnError_GeneralUserError_Fragment = { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type ReturnError_InsufficientStock_Fragment = { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type ReturnError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type ReturnError_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

export type ReturnErrorFragment =
  | ReturnError_GeneralUserError_Fragment
  | ReturnError_InsufficientStock_Fragment
  | ReturnError_PriceChanged_Fragment
  | ReturnError_VersionConflict_Fragment
;

export type ReturnStandingFragment = { readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus, readonly rejectReason: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'ReturnLine', readonly quantity: number, readonly reason: ReturnReason, readonly comment: string | null, readonly quantitySellable: number, readonly quantityDamaged: number, readonly orderLine: { readonly __typename: 'OrderLine', readonly id: string, readonly productName: string } }>, readonly refund: { readonly __typename: 'Refund', readonly id: string, readonly status: RefundStatus, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null };

export type StaffDiscountViewFragment = { readonly __typename: 'Discount', readonly id: string, readonly code: string, readonly kind: DiscountKind, readonly basisPoints: number | null, readonly buyQuantity: number | null, readonly getQuantity: number | null, readonly productIds: ReadonlyArray<string>, readonly variantIds: ReadonlyArray<string>, readonly maxUses: number | null, readonly maxUsesPerCustomer: number | null, readonly uses: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly active: boolean, readonly combinable: boolean, readonly amounts: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }>, readonly minimumSubtotal: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }> };

type StaffError_GeneralUserError_Fragment = { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type StaffError_InsufficientStock_Fragment = { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type StaffError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type StaffError_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

export type StaffErrorFragment =
  | StaffError_GeneralUserError_Fragment
  | StaffError_InsufficientStock_Fragment
  | StaffError_PriceChanged_Fragment
  | StaffError_VersionConflict_Fragment
;

export type TokensFragment = { readonly __typename: 'AuthTokens', readonly accessToken: string | null, readonly accessTokenExpiresAt: string | null, readonly refreshToken: string | null, readonly refreshTokenExpiresAt: string | null };

export type WebhookDeliveryCardFragment = { readonly __typename: 'WebhookDelivery', readonly id: string, readonly event: string, readonly eventId: string, readonly status: WebhookDeliveryStatus, readonly attempts: number, readonly lastStatusCode: number | null, readonly lastError: string | null, readonly nextAttemptAt: string | null, readonly deliveredAt: string | null, readonly createdAt: string };

export type WebhookEndpointCardFragment = { readonly __typename: 'WebhookEndpoint', readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly description: string | null, readonly isActive: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { readonly me: { readonly __typename: 'User', readonly id: string, readonly email: string | null, readonly name: string | null, readonly roles: ReadonlyArray<Role> | null, readonly createdAt: string | null, readonly sessions: { readonly __typename: 'SessionConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly device: string | null, readonly lastUsedAt: string, readonly expiresAt: string }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type AccountDeleteMutationVariables = Exact<{
  input: UserDeleteInput;
}>;


export type AccountDeleteMutation = { readonly userDelete: { readonly __typename: 'UserDeletePayload', readonly userId: string | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CartAddMutationVariables = Exact<{
  input: CartLinesAddInput;
}>;


export type CartAddMutation = { readonly cartLinesAdd: { readonly __typename: 'CartLinesAddPayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CartByIdQueryVariables = Exact<{
  id: string;
}>;


export type CartByIdQuery = { readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null };

export type CartChangeMutationVariables = Exact<{
  input: CartLinesUpdateInput;
}>;


export type CartChangeMutation = { readonly cartLinesUpdate: { readonly __typename: 'CartLinesUpdatePayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CartCodesMutationVariables = Exact<{
  input: CartDiscountCodesUpdateInput;
}>;


export type CartCodesMutation = { readonly cartDiscountCodesUpdate: { readonly __typename: 'CartDiscountCodesUpdatePayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly discountCodes: ReadonlyArray<string>, readonly pricesIncludeTax: boolean, readonly discounts: ReadonlyArray<{ readonly __typename: 'AppliedDiscount', readonly code: string, readonly kind: DiscountKind, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly subtotal: { readonly __typename: 'Money', readonly amount: string }, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly deliveryOptions: ReadonlyArray<{ readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string, readonly description: string | null, readonly estimatedDaysMin: number | null, readonly estimatedDaysMax: number | null }, readonly price: { readonly __typename: 'Money', readonly amount: string } }>, readonly deliveryOption: { readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string }, readonly price: { readonly __typename: 'Money', readonly amount: string } } | null, readonly deliveryTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'AppliedTax', readonly name: string, readonly basisPoints: number, readonly net: { readonly __typename: 'Money', readonly amount: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string } }> | null, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string } | null, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string, readonly currency: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly discountCode: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CartDeliveryMutationVariables = Exact<{
  input: CartDeliveryUpdateInput;
}>;


export type CartDeliveryMutation = { readonly cartDeliveryUpdate: { readonly __typename: 'CartDeliveryUpdatePayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly discountCodes: ReadonlyArray<string>, readonly pricesIncludeTax: boolean, readonly discounts: ReadonlyArray<{ readonly __typename: 'AppliedDiscount', readonly code: string, readonly kind: DiscountKind, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly subtotal: { readonly __typename: 'Money', readonly amount: string }, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly deliveryOptions: ReadonlyArray<{ readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string, readonly description: string | null, readonly estimatedDaysMin: number | null, readonly estimatedDaysMax: number | null }, readonly price: { readonly __typename: 'Money', readonly amount: string } }>, readonly deliveryOption: { readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string }, readonly price: { readonly __typename: 'Money', readonly amount: string } } | null, readonly deliveryTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'AppliedTax', readonly name: string, readonly basisPoints: number, readonly net: { readonly __typename: 'Money', readonly amount: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string } }> | null, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string } | null, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string, readonly currency: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly discountCode: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CartMergeMutationVariables = Exact<{
  input: CartMergeInput;
}>;


export type CartMergeMutation = { readonly cartMerge: { readonly __typename: 'CartMergePayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CartMoneyQueryVariables = Exact<{
  id: string;
}>;


export type CartMoneyQuery = { readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly discountCodes: ReadonlyArray<string>, readonly pricesIncludeTax: boolean, readonly discounts: ReadonlyArray<{ readonly __typename: 'AppliedDiscount', readonly code: string, readonly kind: DiscountKind, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly subtotal: { readonly __typename: 'Money', readonly amount: string }, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly deliveryOptions: ReadonlyArray<{ readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string, readonly description: string | null, readonly estimatedDaysMin: number | null, readonly estimatedDaysMax: number | null }, readonly price: { readonly __typename: 'Money', readonly amount: string } }>, readonly deliveryOption: { readonly __typename: 'DeliveryOption', readonly method: { readonly __typename: 'DeliveryMethod', readonly id: string }, readonly price: { readonly __typename: 'Money', readonly amount: string } } | null, readonly deliveryTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'AppliedTax', readonly name: string, readonly basisPoints: number, readonly net: { readonly __typename: 'Money', readonly amount: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string } }> | null, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string } | null, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string, readonly currency: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly discountCode: string | null }> } | null };

export type CartOpenMutationVariables = Exact<{
  input: CartCreateInput;
}>;


export type CartOpenMutation = { readonly cartCreate: { readonly __typename: 'CartCreatePayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CategoriesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CategoriesQuery = { readonly categories: { readonly __typename: 'CategoryConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Category', readonly id: string, readonly slug: string, readonly name: string }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type CheckoutMutationVariables = Exact<{
  input: CheckoutCompleteInput;
}>;


export type CheckoutMutation = { readonly checkoutComplete: { readonly __typename: 'CheckoutCompletePayload', readonly orderAccessToken: string | null, readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } } | null, readonly nextAction:
      | { readonly __typename: 'RedirectAction', readonly url: string }
      | { readonly __typename: 'StripeSdkAction', readonly clientSecret: string, readonly publishableKey: string }
     | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CheckoutBuyerMutationVariables = Exact<{
  input: CartBuyerUpdateInput;
}>;


export type CheckoutBuyerMutation = { readonly cartBuyerUpdate: { readonly __typename: 'CartBuyerUpdatePayload', readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly email: string | null, readonly shippingAddress: { readonly __typename: 'Address', readonly name: string, readonly line1: string, readonly line2: string | null, readonly city: string, readonly region: string | null, readonly postalCode: string | null, readonly country: string, readonly phone: string | null } | null, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CheckoutConfirmMutationVariables = Exact<{
  input: PaymentConfirmInput;
}>;


export type CheckoutConfirmMutation = { readonly paymentConfirm: { readonly __typename: 'PaymentConfirmPayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } } | null, readonly nextAction:
      | { readonly __typename: 'RedirectAction', readonly url: string }
      | { readonly __typename: 'StripeSdkAction', readonly clientSecret: string, readonly publishableKey: string }
     | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CheckoutFollowSubscriptionVariables = Exact<{
  id: string;
  accessToken?: string | null | undefined;
}>;


export type CheckoutFollowSubscription = { readonly checkoutUpdated: { readonly __typename: 'Checkout', readonly id: string, readonly status: CheckoutStatus, readonly orderAccessToken: string | null, readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } } | null, readonly nextAction:
      | { readonly __typename: 'RedirectAction', readonly url: string }
      | { readonly __typename: 'StripeSdkAction', readonly clientSecret: string, readonly publishableKey: string }
     | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CheckoutPollQueryVariables = Exact<{
  id: string;
  accessToken?: string | null | undefined;
}>;


export type CheckoutPollQuery = { readonly checkout: { readonly __typename: 'Checkout', readonly id: string, readonly status: CheckoutStatus, readonly orderAccessToken: string | null, readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } } | null, readonly nextAction:
      | { readonly __typename: 'RedirectAction', readonly url: string }
      | { readonly __typename: 'StripeSdkAction', readonly clientSecret: string, readonly publishableKey: string }
     | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type CheckoutSubmitMutationVariables = Exact<{
  input: CheckoutSubmitInput;
}>;


export type CheckoutSubmitMutation = { readonly checkoutSubmit: { readonly __typename: 'CheckoutSubmitPayload', readonly checkout: { readonly __typename: 'Checkout', readonly id: string, readonly status: CheckoutStatus, readonly orderAccessToken: string | null, readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } } | null, readonly nextAction:
        | { readonly __typename: 'RedirectAction', readonly url: string }
        | { readonly __typename: 'StripeSdkAction', readonly clientSecret: string, readonly publishableKey: string }
       | null, readonly userErrors: ReadonlyArray<
        | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
        | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
        | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
        | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      > } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly actual: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type LoginMutationVariables = Exact<{
  input: UserLoginInput;
}>;


export type LoginMutation = { readonly userLogin: { readonly __typename: 'UserLoginPayload', readonly user: { readonly __typename: 'User', readonly id: string, readonly name: string | null, readonly roles: ReadonlyArray<Role> | null } | null, readonly tokens: { readonly __typename: 'AuthTokens', readonly accessToken: string | null, readonly accessTokenExpiresAt: string | null, readonly refreshToken: string | null, readonly refreshTokenExpiresAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type LogoutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoutMutation = { readonly userLogout: { readonly __typename: 'UserLogoutPayload', readonly user: { readonly __typename: 'User', readonly id: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode }
    > } | null };

export type LogoutEverywhereMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoutEverywhereMutation = { readonly userLogoutEverywhere: { readonly __typename: 'UserLogoutEverywherePayload', readonly sessionsRevoked: number | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode }
    > } | null };

export type MyCartQueryVariables = Exact<{ [key: string]: never; }>;


export type MyCartQuery = { readonly me: { readonly __typename: 'User', readonly id: string, readonly cart: { readonly __typename: 'Cart', readonly id: string, readonly currency: string, readonly lines: ReadonlyArray<{ readonly __typename: 'CartLine', readonly id: string, readonly quantity: number, readonly unitPrice: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly availability: Availability, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }>, readonly subtotal: { readonly __typename: 'Money', readonly minor: number, readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string }, readonly problems: ReadonlyArray<{ readonly __typename: 'CartProblem', readonly code: CartProblemCode, readonly message: string, readonly lineId: string | null }> } | null } | null };

export type OrderCallOffMutationVariables = Exact<{
  input: OrderCancelInput;
}>;


export type OrderCallOffMutation = { readonly orderCancel: { readonly __typename: 'OrderCancelPayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type OrderDetailsQueryVariables = Exact<{
  id: string;
  accessToken?: string | null | undefined;
}>;


export type OrderDetailsQuery = { readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly fulfillmentStatus: FulfillmentStatus, readonly nextActions: ReadonlyArray<OrderAction>, readonly placedAt: string, readonly email: string | null, readonly shippingAddress: { readonly __typename: 'Address', readonly name: string, readonly line1: string, readonly city: string, readonly postalCode: string | null, readonly country: string } | null, readonly lines: ReadonlyArray<{ readonly __typename: 'OrderLine', readonly id: string, readonly productName: string, readonly variantName: string, readonly sku: string, readonly quantity: number, readonly quantityFulfilled: number, readonly quantityReturnable: number, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly amount: string } }>, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string }, readonly nextAction:
      | { readonly __typename: 'RedirectAction', readonly url: string }
      | { readonly __typename: 'StripeSdkAction' }
     | null, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly status: PaymentAttemptStatus, readonly captured: { readonly __typename: 'Money', readonly amount: string } }>, readonly refunds: ReadonlyArray<{ readonly __typename: 'Refund', readonly id: string, readonly status: RefundStatus, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly shipments: ReadonlyArray<{ readonly __typename: 'Shipment', readonly id: string, readonly tracking: { readonly __typename: 'Tracking', readonly carrier: string, readonly number: string, readonly url: string | null } | null, readonly lines: ReadonlyArray<{ readonly __typename: 'ShipmentLine', readonly quantity: number, readonly orderLine: { readonly __typename: 'OrderLine', readonly id: string } }> }>, readonly events: { readonly __typename: 'OrderEventConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'OrderEvent', readonly id: string, readonly type: OrderEventType, readonly actor: OrderActor, readonly at: string, readonly message: string | null }> } | null } | null };

export type OrderFollowSubscriptionVariables = Exact<{
  id: string;
  accessToken?: string | null | undefined;
}>;


export type OrderFollowSubscription = { readonly orderUpdated: { readonly __typename: 'Order', readonly id: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly fulfillmentStatus: FulfillmentStatus, readonly nextActions: ReadonlyArray<OrderAction> } | null };

export type OrderHistoryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrderHistoryQuery = { readonly me: { readonly __typename: 'User', readonly id: string, readonly name: string | null, readonly orders: { readonly __typename: 'OrderConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly placedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string }, readonly lines: ReadonlyArray<{ readonly __typename: 'OrderLine', readonly id: string, readonly productName: string, readonly quantity: number, readonly total: { readonly __typename: 'Money', readonly amount: string }, readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly name: string, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly slug: string } } | null }> }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type OrderLinkRequestMutationVariables = Exact<{
  input: OrderAccessRequestInput;
}>;


export type OrderLinkRequestMutation = { readonly orderAccessRequest: { readonly __typename: 'OrderAccessRequestPayload', readonly number: string | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type OrderMoneyQueryVariables = Exact<{
  id: string;
  accessToken?: string | null | undefined;
}>;


export type OrderMoneyQuery = { readonly order: { readonly __typename: 'Order', readonly id: string, readonly pricesIncludeTax: boolean, readonly subtotal: { readonly __typename: 'Money', readonly amount: string }, readonly discounts: ReadonlyArray<{ readonly __typename: 'AppliedDiscount', readonly code: string, readonly kind: DiscountKind, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly delivery: { readonly __typename: 'OrderDelivery', readonly name: string, readonly estimatedDaysMin: number | null, readonly estimatedDaysMax: number | null, readonly price: { readonly __typename: 'Money', readonly amount: string }, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string } } | null, readonly deliveryTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'AppliedTax', readonly name: string, readonly basisPoints: number, readonly net: { readonly __typename: 'Money', readonly amount: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string } }>, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string }, readonly lines: ReadonlyArray<{ readonly __typename: 'OrderLine', readonly id: string, readonly total: { readonly __typename: 'Money', readonly amount: string }, readonly discountTotal: { readonly __typename: 'Money', readonly amount: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string } }> } | null };

export type PasswordChangeMutationVariables = Exact<{
  input: UserPasswordChangeInput;
}>;


export type PasswordChangeMutation = { readonly userPasswordChange: { readonly __typename: 'UserPasswordChangePayload', readonly user: { readonly __typename: 'User', readonly id: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type ProductBySlugQueryVariables = Exact<{
  slug: string;
  currency?: string | null | undefined;
}>;


export type ProductBySlugQuery = { readonly product: { readonly __typename: 'Product', readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly categories: ReadonlyArray<{ readonly __typename: 'Category', readonly id: string, readonly slug: string, readonly name: string }>, readonly priceRange: { readonly __typename: 'PriceRange', readonly min: { readonly __typename: 'Money', readonly amount: string, readonly currency: string }, readonly max: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null, readonly variants: ReadonlyArray<{ readonly __typename: 'ProductVariant', readonly id: string, readonly sku: string, readonly name: string, readonly availability: Availability, readonly price: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } | null }> } | null };

export type ProductsPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  where?: ProductWhere | null | undefined;
  currency?: string | null | undefined;
}>;


export type ProductsPageQuery = { readonly products: { readonly __typename: 'ProductConnection', readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly __typename: 'Product', readonly id: string, readonly slug: string, readonly name: string, readonly variants: ReadonlyArray<{ readonly __typename: 'ProductVariant', readonly id: string, readonly sku: string, readonly name: string, readonly availability: Availability, readonly price: { readonly __typename: 'Money', readonly minor: number, readonly currency: string, readonly amount: string } | null }> }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type ProfileUpdateMutationVariables = Exact<{
  input: UserUpdateInput;
}>;


export type ProfileUpdateMutation = { readonly userUpdate: { readonly __typename: 'UserUpdatePayload', readonly user: { readonly __typename: 'User', readonly id: string, readonly name: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type RefreshMutationVariables = Exact<{
  input: SessionRefreshInput;
}>;


export type RefreshMutation = { readonly sessionRefresh: { readonly __typename: 'SessionRefreshPayload', readonly tokens: { readonly __typename: 'AuthTokens', readonly accessToken: string | null, readonly accessTokenExpiresAt: string | null, readonly refreshToken: string | null, readonly refreshTokenExpiresAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string }
    > } | null };

export type RegisterMutationVariables = Exact<{
  input: UserRegisterInput;
}>;


export type RegisterMutation = { readonly userRegister: { readonly __typename: 'UserRegisterPayload', readonly user: { readonly __typename: 'User', readonly id: string, readonly name: string | null, readonly roles: ReadonlyArray<Role> | null } | null, readonly tokens: { readonly __typename: 'AuthTokens', readonly accessToken: string | null, readonly accessTokenExpiresAt: string | null, readonly refreshToken: string | null, readonly refreshTokenExpiresAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type ReturnAskMutationVariables = Exact<{
  input: ReturnRequestInput;
}>;


export type ReturnAskMutation = { readonly returnRequest: { readonly __typename: 'ReturnRequestPayload', readonly return: { readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus, readonly rejectReason: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'ReturnLine', readonly quantity: number, readonly reason: ReturnReason, readonly comment: string | null, readonly quantitySellable: number, readonly quantityDamaged: number, readonly orderLine: { readonly __typename: 'OrderLine', readonly id: string, readonly productName: string } }>, readonly refund: { readonly __typename: 'Refund', readonly id: string, readonly status: RefundStatus, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type ReturnCallOffMutationVariables = Exact<{
  input: ReturnCancelInput;
}>;


export type ReturnCallOffMutation = { readonly returnCancel: { readonly __typename: 'ReturnCancelPayload', readonly return: { readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type ReturnsOfOrderQueryVariables = Exact<{
  id: string;
  accessToken?: string | null | undefined;
}>;


export type ReturnsOfOrderQuery = { readonly order: { readonly __typename: 'Order', readonly id: string, readonly fulfillmentStatus: FulfillmentStatus, readonly nextActions: ReadonlyArray<OrderAction>, readonly lines: ReadonlyArray<{ readonly __typename: 'OrderLine', readonly id: string, readonly productName: string, readonly quantityReturnable: number, readonly quantityReturned: number }>, readonly returns: ReadonlyArray<{ readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus, readonly rejectReason: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'ReturnLine', readonly quantity: number, readonly reason: ReturnReason, readonly comment: string | null, readonly quantitySellable: number, readonly quantityDamaged: number, readonly orderLine: { readonly __typename: 'OrderLine', readonly id: string, readonly productName: string } }>, readonly refund: { readonly __typename: 'Refund', readonly id: string, readonly status: RefundStatus, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null }> } | null };

export type SessionEndMutationVariables = Exact<{
  input: SessionRevokeInput;
}>;


export type SessionEndMutation = { readonly sessionRevoke: { readonly __typename: 'SessionRevokePayload', readonly session: { readonly __typename: 'Session', readonly id: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string }
    > } | null };

export type StaffDeliveryQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffDeliveryQuery = { readonly deliveryMethods: ReadonlyArray<{ readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string, readonly description: string | null, readonly countries: ReadonlyArray<string>, readonly taxClass: TaxClass, readonly estimatedDaysMin: number | null, readonly estimatedDaysMax: number | null, readonly active: boolean, readonly weightTiers: ReadonlyArray<{ readonly __typename: 'DeliveryWeightTier', readonly upToGrams: number | null, readonly prices: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }> }>, readonly freeFrom: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }> }> | null };

export type StaffDeliveryCreateMutationVariables = Exact<{
  input: DeliveryMethodCreateInput;
}>;


export type StaffDeliveryCreateMutation = { readonly deliveryMethodCreate: { readonly __typename: 'DeliveryMethodCreatePayload', readonly deliveryMethod: { readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffDeliveryUpdateMutationVariables = Exact<{
  input: DeliveryMethodUpdateInput;
}>;


export type StaffDeliveryUpdateMutation = { readonly deliveryMethodUpdate: { readonly __typename: 'DeliveryMethodUpdatePayload', readonly deliveryMethod: { readonly __typename: 'DeliveryMethod', readonly id: string, readonly name: string, readonly active: boolean } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffDiscountCreateMutationVariables = Exact<{
  input: DiscountCreateInput;
}>;


export type StaffDiscountCreateMutation = { readonly discountCreate: { readonly __typename: 'DiscountCreatePayload', readonly discount: { readonly __typename: 'Discount', readonly id: string, readonly code: string, readonly kind: DiscountKind, readonly basisPoints: number | null, readonly buyQuantity: number | null, readonly getQuantity: number | null, readonly productIds: ReadonlyArray<string>, readonly variantIds: ReadonlyArray<string>, readonly maxUses: number | null, readonly maxUsesPerCustomer: number | null, readonly uses: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly active: boolean, readonly combinable: boolean, readonly amounts: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }>, readonly minimumSubtotal: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffDiscountUpdateMutationVariables = Exact<{
  input: DiscountUpdateInput;
}>;


export type StaffDiscountUpdateMutation = { readonly discountUpdate: { readonly __typename: 'DiscountUpdatePayload', readonly discount: { readonly __typename: 'Discount', readonly id: string, readonly code: string, readonly kind: DiscountKind, readonly basisPoints: number | null, readonly buyQuantity: number | null, readonly getQuantity: number | null, readonly productIds: ReadonlyArray<string>, readonly variantIds: ReadonlyArray<string>, readonly maxUses: number | null, readonly maxUsesPerCustomer: number | null, readonly uses: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly active: boolean, readonly combinable: boolean, readonly amounts: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }>, readonly minimumSubtotal: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffDiscountsQueryVariables = Exact<{
  after?: string | null | undefined;
  code?: string | null | undefined;
}>;


export type StaffDiscountsQuery = { readonly discounts: { readonly __typename: 'DiscountConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Discount', readonly id: string, readonly code: string, readonly kind: DiscountKind, readonly basisPoints: number | null, readonly buyQuantity: number | null, readonly getQuantity: number | null, readonly productIds: ReadonlyArray<string>, readonly variantIds: ReadonlyArray<string>, readonly maxUses: number | null, readonly maxUsesPerCustomer: number | null, readonly uses: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly active: boolean, readonly combinable: boolean, readonly amounts: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }>, readonly minimumSubtotal: ReadonlyArray<{ readonly __typename: 'Money', readonly amount: string, readonly currency: string }> }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type StaffOrderQueryVariables = Exact<{
  id: string;
}>;


export type StaffOrderQuery = { readonly order: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly nextActions: ReadonlyArray<OrderAction>, readonly notes: ReadonlyArray<{ readonly __typename: 'OrderNote', readonly id: string, readonly text: string | null, readonly createdAt: string, readonly author: { readonly __typename: 'User', readonly id: string, readonly name: string | null } | null }> | null, readonly events: { readonly __typename: 'OrderEventConnection', readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly __typename: 'OrderEvent', readonly id: string, readonly type: OrderEventType, readonly actor: OrderActor, readonly at: string, readonly message: string | null }> } | null } | null };

export type StaffOrderCancelMutationVariables = Exact<{
  input: OrderCancelInput;
}>;


export type StaffOrderCancelMutation = { readonly orderCancel: { readonly __typename: 'OrderCancelPayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly status: OrderStatus, readonly fulfillmentStatus: FulfillmentStatus, readonly paymentStatus: PaymentStatus, readonly lines: ReadonlyArray<{ readonly __typename: 'OrderLine', readonly id: string, readonly quantityFulfilled: number, readonly quantityCanceled: number }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffOrderFulfillMutationVariables = Exact<{
  input: OrderFulfillInput;
}>;


export type StaffOrderFulfillMutation = { readonly orderFulfill: { readonly __typename: 'OrderFulfillPayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly status: OrderStatus, readonly fulfillmentStatus: FulfillmentStatus } | null, readonly shipment: { readonly __typename: 'Shipment', readonly id: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffOrderNoteAddMutationVariables = Exact<{
  input: OrderNoteAddInput;
}>;


export type StaffOrderNoteAddMutation = { readonly orderNoteAdd: { readonly __typename: 'OrderNoteAddPayload', readonly note: { readonly __typename: 'OrderNote', readonly id: string, readonly text: string | null, readonly createdAt: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffOrderRefundMutationVariables = Exact<{
  input: OrderRefundInput;
}>;


export type StaffOrderRefundMutation = { readonly orderRefund: { readonly __typename: 'OrderRefundPayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly paymentStatus: PaymentStatus, readonly totalRefunded: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null, readonly refund: { readonly __typename: 'Refund', readonly id: string, readonly status: RefundStatus, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffOrdersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: OrderWhere | null | undefined;
}>;


export type StaffOrdersQuery = { readonly orders: { readonly __typename: 'OrderConnection', readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly paymentStatus: PaymentStatus, readonly fulfillmentStatus: FulfillmentStatus, readonly placedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string }, readonly customer: { readonly __typename: 'User', readonly id: string, readonly name: string | null } | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type StaffOrdersPlacedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StaffOrdersPlacedSubscription = { readonly orderPlaced: { readonly __typename: 'Order', readonly id: string, readonly number: string, readonly status: OrderStatus, readonly nextActions: ReadonlyArray<OrderAction>, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null };

export type StaffPaymentCaptureMutationVariables = Exact<{
  input: PaymentCaptureInput;
}>;


export type StaffPaymentCaptureMutation = { readonly paymentCapture: { readonly __typename: 'PaymentCapturePayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly paymentStatus: PaymentStatus, readonly totalCaptured: { readonly __typename: 'Money', readonly amount: string, readonly currency: string }, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly authorized: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffProductCreateMutationVariables = Exact<{
  input: ProductCreateInput;
}>;


export type StaffProductCreateMutation = { readonly productCreate: { readonly __typename: 'ProductCreatePayload', readonly product: { readonly __typename: 'Product', readonly id: string, readonly slug: string, readonly status: ProductStatus, readonly version: number, readonly variants: ReadonlyArray<{ readonly __typename: 'ProductVariant', readonly id: string, readonly sku: string }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffProductPublishMutationVariables = Exact<{
  input: ProductPublishInput;
}>;


export type StaffProductPublishMutation = { readonly productPublish: { readonly __typename: 'ProductPublishPayload', readonly product: { readonly __typename: 'Product', readonly id: string, readonly status: ProductStatus, readonly version: number } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffProductUpdateMutationVariables = Exact<{
  input: ProductUpdateInput;
}>;


export type StaffProductUpdateMutation = { readonly productUpdate: { readonly __typename: 'ProductUpdatePayload', readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly version: number } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffReturnApproveMutationVariables = Exact<{
  input: ReturnApproveInput;
}>;


export type StaffReturnApproveMutation = { readonly returnApprove: { readonly __typename: 'ReturnApprovePayload', readonly return: { readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffReturnReceiveMutationVariables = Exact<{
  input: ReturnReceiveInput;
}>;


export type StaffReturnReceiveMutation = { readonly returnReceive: { readonly __typename: 'ReturnReceivePayload', readonly order: { readonly __typename: 'Order', readonly id: string, readonly fulfillmentStatus: FulfillmentStatus, readonly paymentStatus: PaymentStatus } | null, readonly return: { readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus, readonly rejectReason: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'ReturnLine', readonly quantity: number, readonly reason: ReturnReason, readonly comment: string | null, readonly quantitySellable: number, readonly quantityDamaged: number, readonly orderLine: { readonly __typename: 'OrderLine', readonly id: string, readonly productName: string } }>, readonly refund: { readonly __typename: 'Refund', readonly id: string, readonly status: RefundStatus, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffReturnRejectMutationVariables = Exact<{
  input: ReturnRejectInput;
}>;


export type StaffReturnRejectMutation = { readonly returnReject: { readonly __typename: 'ReturnRejectPayload', readonly return: { readonly __typename: 'Return', readonly id: string, readonly status: ReturnStatus, readonly rejectReason: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffStockQueryVariables = Exact<{
  sku: string;
  after?: string | null | undefined;
}>;


export type StaffStockQuery = { readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly sku: string, readonly product: { readonly __typename: 'Product', readonly id: string, readonly name: string, readonly status: ProductStatus, readonly version: number }, readonly stock: { readonly __typename: 'StockLevel', readonly onHand: number, readonly reserved: number, readonly available: number } | null, readonly cost: { readonly __typename: 'Money', readonly amount: string, readonly currency: string } | null, readonly stockMovements: { readonly __typename: 'StockMovementConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'StockMovement', readonly id: string, readonly reason: StockMovementReason, readonly onHandDelta: number, readonly reservedDelta: number, readonly at: string, readonly orderId: string | null, readonly actor: { readonly __typename: 'User', readonly id: string, readonly name: string | null } | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type StaffStockAdjustMutationVariables = Exact<{
  input: StockAdjustInput;
}>;


export type StaffStockAdjustMutation = { readonly stockAdjust: { readonly __typename: 'StockAdjustPayload', readonly variant: { readonly __typename: 'ProductVariant', readonly id: string, readonly stock: { readonly __typename: 'StockLevel', readonly onHand: number, readonly reserved: number, readonly available: number } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly currentVersion: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffTaxRateRemoveMutationVariables = Exact<{
  input: TaxRateRemoveInput;
}>;


export type StaffTaxRateRemoveMutation = { readonly taxRateRemove: { readonly __typename: 'TaxRateRemovePayload', readonly taxRate: { readonly __typename: 'TaxRate', readonly id: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffTaxRateSetMutationVariables = Exact<{
  input: TaxRateSetInput;
}>;


export type StaffTaxRateSetMutation = { readonly taxRateSet: { readonly __typename: 'TaxRateSetPayload', readonly taxRate: { readonly __typename: 'TaxRate', readonly id: string, readonly name: string, readonly basisPoints: number, readonly validFrom: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type StaffTaxRatesQueryVariables = Exact<{
  after?: string | null | undefined;
  country?: string | null | undefined;
}>;


export type StaffTaxRatesQuery = { readonly taxRates: { readonly __typename: 'TaxRateConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'TaxRate', readonly id: string, readonly country: string, readonly region: string | null, readonly taxClass: TaxClass, readonly name: string, readonly basisPoints: number, readonly validFrom: string }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type StaffUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type StaffUsersQuery = { readonly users: { readonly __typename: 'UserConnection', readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly __typename: 'User', readonly id: string, readonly name: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type WebhookDeliveryRetryMutationVariables = Exact<{
  input: WebhookDeliveryRetryInput;
}>;


export type WebhookDeliveryRetryMutation = { readonly webhookDeliveryRetry: { readonly __typename: 'WebhookDeliveryRetryPayload', readonly delivery: { readonly __typename: 'WebhookDelivery', readonly id: string, readonly event: string, readonly eventId: string, readonly status: WebhookDeliveryStatus, readonly attempts: number, readonly lastStatusCode: number | null, readonly lastError: string | null, readonly nextAttemptAt: string | null, readonly deliveredAt: string | null, readonly createdAt: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type WebhookEndpointCreateMutationVariables = Exact<{
  input: WebhookEndpointCreateInput;
}>;


export type WebhookEndpointCreateMutation = { readonly webhookEndpointCreate: { readonly __typename: 'WebhookEndpointCreatePayload', readonly secret: string | null, readonly endpoint: { readonly __typename: 'WebhookEndpoint', readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly description: string | null, readonly isActive: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type WebhookEndpointDeleteMutationVariables = Exact<{
  input: WebhookEndpointDeleteInput;
}>;


export type WebhookEndpointDeleteMutation = { readonly webhookEndpointDelete: { readonly __typename: 'WebhookEndpointDeletePayload', readonly deletedId: string | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type WebhookEndpointSecretRotateMutationVariables = Exact<{
  input: WebhookEndpointSecretRotateInput;
}>;


export type WebhookEndpointSecretRotateMutation = { readonly webhookEndpointSecretRotate: { readonly __typename: 'WebhookEndpointSecretRotatePayload', readonly secret: string | null, readonly endpoint: { readonly __typename: 'WebhookEndpoint', readonly id: string, readonly secrets: ReadonlyArray<{ readonly __typename: 'WebhookSecret', readonly createdAt: string, readonly expiresAt: string | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type WebhookEndpointTestMutationVariables = Exact<{
  input: WebhookEndpointTestInput;
}>;


export type WebhookEndpointTestMutation = { readonly webhookEndpointTest: { readonly __typename: 'WebhookEndpointTestPayload', readonly delivery: { readonly __typename: 'WebhookDelivery', readonly id: string, readonly event: string, readonly eventId: string, readonly status: WebhookDeliveryStatus, readonly attempts: number, readonly lastStatusCode: number | null, readonly lastError: string | null, readonly nextAttemptAt: string | null, readonly deliveredAt: string | null, readonly createdAt: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type WebhookEndpointUpdateMutationVariables = Exact<{
  input: WebhookEndpointUpdateInput;
}>;


export type WebhookEndpointUpdateMutation = { readonly webhookEndpointUpdate: { readonly __typename: 'WebhookEndpointUpdatePayload', readonly endpoint: { readonly __typename: 'WebhookEndpoint', readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly description: string | null, readonly isActive: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'GeneralUserError', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'InsufficientStock', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
      | { readonly __typename: 'VersionConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    > } | null };

export type WebhookLogQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  where?: WebhookDeliveryWhere | null | undefined;
}>;


export type WebhookLogQuery = { readonly webhookEndpoint: { readonly __typename: 'WebhookEndpoint', readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly description: string | null, readonly isActive: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null, readonly secrets: ReadonlyArray<{ readonly __typename: 'WebhookSecret', readonly createdAt: string, readonly expiresAt: string | null }>, readonly deliveries: { readonly __typename: 'WebhookDeliveryConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'WebhookDelivery', readonly body: string, readonly id: string, readonly event: string, readonly eventId: string, readonly status: WebhookDeliveryStatus, readonly attempts: number, readonly lastStatusCode: number | null, readonly lastError: string | null, readonly nextAttemptAt: string | null, readonly deliveredAt: string | null, readonly createdAt: string }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type WebhooksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhooksQuery = { readonly webhookEndpoints: { readonly __typename: 'WebhookEndpointConnection', readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly __typename: 'WebhookEndpoint', readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly description: string | null, readonly isActive: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };
