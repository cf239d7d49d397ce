// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserReference, VariantReference, CartParent, CartLineParent, DeliveryOptionParent, DeliveryMethodParent, DiscountParent, TaxRateParent, AppliedDiscountParent, AppliedTaxParent, OrderDeliveryParent, CartProblemParent, CheckoutParent, OrderParent, OrderLineParent, OrderEventParent, PaymentParent, RefundParent, ShipmentParent, ShipmentLineParent, WebhookEndpointParent, WebhookSecretParent, WebhookDeliveryParent, ReturnParent, ReturnLineParent, OrderNoteParent, MoneyParent, Context } from '../context.ts';
import type { DiscountList } from '../pricing/list-discounts.ts';
import type { TaxRateList } from '../pricing/list-tax-rates.ts';
import type { OrderList } from '../order/list-orders.ts';
import type { OrderEventList } from '../order/list-events.ts';
import type { EndpointList, DeliveryList } from '../merchant-webhook/list-webhooks.ts';
import type { PostalAddress } from '../order/order.ts';
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, written as RFC 3339 with milliseconds: `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: Date; output: Date | string; }
  /** An absolute http or https URL. */
  URL: { input: URL; output: URL | string; }
  /** An e-mail address of at most 254 characters. Compared without regard to case; never an identifier. */
  EmailAddress: { input: string; output: string; }
  /** A whole number within 53 bits, which JSON and JavaScript represent exactly. */
  SafeInt: { input: number; output: number; }
  /** An ISO 4217 currency code such as `EUR`. Each currency has its own number of decimals: JPY 0, EUR 2, KWD 3. */
  CurrencyCode: { input: string; output: string; }
  /** An ISO 3166-1 alpha-2 country code such as `DE`. */
  CountryCode: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type Query = {
  readonly __typename?: 'Query';
  /** The signed-in user; null for an anonymous caller, without an error. */
  readonly me?: Maybe<User>;
  /** One cart. A guest's cart belongs to whoever holds its id; a user's cart is seen by its owner and staff. */
  readonly cart?: Maybe<Cart>;
  /** One order. Its owner, staff, and whoever holds its access token see it. */
  readonly order?: Maybe<Order>;
  /** One checkout, as `checkoutSubmit` began it or `checkoutComplete` made it an order. Its buyer, staff, and whoever holds its access token see it. One that failed before there was an order is gone two days after it was submitted. */
  readonly checkout?: Maybe<Checkout>;
  /** All orders, newest first. Staff only; customers find theirs in `me`. */
  readonly orders?: Maybe<OrderConnection>;
  /** Every way of delivery, active or not, in the order of their names: at most 100. Staff only; buyers find what they may choose in `Cart.deliveryOptions`. */
  readonly deliveryMethods?: Maybe<ReadonlyArray<DeliveryMethod>>;
  /** Every tax rate, by country, region, class and the day from which it holds. Staff only. */
  readonly taxRates?: Maybe<TaxRateConnection>;
  /** Every discount, newest first. Staff only. */
  readonly discounts?: Maybe<DiscountConnection>;
  /** An endpoint of a merchant. Administrators only. */
  readonly webhookEndpoint?: Maybe<WebhookEndpoint>;
  /** All endpoints of merchants, newest first. Administrators only. */
  readonly webhookEndpoints?: Maybe<WebhookEndpointConnection>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
  accessToken?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryCheckoutArgs = {
  id: Scalars['ID']['input'];
  accessToken?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryOrdersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  where?: InputMaybe<OrderWhere>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryTaxRatesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  country?: InputMaybe<Scalars['CountryCode']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryDiscountsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryWebhookEndpointArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryWebhookEndpointsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What can be changed. Fields of one request run one after another. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Opens a cart. A signed-in user has one open cart: the lines are added to it when there is one. */
  readonly cartCreate?: Maybe<CartCreatePayload>;
  /** Puts variants into a cart. A variant that is already there gets the sum of both quantities. */
  readonly cartLinesAdd?: Maybe<CartLinesAddPayload>;
  /** Sets quantities of a cart's lines. Quantity 0 removes the line. */
  readonly cartLinesUpdate?: Maybe<CartLinesUpdatePayload>;
  /** Sets who buys and where to send it. */
  readonly cartBuyerUpdate?: Maybe<CartBuyerUpdatePayload>;
  /** Takes a guest's cart along when its guest has signed in: its lines are added to the user's open cart, with the sum of both quantities; e-mail address and addresses are taken where the user's cart has none; and its id is of no use any more. When the user has no open cart, it becomes theirs and keeps its id. Repeated, it answers the same cart. */
  readonly cartMerge?: Maybe<CartMergePayload>;
  /** Chooses how a cart is delivered. */
  readonly cartDeliveryUpdate?: Maybe<CartDeliveryUpdatePayload>;
  /** Sets the discount codes of a cart. One that may not be used stays without effect, and `Cart.problems` tells why. */
  readonly cartDiscountCodesUpdate?: Maybe<CartDiscountCodesUpdatePayload>;
  /** Turns a cart into an order and pays it. When the provider does not answer in time, the order stands as `PENDING_PAYMENT` and is settled in the background. */
  readonly checkoutComplete?: Maybe<CheckoutCompletePayload>;
  /** Begins to turn a cart into an order, and answers as soon as that is durable: stock is reserved and the payment made in the background, whatever becomes of the caller. Poll `checkout` or follow `checkoutUpdated` for the outcome. The same key and input give the same checkout, and after `checkoutComplete` with them, the checkout of its order. */
  readonly checkoutSubmit?: Maybe<CheckoutSubmitPayload>;
  /** Sends the guest who placed an order a new link to it, by e-mail to the order's own address. Answered alike whether or not there is such an order; asked for too often, nothing is sent. */
  readonly orderAccessRequest?: Maybe<OrderAccessRequestPayload>;
  /** Takes up a payment again after the buyer has done what `nextAction` asked for. */
  readonly paymentConfirm?: Maybe<PaymentConfirmPayload>;
  /** Cancels an order, and refunds what was paid. Its buyer may while nothing was sent. Staff may cancel the rest of one that was sent in part: it is `FULFILLED` then. One that was sent as a whole ends by a return, which staff may open at any time. */
  readonly orderCancel?: Maybe<OrderCancelPayload>;
  /** Records that lines of an order were sent. Staff only. */
  readonly orderFulfill?: Maybe<OrderFulfillPayload>;
  /** Takes money that the provider has set aside for an order: an amount, or all of it. Never more than is set aside, whoever asks at the same time. A shop that takes its money with the order has no need of it. Staff only. */
  readonly paymentCapture?: Maybe<PaymentCapturePayload>;
  /** Writes a note about an order, which staff sees and nobody else. Staff only. */
  readonly orderNoteAdd?: Maybe<OrderNoteAddPayload>;
  /** Asks to send goods back: the buyer within 14 days after the last of the order was sent, staff at any time. */
  readonly returnRequest?: Maybe<ReturnRequestPayload>;
  /** Calls a return off that has not come back. The buyer and staff may. */
  readonly returnCancel?: Maybe<ReturnCancelPayload>;
  /** Says that the goods may be sent back. Staff only. */
  readonly returnApprove?: Maybe<ReturnApprovePayload>;
  /** Says that the goods may not be sent back, and why. Staff only. */
  readonly returnReject?: Maybe<ReturnRejectPayload>;
  /** Records what came back and in which condition: what can be sold is in stock again, and the money is paid back. Staff only. */
  readonly returnReceive?: Maybe<ReturnReceivePayload>;
  /** Pays money back. Never more than was captured, whoever asks at the same time. Staff only. */
  readonly orderRefund?: Maybe<OrderRefundPayload>;
  /** Registers an endpoint of a merchant, which hears of events from now on. Administrators only. */
  readonly webhookEndpointCreate?: Maybe<WebhookEndpointCreatePayload>;
  /** Changes an endpoint. While it is not active, no event is kept for it, and what was kept before waits. Administrators only. */
  readonly webhookEndpointUpdate?: Maybe<WebhookEndpointUpdatePayload>;
  /** Deletes an endpoint: nothing is sent to it any more. Administrators only. */
  readonly webhookEndpointDelete?: Maybe<WebhookEndpointDeletePayload>;
  /** Gives an endpoint a new secret. For a day, what is sent is signed with the former one, too; one that is older ends now. Administrators only. */
  readonly webhookEndpointSecretRotate?: Maybe<WebhookEndpointSecretRotatePayload>;
  /** Sends a `webhook.test` event to an endpoint, once, whatever it hears of else. Administrators only. */
  readonly webhookEndpointTest?: Maybe<WebhookEndpointTestPayload>;
  /** Sends an event to its endpoint again, under the same `webhook-id`, now and for another day. One that is pending is sent at once. Administrators only. */
  readonly webhookDeliveryRetry?: Maybe<WebhookDeliveryRetryPayload>;
  /** Adds a way of delivery: at most 100. Staff only. */
  readonly deliveryMethodCreate?: Maybe<DeliveryMethodCreatePayload>;
  /** Changes a way of delivery for carts; orders keep what they were placed with. Staff only. */
  readonly deliveryMethodUpdate?: Maybe<DeliveryMethodUpdatePayload>;
  /** Sets the tax rate of a class in a country or region from a day on: at most 2,000. One that is set for the same day is replaced. Staff only. */
  readonly taxRateSet?: Maybe<TaxRateSetPayload>;
  /** Removes a tax rate; orders keep what they were placed with. Staff only. */
  readonly taxRateRemove?: Maybe<TaxRateRemovePayload>;
  /** Adds a discount. Staff only. */
  readonly discountCreate?: Maybe<DiscountCreatePayload>;
  /** Changes a discount for carts; orders keep what they were placed with. Staff only. */
  readonly discountUpdate?: Maybe<DiscountUpdatePayload>;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartCreateArgs = {
  input: CartCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartLinesAddArgs = {
  input: CartLinesAddInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartLinesUpdateArgs = {
  input: CartLinesUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartBuyerUpdateArgs = {
  input: CartBuyerUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartMergeArgs = {
  input: CartMergeInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartDeliveryUpdateArgs = {
  input: CartDeliveryUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCartDiscountCodesUpdateArgs = {
  input: CartDiscountCodesUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCheckoutCompleteArgs = {
  input: CheckoutCompleteInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCheckoutSubmitArgs = {
  input: CheckoutSubmitInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationOrderAccessRequestArgs = {
  input: OrderAccessRequestInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationPaymentConfirmArgs = {
  input: PaymentConfirmInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationOrderCancelArgs = {
  input: OrderCancelInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationOrderFulfillArgs = {
  input: OrderFulfillInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationPaymentCaptureArgs = {
  input: PaymentCaptureInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationOrderNoteAddArgs = {
  input: OrderNoteAddInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationReturnRequestArgs = {
  input: ReturnRequestInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationReturnCancelArgs = {
  input: ReturnCancelInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationReturnApproveArgs = {
  input: ReturnApproveInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationReturnRejectArgs = {
  input: ReturnRejectInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationReturnReceiveArgs = {
  input: ReturnReceiveInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationOrderRefundArgs = {
  input: OrderRefundInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationWebhookEndpointCreateArgs = {
  input: WebhookEndpointCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationWebhookEndpointUpdateArgs = {
  input: WebhookEndpointUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationWebhookEndpointDeleteArgs = {
  input: WebhookEndpointDeleteInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationWebhookEndpointSecretRotateArgs = {
  input: WebhookEndpointSecretRotateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationWebhookEndpointTestArgs = {
  input: WebhookEndpointTestInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationWebhookDeliveryRetryArgs = {
  input: WebhookDeliveryRetryInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationDeliveryMethodCreateArgs = {
  input: DeliveryMethodCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationDeliveryMethodUpdateArgs = {
  input: DeliveryMethodUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationTaxRateSetArgs = {
  input: TaxRateSetInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationTaxRateRemoveArgs = {
  input: TaxRateRemoveInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationDiscountCreateArgs = {
  input: DiscountCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationDiscountUpdateArgs = {
  input: DiscountUpdateInput;
};

/** What can be followed. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** An order, now and after every change; changes in quick succession may come as one, and one may come twice. Whoever may read the order may follow it; to everybody else, and for an order that does not exist, it is null once, and that is the end. It does not end with the order, which may still be refunded: unsubscribe. */
  readonly orderUpdated?: Maybe<Order>;
  /** A checkout, now and after every change, until it is `SUCCEEDED` or `FAILED`: that is the last. Whoever may read the checkout may follow it; to everybody else, and for a checkout that does not exist, it is null once, and that is the end. */
  readonly checkoutUpdated?: Maybe<Checkout>;
  /** Every order that is placed from now on, each once, whichever process took it. Staff only. */
  readonly orderPlaced?: Maybe<Order>;
};


/** What can be followed. */
export type SubscriptionOrderUpdatedArgs = {
  id: Scalars['ID']['input'];
  accessToken?: InputMaybe<Scalars['String']['input']>;
};


/** What can be followed. */
export type SubscriptionCheckoutUpdatedArgs = {
  id: Scalars['ID']['input'];
  accessToken?: InputMaybe<Scalars['String']['input']>;
};

export type User = {
  readonly __typename?: 'User';
  /** Id of the user (`usr_…`). */
  readonly id: Scalars['ID']['output'];
  /** The user's orders, newest first. The owner and staff see them. */
  readonly orders?: Maybe<OrderConnection>;
  /** The user's open cart; null when there is none. The owner and staff see it. */
  readonly cart?: Maybe<Cart>;
};


export type UserOrdersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type ProductVariant = {
  readonly __typename?: 'ProductVariant';
  /** Id of the variant (`var_…`). */
  readonly id: Scalars['ID']['output'];
};

/** What somebody is about to buy. */
export type Cart = {
  readonly __typename?: 'Cart';
  /** Id of the cart (`crt_…`). For a guest, knowing it is the right to use the cart: keep it secret. A guest's cart, and a completed one, is gone 30 days after its last change. */
  readonly id: Scalars['ID']['output'];
  /** Currency of every price in the cart. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** What is in the cart, in the order it was put there: at most 100. */
  readonly lines: ReadonlyArray<CartLine>;
  /** Sum of the lines, before discounts. */
  readonly subtotal: Money;
  /** Discount codes that were entered, in upper case: at most 5. */
  readonly discountCodes: ReadonlyArray<Scalars['String']['output']>;
  /** What the codes take off, in the order in which they are applied. */
  readonly discounts: ReadonlyArray<AppliedDiscount>;
  /** What all codes take off goods and delivery. */
  readonly discountTotal: Money;
  /** How it can be delivered to the shipping address, cheapest first; empty while there is none, and in a shop that knows no delivery. */
  readonly deliveryOptions: ReadonlyArray<DeliveryOption>;
  /** How it is delivered: as chosen by `cartDeliveryUpdate`, or else by the cheapest way. */
  readonly deliveryOption?: Maybe<DeliveryOption>;
  /** What delivery costs, before discounts. */
  readonly deliveryTotal: Money;
  /** Whether prices have the tax in them. */
  readonly pricesIncludeTax: Scalars['Boolean']['output'];
  /** Taxes at the shipping address by rate; null when they cannot be told now. */
  readonly taxes?: Maybe<ReadonlyArray<AppliedTax>>;
  /** Sum of the taxes; null when they cannot be told now. */
  readonly taxTotal?: Maybe<Money>;
  /** What is to be paid; pass it to `checkoutComplete` as `expectedTotal`. It is `subtotal` less `discountTotal` plus `deliveryTotal`, and plus `taxTotal` unless prices include it. */
  readonly total: Money;
  /** What stands in the way of an order. Of the lines: as of their last change. */
  readonly problems: ReadonlyArray<CartProblem>;
  /** E-mail address for the confirmation; null once the cart is completed, for a guest. */
  readonly email?: Maybe<Scalars['EmailAddress']['output']>;
  /** Where to send it; null once the cart is completed, for a guest. */
  readonly shippingAddress?: Maybe<Address>;
  /** Where to send the invoice, when it differs; null once the cart is completed, for a guest. */
  readonly billingAddress?: Maybe<Address>;
  /** When it became an order; null while it is open. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it is gone unless it is changed before; null for the open cart of a user, which stays. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** Some pieces of a variant in a cart. */
export type CartLine = {
  readonly __typename?: 'CartLine';
  /** Id of the line (`cli_…`). */
  readonly id: Scalars['ID']['output'];
  /** How many pieces: 1 to 1,000. */
  readonly quantity: Scalars['Int']['output'];
  /** Price of one piece, as of the last change of the cart's lines. */
  readonly unitPrice: Money;
  /** Price of all pieces, before discounts. */
  readonly total: Money;
  /** What discounts take off it. */
  readonly discountTotal: Money;
  /** The variant as it is today; null when it is no longer sold or cannot be reached. */
  readonly variant?: Maybe<ProductVariant>;
};

/** Something that stands in the way of an order. */
export type CartProblem = {
  readonly __typename?: 'CartProblem';
  /** What it is, stable for programs. */
  readonly code: CartProblemCode;
  /** What it is, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The line at fault; null when it is the whole cart. */
  readonly lineId?: Maybe<Scalars['ID']['output']>;
  /** The discount code at fault; null when it is none. */
  readonly discountCode?: Maybe<Scalars['String']['output']>;
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

/** A way in which a cart can be delivered. */
export type DeliveryOption = {
  readonly __typename?: 'DeliveryOption';
  /** The method. */
  readonly method: DeliveryMethod;
  /** What it costs for this cart, before discounts. */
  readonly price: Money;
};

/** A way of delivery. */
export type DeliveryMethod = {
  readonly __typename?: 'DeliveryMethod';
  /** Id of the method (`dlv_…`). */
  readonly id: Scalars['ID']['output'];
  /** Name to show. */
  readonly name: Scalars['String']['output'];
  /** More about it; null when there is nothing to say. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Where it goes; empty for every country that no active method names. */
  readonly countries: ReadonlyArray<Scalars['CountryCode']['output']>;
  /** What it costs by weight, from the lightest to the heaviest: at most 20. */
  readonly weightTiers: ReadonlyArray<DeliveryWeightTier>;
  /** What the goods must cost after discounts for it to be free, by currency: at most 20. */
  readonly freeFrom: ReadonlyArray<Money>;
  /** Which tax rate it falls under. */
  readonly taxClass: TaxClass;
  /** Working days that it takes at least; null when nobody knows. */
  readonly estimatedDaysMin?: Maybe<Scalars['Int']['output']>;
  /** Working days that it takes at most; null when nobody knows. */
  readonly estimatedDaysMax?: Maybe<Scalars['Int']['output']>;
  /** Whether buyers may choose it. */
  readonly active: Scalars['Boolean']['output'];
};

/** What delivery costs up to a weight. */
export type DeliveryWeightTier = {
  readonly __typename?: 'DeliveryWeightTier';
  /** The weight of all goods in grams, included; null for any. */
  readonly upToGrams?: Maybe<Scalars['Int']['output']>;
  /** Its price by currency: at most 20. It is not offered in others. */
  readonly prices: ReadonlyArray<Money>;
};

/** The share of a tax rate in a cart or an order. */
export type AppliedTax = {
  readonly __typename?: 'AppliedTax';
  /** Name of the tax, such as `VAT 19 %`. */
  readonly name: Scalars['String']['output'];
  /** The rate in hundredths of a percent: 1900 is 19 %. */
  readonly basisPoints: Scalars['Int']['output'];
  /** What the tax is on, without it. */
  readonly net: Money;
  /** The tax: of each line and of delivery rounded half away from zero, and then summed. */
  readonly amount: Money;
};

/** What a discount takes off a cart or an order. */
export type AppliedDiscount = {
  readonly __typename?: 'AppliedDiscount';
  /** Its code. */
  readonly code: Scalars['String']['output'];
  /** What kind of discount it is. */
  readonly kind: DiscountKind;
  /** How much it takes off, of goods and delivery. */
  readonly amount: Money;
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

/** A discount that buyers get by entering its code. */
export type Discount = {
  readonly __typename?: 'Discount';
  /** Id of the discount (`dsc_…`). */
  readonly id: Scalars['ID']['output'];
  /** The code, unique whatever its case. */
  readonly code: Scalars['String']['output'];
  /** What it does. */
  readonly kind: DiscountKind;
  /** How much of the price it takes off, in hundredths of a percent: 10,000 is all. Of PERCENTAGE and BUY_X_GET_Y. */
  readonly basisPoints?: Maybe<Scalars['Int']['output']>;
  /** What it takes off, by currency: at most 20. Of AMOUNT. */
  readonly amounts: ReadonlyArray<Money>;
  /** How many pieces must be bought. Of BUY_X_GET_Y. */
  readonly buyQuantity?: Maybe<Scalars['Int']['output']>;
  /** How many further pieces cost less. Of BUY_X_GET_Y. */
  readonly getQuantity?: Maybe<Scalars['Int']['output']>;
  /** Products that it is for, beside `variantIds`; it is for all goods when both are empty. */
  readonly productIds: ReadonlyArray<Scalars['ID']['output']>;
  /** Variants that it is for, beside `productIds`. */
  readonly variantIds: ReadonlyArray<Scalars['ID']['output']>;
  /** What the cart must cost before discounts, by currency: at most 20. */
  readonly minimumSubtotal: ReadonlyArray<Money>;
  /** How many orders may use it; null for any number. */
  readonly maxUses?: Maybe<Scalars['Int']['output']>;
  /** How many orders of one account or e-mail address may use it; null for any number. */
  readonly maxUsesPerCustomer?: Maybe<Scalars['Int']['output']>;
  /** How many orders use it. One that ends before it was confirmed gives its use back. */
  readonly uses: Scalars['Int']['output'];
  /** From when on it is valid; null for ever since. */
  readonly startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when it is valid; null for ever. */
  readonly endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it may be used. */
  readonly active: Scalars['Boolean']['output'];
  /** Whether it may be used together with other codes. */
  readonly combinable: Scalars['Boolean']['output'];
  /** When it was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** A page of discounts. */
export type DiscountConnection = {
  readonly __typename?: 'DiscountConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<DiscountEdge>;
  /** The page's discounts. */
  readonly nodes: ReadonlyArray<Discount>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many discounts match in all; null beyond 10,000. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A discount in a page. */
export type DiscountEdge = {
  readonly __typename?: 'DiscountEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The discount. */
  readonly node: Discount;
};

/** What is to be paid in taxes for goods of a class in a country or region, from a day on. */
export type TaxRate = {
  readonly __typename?: 'TaxRate';
  /** Id of the rate (`txr_…`). */
  readonly id: Scalars['ID']['output'];
  /** Where it holds. */
  readonly country: Scalars['CountryCode']['output'];
  /** The region of the country that it is for, as addresses name it, whatever its case; null for all that have no rate of their own. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Which goods it is for. */
  readonly taxClass: TaxClass;
  /** Name to show, such as `VAT 19 %`. */
  readonly name: Scalars['String']['output'];
  /** The rate in hundredths of a percent: 1900 is 19 %. */
  readonly basisPoints: Scalars['Int']['output'];
  /** From when on it holds, until the next one does. */
  readonly validFrom: Scalars['DateTime']['output'];
};

/** A page of tax rates. */
export type TaxRateConnection = {
  readonly __typename?: 'TaxRateConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<TaxRateEdge>;
  /** The page's rates. */
  readonly nodes: ReadonlyArray<TaxRate>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many rates match in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A tax rate in a page. */
export type TaxRateEdge = {
  readonly __typename?: 'TaxRateEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The rate. */
  readonly node: TaxRate;
};

/** What somebody bought. Names and prices are those of the purchase. */
export type Order = {
  readonly __typename?: 'Order';
  /** Id of the order (`ord_…`). */
  readonly id: Scalars['ID']['output'];
  /** Number to show and to quote, unique. */
  readonly number: Scalars['String']['output'];
  /** Where the order stands. */
  readonly status: OrderStatus;
  /** Where the money stands. */
  readonly paymentStatus: PaymentStatus;
  /** Where the goods stand. */
  readonly fulfillmentStatus: FulfillmentStatus;
  /** Currency of every price in the order. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** What was bought: at most 100. */
  readonly lines: ReadonlyArray<OrderLine>;
  /** Sum of the lines, before discounts. */
  readonly subtotal: Money;
  /** What discount codes took off, in the order in which they were applied. */
  readonly discounts: ReadonlyArray<AppliedDiscount>;
  /** What all codes took off goods and delivery. */
  readonly discountTotal: Money;
  /** How it is delivered, as it was agreed; null when nothing was. */
  readonly delivery?: Maybe<OrderDelivery>;
  /** What delivery costs, before discounts. */
  readonly deliveryTotal: Money;
  /** Whether its prices have the tax in them. */
  readonly pricesIncludeTax: Scalars['Boolean']['output'];
  /** Its taxes by rate. */
  readonly taxes: ReadonlyArray<AppliedTax>;
  /** Sum of the taxes. */
  readonly taxTotal: Money;
  /** What is to be paid: `subtotal` less `discountTotal` plus `deliveryTotal`, and plus `taxTotal` unless prices include it. */
  readonly total: Money;
  /** What was captured so far, refunds not deducted. */
  readonly totalCaptured: Money;
  /** What was paid back so far. */
  readonly totalRefunded: Money;
  /** Who bought it; null for a guest and after the account was deleted. */
  readonly customer?: Maybe<User>;
  /** E-mail address of the buyer; null after it was anonymised. */
  readonly email?: Maybe<Scalars['EmailAddress']['output']>;
  /** Where the goods go; null after it was anonymised. */
  readonly shippingAddress?: Maybe<Address>;
  /** Where the invoice goes, when it differs from the shipping address; null after it was anonymised. */
  readonly billingAddress?: Maybe<Address>;
  /** When it was placed. */
  readonly placedAt: Scalars['DateTime']['output'];
  /** When it was canceled; null unless it was. */
  readonly canceledAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the buyer has to do to pay; null unless `paymentStatus` is `REQUIRES_ACTION`. */
  readonly nextAction?: Maybe<PaymentAction>;
  /** Every attempt to pay, oldest first: at most 20. */
  readonly payments: ReadonlyArray<Payment>;
  /** Every refund, oldest first: at most 100. */
  readonly refunds: ReadonlyArray<Refund>;
  /** Every parcel, oldest first: at most 100. */
  readonly shipments: ReadonlyArray<Shipment>;
  /** Every return, oldest first: at most 100. */
  readonly returns: ReadonlyArray<Return>;
  /** What the viewer may do with it now: exactly what would not be refused because of where the order stands. What a client draws as buttons. */
  readonly nextActions: ReadonlyArray<OrderAction>;
  /** What staff has written about it, oldest first: at most 100. Staff only. */
  readonly notes?: Maybe<ReadonlyArray<OrderNote>>;
  /** What happened to it, oldest first. Customers do not see that notes were written. */
  readonly events?: Maybe<OrderEventConnection>;
};


/** What somebody bought. Names and prices are those of the purchase. */
export type OrderEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** How an order is delivered, as it was agreed. */
export type OrderDelivery = {
  readonly __typename?: 'OrderDelivery';
  /** Id of the method (`dlv_…`). */
  readonly methodId: Scalars['ID']['output'];
  /** Name of the method. */
  readonly name: Scalars['String']['output'];
  /** What it costs, before discounts. */
  readonly price: Money;
  /** What discounts take off it. */
  readonly discountTotal: Money;
  /** The tax on it. */
  readonly taxTotal: Money;
  /** Working days that it takes at least; null when nobody knew. */
  readonly estimatedDaysMin?: Maybe<Scalars['Int']['output']>;
  /** Working days that it takes at most; null when nobody knew. */
  readonly estimatedDaysMax?: Maybe<Scalars['Int']['output']>;
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

/** Some pieces of a variant in an order, as they were bought. */
export type OrderLine = {
  readonly __typename?: 'OrderLine';
  /** Id of the line (`oli_…`). */
  readonly id: Scalars['ID']['output'];
  /** Name of the product as bought. */
  readonly productName: Scalars['String']['output'];
  /** Name of the variant as bought. */
  readonly variantName: Scalars['String']['output'];
  /** Stock keeping unit as bought. */
  readonly sku: Scalars['String']['output'];
  /** How many pieces were bought. */
  readonly quantity: Scalars['Int']['output'];
  /** How many of them were sent. */
  readonly quantityFulfilled: Scalars['Int']['output'];
  /** How many of them were paid back by refunds for lines; refunds by amount and cancelations name no pieces. */
  readonly quantityRefunded: Scalars['Int']['output'];
  /** How many of them were canceled before they were sent. */
  readonly quantityCanceled: Scalars['Int']['output'];
  /** How many of them came back. */
  readonly quantityReturned: Scalars['Int']['output'];
  /** How many of them are with the buyer and in no open return. */
  readonly quantityReturnable: Scalars['Int']['output'];
  /** Price of one piece as bought. */
  readonly unitPrice: Money;
  /** Price of all pieces as bought, before discounts. */
  readonly total: Money;
  /** What discounts took off it. */
  readonly discountTotal: Money;
  /** The tax on it. */
  readonly taxTotal: Money;
  /** The variant as it is today; null when it is no longer sold or cannot be reached. */
  readonly variant?: Maybe<ProductVariant>;
};

/** One attempt to pay an order. */
export type Payment = {
  readonly __typename?: 'Payment';
  /** Id of the payment (`pay_…`). */
  readonly id: Scalars['ID']['output'];
  /** Who carries it out, such as `sandbox`. */
  readonly provider: Scalars['String']['output'];
  /** Where it stands. */
  readonly status: PaymentAttemptStatus;
  /** How much is to be paid. */
  readonly amount: Money;
  /** How much the provider has set aside for it, what arrived of that included; nothing of a payment that arrived at once. */
  readonly authorized: Money;
  /** How much arrived. */
  readonly captured: Money;
  /** How much of that was paid back. */
  readonly refunded: Money;
  /** Why the provider declined, in its own words for programs; null unless it did. */
  readonly declineCode?: Maybe<Scalars['String']['output']>;
  /** When it was begun. */
  readonly createdAt: Scalars['DateTime']['output'];
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

/** What the buyer has to do before the payment can go on. */
export type PaymentAction = RedirectAction | StripeSdkAction;

/** Send the buyer to the provider's page, then call `paymentConfirm`. */
export type RedirectAction = {
  readonly __typename?: 'RedirectAction';
  /** The provider's page. */
  readonly url: Scalars['URL']['output'];
};

/** Go on with Stripe's library in the buyer's app (`handleNextAction`), then call `paymentConfirm`. */
export type StripeSdkAction = {
  readonly __typename?: 'StripeSdkAction';
  /** The payment's secret, for the library only: do not keep or log it. */
  readonly clientSecret: Scalars['String']['output'];
  /** The shop's public key, with which the library is set up. */
  readonly publishableKey: Scalars['String']['output'];
};

/** Money that was paid back. */
export type Refund = {
  readonly __typename?: 'Refund';
  /** Id of the refund (`ref_…`). */
  readonly id: Scalars['ID']['output'];
  /** How much. */
  readonly amount: Money;
  /** How much of it is for the delivery. */
  readonly deliveryTotal: Money;
  /** Where it stands. */
  readonly status: RefundStatus;
  /** Why, in the words of who asked for it. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** Where a refund stands. */
export type RefundStatus =
  /** The provider has not carried it out yet. */
  | 'PENDING'
  /** The money was paid back. */
  | 'SUCCEEDED'
  /** The provider refused, or the money came back. */
  | 'FAILED';

/** A parcel of an order. */
export type Shipment = {
  readonly __typename?: 'Shipment';
  /** Id of the shipment (`shp_…`). */
  readonly id: Scalars['ID']['output'];
  /** What is in it: at most 100. */
  readonly lines: ReadonlyArray<ShipmentLine>;
  /** How to follow it; null when nobody entered it. */
  readonly tracking?: Maybe<Tracking>;
  /** When it was sent. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** Some pieces of an order's line in a parcel. */
export type ShipmentLine = {
  readonly __typename?: 'ShipmentLine';
  /** The line they belong to. */
  readonly orderLine: OrderLine;
  /** How many pieces. */
  readonly quantity: Scalars['Int']['output'];
};

/** How to follow a parcel. */
export type Tracking = {
  readonly __typename?: 'Tracking';
  /** Who carries it. */
  readonly carrier: Scalars['String']['output'];
  /** The carrier's number for it. */
  readonly number: Scalars['String']['output'];
  /** Where to look it up. */
  readonly url?: Maybe<Scalars['URL']['output']>;
};

/** Goods of an order that are to come back, or have. */
export type Return = {
  readonly __typename?: 'Return';
  /** Id of the return (`ret_…`). */
  readonly id: Scalars['ID']['output'];
  /** Where it stands. */
  readonly status: ReturnStatus;
  /** What is to come back: at most 100. */
  readonly lines: ReadonlyArray<ReturnLine>;
  /** Why it was rejected; null unless it was. */
  readonly rejectReason?: Maybe<Scalars['String']['output']>;
  /** What was paid back when it came; null when nothing was. */
  readonly refund?: Maybe<Refund>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was approved; null unless it was. */
  readonly approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was rejected, received or canceled; null while it is open. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Some pieces of an order's line in a return. */
export type ReturnLine = {
  readonly __typename?: 'ReturnLine';
  /** The line they belong to. */
  readonly orderLine: OrderLine;
  /** How many pieces are to come back. */
  readonly quantity: Scalars['Int']['output'];
  /** Why. */
  readonly reason: ReturnReason;
  /** Why, in the buyer's words; null when nothing was said, and after they were anonymised. */
  readonly comment?: Maybe<Scalars['String']['output']>;
  /** How many of them came back and can be sold again. */
  readonly quantitySellable: Scalars['Int']['output'];
  /** How many of them came back damaged. */
  readonly quantityDamaged: Scalars['Int']['output'];
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

/** In which condition goods came back. */
export type ReturnCondition =
  /** They can be sold again, and are in stock. */
  | 'SELLABLE'
  /** They cannot be sold again. */
  | 'DAMAGED';

/** What is paid back for goods that came back. */
export type ReturnRefund =
  /** What the pieces were bought for, less what was paid back before. */
  | 'SHARE'
  /** An amount. */
  | 'AMOUNT'
  /** Nothing. */
  | 'NONE';

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

/** What staff has written about an order. */
export type OrderNote = {
  readonly __typename?: 'OrderNote';
  /** Id of the note (`not_…`). */
  readonly id: Scalars['ID']['output'];
  /** What was written; null after the buyer was anonymised. */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** Who wrote it; null after the account was deleted. */
  readonly author?: Maybe<User>;
  /** When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** One step in the life of an order. */
export type OrderEvent = {
  readonly __typename?: 'OrderEvent';
  /** Id of the event (`oev_…`). */
  readonly id: Scalars['ID']['output'];
  /** What happened. */
  readonly type: OrderEventType;
  /** Whose doing it was. */
  readonly actor: OrderActor;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What happened, in a sentence for people. The wording may change; null after it was anonymised. */
  readonly message?: Maybe<Scalars['String']['output']>;
};

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

/** A page of orders. */
export type OrderConnection = {
  readonly __typename?: 'OrderConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<OrderEdge>;
  /** The page's orders. */
  readonly nodes: ReadonlyArray<Order>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many orders match in all; null beyond 10,000. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An order in a page. */
export type OrderEdge = {
  readonly __typename?: 'OrderEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The order. */
  readonly node: Order;
};

/** A page of an order's events. */
export type OrderEventConnection = {
  readonly __typename?: 'OrderEventConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<OrderEventEdge>;
  /** The page's events. */
  readonly nodes: ReadonlyArray<OrderEvent>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many events there are. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An event in a page. */
export type OrderEventEdge = {
  readonly __typename?: 'OrderEventEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: OrderEvent;
};

/** Where a merchant hears of events: each is sent there as a signed HTTP request. */
export type WebhookEndpoint = {
  readonly __typename?: 'WebhookEndpoint';
  /** Id of the endpoint (`whe_…`). */
  readonly id: Scalars['ID']['output'];
  /** Where events are sent. */
  readonly url: Scalars['URL']['output'];
  /** Types of events that it hears of, such as `order.paid`: at most 100. */
  readonly events: ReadonlyArray<Scalars['String']['output']>;
  /** What it is for, in the words of staff. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether events are sent. */
  readonly isActive: Scalars['Boolean']['output'];
  /** Why it is not active, when that was not staff's doing. */
  readonly disabledReason?: Maybe<WebhookDisabledReason>;
  /** Since when every attempt has failed; null when the last one did not. It stays active: only staff switch it off. */
  readonly failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** The secrets that sign, the current one first: at most 2. They themselves are shown only when they are made. */
  readonly secrets: ReadonlyArray<WebhookSecret>;
  /** When it was registered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** What was sent and is to be sent, newest first; kept for 30 days. */
  readonly deliveries?: Maybe<WebhookDeliveryConnection>;
};


/** Where a merchant hears of events: each is sent there as a signed HTTP request. */
export type WebhookEndpointDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  where?: InputMaybe<WebhookDeliveryWhere>;
};

/** Why an endpoint is not active. */
export type WebhookDisabledReason =
  /** It answered 410: it is there no more. */
  | 'GONE';

/** A secret of an endpoint, without itself. */
export type WebhookSecret = {
  readonly __typename?: 'WebhookSecret';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends, because another has taken its place; null for the current one. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** One event on its way to one endpoint. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  /** Id of the delivery (`whd_…`). */
  readonly id: Scalars['ID']['output'];
  /** Type of the event, such as `order.paid`. */
  readonly event: Scalars['String']['output'];
  /** Id of the event (`evt_…`): the `webhook-id` of every attempt. */
  readonly eventId: Scalars['ID']['output'];
  /** Where it stands. */
  readonly status: WebhookDeliveryStatus;
  /** How often it was tried, the attempt under way included. */
  readonly attempts: Scalars['Int']['output'];
  /** Status of the last answer; null when there was none. */
  readonly lastStatusCode?: Maybe<Scalars['Int']['output']>;
  /** What was wrong with the last attempt; null when nothing was, or none was made. */
  readonly lastError?: Maybe<Scalars['String']['output']>;
  /** When it is tried next; null unless it is pending. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was delivered; null unless it was. */
  readonly deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The body as it is sent. */
  readonly body: Scalars['String']['output'];
  /** When it was begun. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** Where a delivery stands. */
export type WebhookDeliveryStatus =
  /** To be sent, or tried again. */
  | 'PENDING'
  /** Answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** Given up after a day of failures. */
  | 'DEAD';

/** A page of endpoints. */
export type WebhookEndpointConnection = {
  readonly __typename?: 'WebhookEndpointConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<WebhookEndpointEdge>;
  /** The page's endpoints. */
  readonly nodes: ReadonlyArray<WebhookEndpoint>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many endpoints there are. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An endpoint in a page. */
export type WebhookEndpointEdge = {
  readonly __typename?: 'WebhookEndpointEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The endpoint. */
  readonly node: WebhookEndpoint;
};

/** A page of deliveries. */
export type WebhookDeliveryConnection = {
  readonly __typename?: 'WebhookDeliveryConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  /** The page's deliveries. */
  readonly nodes: ReadonlyArray<WebhookDelivery>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many deliveries match in all; null beyond 10,000. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A delivery in a page. */
export type WebhookDeliveryEdge = {
  readonly __typename?: 'WebhookDeliveryEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: WebhookDelivery;
};

/** What deliveries must be. An empty list matches nothing. */
export type WebhookDeliveryWhere = {
  /** Has one of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<WebhookDeliveryStatus>>;
};

/** What orders must be. All given conditions hold at once; an empty list matches nothing. */
export type OrderWhere = {
  /** Has one of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<OrderStatus>>;
  /** Has one of these payment statuses. */
  readonly paymentStatus?: InputMaybe<ReadonlyArray<PaymentStatus>>;
  /** Was placed in this span. */
  readonly placedAt?: InputMaybe<OrderPlacedAtWhere>;
};

/** A span of time. */
export type OrderPlacedAtWhere = {
  /** Its beginning, included. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its end, not included. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A cart to be opened. */
export type CartCreateInput = {
  /** The first lines: at most 100. */
  readonly lines?: InputMaybe<ReadonlyArray<CartLineInput>>;
  /** Currency of the cart: the shop's default, EUR, when left out. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** Some pieces of a variant to be put into a cart. */
export type CartLineInput = {
  /** Id of the variant (`var_…`). */
  readonly variantId: Scalars['ID']['input'];
  /** How many pieces: 1 to 1,000. */
  readonly quantity: Scalars['Int']['input'];
};

/** The new cart. */
export type CartCreatePayload = {
  readonly __typename?: 'CartCreatePayload';
  /** The cart; null when refused. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Variants to be put into a cart. */
export type CartLinesAddInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
  /** What to add: 1 to 100; the cart holds at most 100 lines. */
  readonly lines: ReadonlyArray<CartLineInput>;
};

/** The cart with what was added. */
export type CartLinesAddPayload = {
  readonly __typename?: 'CartLinesAddPayload';
  /** The cart; null when refused. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** New quantities of a cart's lines. */
export type CartLinesUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
  /** What to change: 1 to 100, each line once. */
  readonly lines: ReadonlyArray<CartLineUpdateInput>;
};

/** The new quantity of a line. */
export type CartLineUpdateInput = {
  /** Id of the line (`cli_…`). */
  readonly id: Scalars['ID']['input'];
  /** How many pieces: 0 to 1,000; 0 removes the line. */
  readonly quantity: Scalars['Int']['input'];
};

/** The cart with the new quantities. */
export type CartLinesUpdatePayload = {
  readonly __typename?: 'CartLinesUpdatePayload';
  /** The cart; null when refused. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Who buys and where to send it. What is left out stays; an explicit null removes it. */
export type CartBuyerUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
  /** E-mail address for the confirmation. */
  readonly email?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Where to send it. */
  readonly shippingAddress?: InputMaybe<AddressInput>;
  /** Where to send the invoice, when it differs. */
  readonly billingAddress?: InputMaybe<AddressInput>;
};

/** The cart with its buyer. */
export type CartBuyerUpdatePayload = {
  readonly __typename?: 'CartBuyerUpdatePayload';
  /** The cart; null when refused. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A guest's cart to be taken along. */
export type CartMergeInput = {
  /** Id of the guest's cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
};

/** The user's cart with what the guest's held. */
export type CartMergePayload = {
  readonly __typename?: 'CartMergePayload';
  /** The user's open cart; null when refused, and then both carts are as they were. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused, such as LIMIT_REACHED for more than 1,000 pieces of a variant or more than 100 lines in all; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How a cart is to be delivered. */
export type CartDeliveryUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
  /** Id of the method (`dlv_…`); the cheapest is taken again when it is null or left out. */
  readonly deliveryMethodId?: InputMaybe<Scalars['ID']['input']>;
};

/** The cart with its delivery. */
export type CartDeliveryUpdatePayload = {
  readonly __typename?: 'CartDeliveryUpdatePayload';
  /** The cart; null when refused. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** All discount codes of a cart. */
export type CartDiscountCodesUpdateInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
  /** The codes in place of those before, whatever their case: at most 5; none removes all. */
  readonly codes: ReadonlyArray<Scalars['String']['input']>;
};

/** The cart with its codes. */
export type CartDiscountCodesUpdatePayload = {
  readonly __typename?: 'CartDiscountCodesUpdatePayload';
  /** The cart; null when refused. */
  readonly cart?: Maybe<Cart>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A cart to be ordered and paid. */
export type CheckoutCompleteInput = {
  /** Id of the cart (`crt_…`). */
  readonly cartId: Scalars['ID']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and pays nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The total that the buyer agreed to; when it differs from the truth, the order is refused as PRICE_CHANGED. */
  readonly expectedTotal: MoneyInput;
  /** How to pay. */
  readonly payment: PaymentInput;
};

/** How to pay. */
export type PaymentInput = {
  /** Who carries it out: `sandbox` or `stripe`, as the shop is set up. */
  readonly provider: Scalars['String']['input'];
  /** The means of payment as the provider named it: at most 255 characters. For `stripe` the id of a PaymentMethod (`pm_…`). The sandbox knows `tok_approved`, `tok_declined`, `tok_insufficient_funds`, `tok_requires_action`, `tok_timeout`, `tok_error`; and, for payments that take a few seconds, `tok_webhook_late`, `tok_webhook_missing`, `tok_webhook_duplicate`, `tok_webhook_reordered` and `tok_webhook_bad_signature`, by what becomes of the sandbox's messages to the shop. */
  readonly token: Scalars['String']['input'];
};

/** The order placed. */
export type CheckoutCompletePayload = {
  readonly __typename?: 'CheckoutCompletePayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** For a guest: the token that gives access to the order, for 90 days after it was made; `orderAccessRequest` sends another. Null for a signed-in buyer and when refused. */
  readonly orderAccessToken?: Maybe<Scalars['String']['output']>;
  /** What the buyer has to do to pay; null when there is nothing to do. */
  readonly nextAction?: Maybe<PaymentAction>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A cart on its way to become an order. */
export type Checkout = {
  readonly __typename?: 'Checkout';
  /** Id of the checkout (`chk_…`). */
  readonly id: Scalars['ID']['output'];
  /** Where it stands. */
  readonly status: CheckoutStatus;
  /** The order; null until there is one, which is before it is paid when the buyer has to act or the provider takes its time. */
  readonly order?: Maybe<Order>;
  /** For a guest: the token that gives access to this checkout and to the order that it becomes, for 90 days. Null for a signed-in buyer, and for staff. */
  readonly orderAccessToken?: Maybe<Scalars['String']['output']>;
  /** What the buyer has to do to pay; null unless `status` is `ACTION_REQUIRED`. */
  readonly nextAction?: Maybe<PaymentAction>;
  /** Why it failed; empty unless `status` is `FAILED`. Nothing was charged, or it is paid back, and the cart may be ordered again. */
  readonly userErrors: ReadonlyArray<UserError>;
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
  readonly cartId: Scalars['ID']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and pays nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The total that the buyer agreed to; when it differs from the truth, the checkout is refused as PRICE_CHANGED. */
  readonly expectedTotal: MoneyInput;
  /** How to pay. */
  readonly payment: PaymentInput;
};

/** The checkout that was begun. */
export type CheckoutSubmitPayload = {
  readonly __typename?: 'CheckoutSubmitPayload';
  /** The checkout; null when refused at once. What goes wrong later is in the checkout's own `userErrors`. */
  readonly checkout?: Maybe<Checkout>;
  /** Why it was refused at once; empty when it was begun. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An order whose link is lost. */
export type OrderAccessRequestInput = {
  /** The order's number, as it was told. */
  readonly number: Scalars['String']['input'];
  /** The e-mail address that was given with the order. */
  readonly email: Scalars['EmailAddress']['input'];
};

/** That the request was taken; it says nothing of an order. */
export type OrderAccessRequestPayload = {
  readonly __typename?: 'OrderAccessRequestPayload';
  /** The number as it was understood; null when refused. */
  readonly number?: Maybe<Scalars['String']['output']>;
  /** Why it was refused, such as a number that is too long; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A payment to be taken up again. */
export type PaymentConfirmInput = {
  /** Id of the order (`ord_…`). */
  readonly orderId: Scalars['ID']['input'];
  /** The token that the checkout or `orderAccessRequest` gave to a guest; one that has expired is as good as none. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and pays nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The order with its payment. */
export type PaymentConfirmPayload = {
  readonly __typename?: 'PaymentConfirmPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** What the buyer still has to do to pay; null when there is nothing to do. */
  readonly nextAction?: Maybe<PaymentAction>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Money to be taken of what is set aside for an order. */
export type PaymentCaptureInput = {
  /** Id of the order (`ord_…`). */
  readonly orderId: Scalars['ID']['input'];
  /** How much: more than zero, at most what is set aside; all of it when left out. A provider that captures once only, such as `stripe`, lets go of the rest. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and captures nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The order whose money is taken. */
export type PaymentCapturePayload = {
  readonly __typename?: 'PaymentCapturePayload';
  /** The order; null when refused. While the provider has not answered, its payment is as before. */
  readonly order?: Maybe<Order>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An order to be called off. */
export type OrderCancelInput = {
  /** Id of the order (`ord_…`). */
  readonly id: Scalars['ID']['input'];
  /** The token that `checkoutComplete` gave to a guest. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** Why: at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and refunds nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The canceled order. */
export type OrderCancelPayload = {
  readonly __typename?: 'OrderCancelPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Lines of an order that were sent. */
export type OrderFulfillInput = {
  /** Id of the order (`ord_…`). */
  readonly id: Scalars['ID']['input'];
  /** What was sent: 1 to 100, each line once; all that is still to be sent when left out. */
  readonly lines?: InputMaybe<ReadonlyArray<OrderLineQuantityInput>>;
  /** How to follow the parcel. */
  readonly tracking?: InputMaybe<TrackingInput>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and sends nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Some pieces of an order's line. */
export type OrderLineQuantityInput = {
  /** Id of the line (`oli_…`). */
  readonly id: Scalars['ID']['input'];
  /** How many pieces: at least 1. */
  readonly quantity: Scalars['Int']['input'];
};

/** How to follow a parcel. */
export type TrackingInput = {
  /** Who carries it: 1 to 100 characters. */
  readonly carrier: Scalars['String']['input'];
  /** The carrier's number for it: 1 to 100 characters. */
  readonly number: Scalars['String']['input'];
  /** Where to look it up. */
  readonly url?: InputMaybe<Scalars['URL']['input']>;
};

/** The order with what was sent. */
export type OrderFulfillPayload = {
  readonly __typename?: 'OrderFulfillPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The new parcel; null when refused. */
  readonly shipment?: Maybe<Shipment>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Money to be paid back: an amount, or lines, delivery or both, or all that is left when nothing of it is named. */
export type OrderRefundInput = {
  /** Id of the order (`ord_…`). */
  readonly id: Scalars['ID']['input'];
  /** How much: more than zero, at most what was captured and not paid back. Not together with `lines` or `delivery`. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** For which pieces: 1 to 100, each line once. They are paid back as they were paid, with their share of discounts and taxes. Not together with `amount`. */
  readonly lines?: InputMaybe<ReadonlyArray<OrderLineQuantityInput>>;
  /** Whether what was paid for the delivery is paid back, once. Not together with `amount`. */
  readonly delivery?: InputMaybe<Scalars['Boolean']['input']>;
  /** Why: at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and refunds nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The order with its refund. */
export type OrderRefundPayload = {
  readonly __typename?: 'OrderRefundPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The refund; null when refused. */
  readonly refund?: Maybe<Refund>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A way of delivery to be added. */
export type DeliveryMethodCreateInput = {
  /** Name to show: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** More about it: at most 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Where it goes: at most 300; when left out or empty, every country that no active method names. */
  readonly countries?: InputMaybe<ReadonlyArray<Scalars['CountryCode']['input']>>;
  /** What it costs by weight: 1 to 20, each heavier than the one before; only the last may be for any weight. */
  readonly weightTiers: ReadonlyArray<DeliveryWeightTierInput>;
  /** What the goods must cost after discounts for it to be free, each currency once: at most 20. */
  readonly freeFrom?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** Which tax rate it falls under: STANDARD when left out. */
  readonly taxClass?: InputMaybe<TaxClass>;
  /** Working days that it takes at least: 0 to 365. */
  readonly estimatedDaysMin?: InputMaybe<Scalars['Int']['input']>;
  /** Working days that it takes at most: 0 to 365, not less than `estimatedDaysMin`. */
  readonly estimatedDaysMax?: InputMaybe<Scalars['Int']['input']>;
  /** Whether buyers may choose it: true when left out. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What delivery costs up to a weight. */
export type DeliveryWeightTierInput = {
  /** The weight of all goods in grams, included: 1 to 1,000,000,000; any when left out. */
  readonly upToGrams?: InputMaybe<Scalars['Int']['input']>;
  /** Its price by currency, each once: 1 to 20. */
  readonly prices: ReadonlyArray<MoneyInput>;
};

/** The new method. */
export type DeliveryMethodCreatePayload = {
  readonly __typename?: 'DeliveryMethodCreatePayload';
  /** The method; null when refused. */
  readonly deliveryMethod?: Maybe<DeliveryMethod>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a way of delivery. What is left out stays. */
export type DeliveryMethodUpdateInput = {
  /** Id of the method (`dlv_…`). */
  readonly id: Scalars['ID']['input'];
  /** Name to show: 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** More about it: at most 500 characters; an explicit null removes it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Where it goes: at most 300; empty for every country that no active method names. */
  readonly countries?: InputMaybe<ReadonlyArray<Scalars['CountryCode']['input']>>;
  /** What it costs by weight: 1 to 20, each heavier than the one before; only the last may be for any weight. */
  readonly weightTiers?: InputMaybe<ReadonlyArray<DeliveryWeightTierInput>>;
  /** What the goods must cost after discounts for it to be free, each currency once: at most 20; an explicit null removes it. */
  readonly freeFrom?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** Which tax rate it falls under. */
  readonly taxClass?: InputMaybe<TaxClass>;
  /** Working days that it takes at least: 0 to 365; an explicit null removes it. */
  readonly estimatedDaysMin?: InputMaybe<Scalars['Int']['input']>;
  /** Working days that it takes at most: 0 to 365, not less than `estimatedDaysMin`; an explicit null removes it. */
  readonly estimatedDaysMax?: InputMaybe<Scalars['Int']['input']>;
  /** Whether buyers may choose it. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The changed method. */
export type DeliveryMethodUpdatePayload = {
  readonly __typename?: 'DeliveryMethodUpdatePayload';
  /** The method; null when refused. */
  readonly deliveryMethod?: Maybe<DeliveryMethod>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A tax rate to be set. */
export type TaxRateSetInput = {
  /** Where it holds. */
  readonly country: Scalars['CountryCode']['input'];
  /** The region of the country that it is for: 1 to 100 characters; all when left out. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Which goods it is for. */
  readonly taxClass: TaxClass;
  /** Name to show: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** The rate in hundredths of a percent: 0 to 10,000. */
  readonly basisPoints: Scalars['Int']['input'];
  /** From when on it holds: now when left out. Of one country, region, class and instant there is one rate. */
  readonly validFrom?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The rate as it was set. */
export type TaxRateSetPayload = {
  readonly __typename?: 'TaxRateSetPayload';
  /** The rate; null when refused. */
  readonly taxRate?: Maybe<TaxRate>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A tax rate to be removed. */
export type TaxRateRemoveInput = {
  /** Id of the rate (`txr_…`). */
  readonly id: Scalars['ID']['input'];
};

/** The rate that is gone. */
export type TaxRateRemovePayload = {
  readonly __typename?: 'TaxRateRemovePayload';
  /** The rate as it was; null when refused. */
  readonly taxRate?: Maybe<TaxRate>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A discount to be added. */
export type DiscountCreateInput = {
  /** The code: 1 to 50 letters, digits, hyphens and underscores, unique whatever its case. */
  readonly code: Scalars['String']['input'];
  /** What it does. */
  readonly kind: DiscountKind;
  /** How much of the price it takes off, in hundredths of a percent: 1 to 10,000. Needed for PERCENTAGE; all when left out for BUY_X_GET_Y; not for others. */
  readonly basisPoints?: InputMaybe<Scalars['Int']['input']>;
  /** What it takes off, each currency once: 1 to 20, more than zero. Needed for AMOUNT, not for others. */
  readonly amounts?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** How many pieces must be bought: 1 to 1,000. Needed for BUY_X_GET_Y, not for others. */
  readonly buyQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** How many further pieces cost less: 1 to 1,000. Needed for BUY_X_GET_Y, not for others. */
  readonly getQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** Products that it is for (`prd_…`): at most 100. */
  readonly productIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Variants that it is for (`var_…`): at most 100. */
  readonly variantIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What the cart must cost before discounts, each currency once: at most 20. */
  readonly minimumSubtotal?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** How many orders may use it: at least 1; any number when left out. */
  readonly maxUses?: InputMaybe<Scalars['Int']['input']>;
  /** How many orders of one account or e-mail address may use it: at least 1; any number when left out. */
  readonly maxUsesPerCustomer?: InputMaybe<Scalars['Int']['input']>;
  /** From when on it is valid. */
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when it is valid, later than `startsAt`. */
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it may be used: true when left out. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it may be used together with other codes: true when left out. */
  readonly combinable?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The new discount. */
export type DiscountCreatePayload = {
  readonly __typename?: 'DiscountCreatePayload';
  /** The discount; null when refused. */
  readonly discount?: Maybe<Discount>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a discount. What is left out stays; what it does cannot be changed. */
export type DiscountUpdateInput = {
  /** Id of the discount (`dsc_…`). */
  readonly id: Scalars['ID']['input'];
  /** Products that it is for (`prd_…`): at most 100. */
  readonly productIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Variants that it is for (`var_…`): at most 100. */
  readonly variantIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What the cart must cost before discounts, each currency once: at most 20; an explicit null removes it. */
  readonly minimumSubtotal?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** How many orders may use it: at least 1, and not less than use it already; an explicit null removes the limit. */
  readonly maxUses?: InputMaybe<Scalars['Int']['input']>;
  /** How many orders of one account or e-mail address may use it: at least 1; an explicit null removes the limit. */
  readonly maxUsesPerCustomer?: InputMaybe<Scalars['Int']['input']>;
  /** From when on it is valid; an explicit null removes it. */
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when it is valid, later than `startsAt`; an explicit null removes it. */
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it may be used. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it may be used together with other codes. */
  readonly combinable?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The changed discount. */
export type DiscountUpdatePayload = {
  readonly __typename?: 'DiscountUpdatePayload';
  /** The discount; null when refused. */
  readonly discount?: Maybe<Discount>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An endpoint to be registered. There are at most 50. */
export type WebhookEndpointCreateInput = {
  /** Where to send events: https, at port 443 or 8443, of the public internet, without credentials and fragment. */
  readonly url: Scalars['URL']['input'];
  /** Types of events to hear of, such as `order.paid`: 1 to 100, each once. */
  readonly events: ReadonlyArray<Scalars['String']['input']>;
  /** What it is for: at most 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and registers nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The new endpoint. */
export type WebhookEndpointCreatePayload = {
  readonly __typename?: 'WebhookEndpointCreatePayload';
  /** The endpoint; null when refused. */
  readonly endpoint?: Maybe<WebhookEndpoint>;
  /** The secret with which receivers verify signatures, shown only now: keep it. Null when refused, and for a repeated request once another has taken its place. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of an endpoint. What is left out stays. */
export type WebhookEndpointUpdateInput = {
  /** Id of the endpoint (`whe_…`). */
  readonly id: Scalars['ID']['input'];
  /** Where to send events: https, at port 443 or 8443, of the public internet, without credentials and fragment. */
  readonly url?: InputMaybe<Scalars['URL']['input']>;
  /** Types of events to hear of: 1 to 100, each once. */
  readonly events?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What it is for: at most 500 characters; an explicit null removes it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whether to send events. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The endpoint as it is now. */
export type WebhookEndpointUpdatePayload = {
  readonly __typename?: 'WebhookEndpointUpdatePayload';
  /** The endpoint; null when refused. */
  readonly endpoint?: Maybe<WebhookEndpoint>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An endpoint to be deleted. */
export type WebhookEndpointDeleteInput = {
  /** Id of the endpoint (`whe_…`). */
  readonly id: Scalars['ID']['input'];
};

/** The endpoint that was deleted. */
export type WebhookEndpointDeletePayload = {
  readonly __typename?: 'WebhookEndpointDeletePayload';
  /** Id of the endpoint; null when refused. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An endpoint that is to have a new secret. */
export type WebhookEndpointSecretRotateInput = {
  /** Id of the endpoint (`whe_…`). */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and makes no further secret. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The endpoint with its new secret. */
export type WebhookEndpointSecretRotatePayload = {
  readonly __typename?: 'WebhookEndpointSecretRotatePayload';
  /** The endpoint; null when refused. */
  readonly endpoint?: Maybe<WebhookEndpoint>;
  /** The new secret, shown only now: keep it. Null when refused, and for a repeated request once it has ended. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An endpoint to be tried. */
export type WebhookEndpointTestInput = {
  /** Id of the endpoint (`whe_…`). It must be active. */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and sends nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The test on its way. */
export type WebhookEndpointTestPayload = {
  readonly __typename?: 'WebhookEndpointTestPayload';
  /** The delivery; null when refused. Ask for it again to see what became of it. */
  readonly delivery?: Maybe<WebhookDelivery>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A delivery to be sent again. Its endpoint must be active. */
export type WebhookDeliveryRetryInput = {
  /** Id of the delivery (`whd_…`). */
  readonly id: Scalars['ID']['input'];
};

/** The delivery on its way. */
export type WebhookDeliveryRetryPayload = {
  readonly __typename?: 'WebhookDeliveryRetryPayload';
  /** The delivery; null when refused. Ask for it again to see what became of it. */
  readonly delivery?: Maybe<WebhookDelivery>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A note about an order. */
export type OrderNoteAddInput = {
  /** Id of the order (`ord_…`). */
  readonly id: Scalars['ID']['input'];
  /** What to write: 1 to 2,000 characters. */
  readonly text: Scalars['String']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and writes nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The order with the note. */
export type OrderNoteAddPayload = {
  readonly __typename?: 'OrderNoteAddPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The note; null when refused. */
  readonly note?: Maybe<OrderNote>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Goods that are to come back. */
export type ReturnRequestInput = {
  /** Id of the order (`ord_…`). */
  readonly orderId: Scalars['ID']['input'];
  /** The token that `checkoutComplete` gave to a guest. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** What is to come back: 1 to 100, each line once. */
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and returns nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Some pieces of an order's line that are to come back. */
export type ReturnLineInput = {
  /** Id of the order's line (`oli_…`). */
  readonly id: Scalars['ID']['input'];
  /** How many pieces: at least 1, at most `quantityReturnable`. */
  readonly quantity: Scalars['Int']['input'];
  /** Why. */
  readonly reason: ReturnReason;
  /** Why, in the buyer's words: at most 500 characters. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
};

/** The order with the return. */
export type ReturnRequestPayload = {
  readonly __typename?: 'ReturnRequestPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The return; null when refused. */
  readonly return?: Maybe<Return>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A return to be called off. */
export type ReturnCancelInput = {
  /** Id of the return (`ret_…`). */
  readonly id: Scalars['ID']['input'];
  /** The token that `checkoutComplete` gave to a guest. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and cancels nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The return that was called off. */
export type ReturnCancelPayload = {
  readonly __typename?: 'ReturnCancelPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The return; null when refused. */
  readonly return?: Maybe<Return>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A return to be approved. */
export type ReturnApproveInput = {
  /** Id of the return (`ret_…`). */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and approves nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The return that was approved. */
export type ReturnApprovePayload = {
  readonly __typename?: 'ReturnApprovePayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The return; null when refused. */
  readonly return?: Maybe<Return>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A return to be rejected. */
export type ReturnRejectInput = {
  /** Id of the return (`ret_…`). */
  readonly id: Scalars['ID']['input'];
  /** Why not, for the buyer: 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and rejects nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The return that was rejected. */
export type ReturnRejectPayload = {
  readonly __typename?: 'ReturnRejectPayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The return; null when refused. */
  readonly return?: Maybe<Return>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A return that came back. */
export type ReturnReceiveInput = {
  /** Id of the return (`ret_…`). */
  readonly id: Scalars['ID']['input'];
  /** What came back: at most what was asked for, each line once per condition; all of it, `SELLABLE`, when left out. What is missing stays with the buyer. */
  readonly lines?: InputMaybe<ReadonlyArray<ReturnReceivedLineInput>>;
  /** What is paid back. */
  readonly refund?: ReturnRefund;
  /** How much, with `refund: AMOUNT`: more than zero, at most what was captured and not paid back. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and refunds nothing twice. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Some pieces of an order's line that came back. */
export type ReturnReceivedLineInput = {
  /** Id of the order's line (`oli_…`). */
  readonly id: Scalars['ID']['input'];
  /** How many pieces: at least 1. */
  readonly quantity: Scalars['Int']['input'];
  /** In which condition. */
  readonly condition: ReturnCondition;
};

/** The return that came back. */
export type ReturnReceivePayload = {
  readonly __typename?: 'ReturnReceivePayload';
  /** The order; null when refused. */
  readonly order?: Maybe<Order>;
  /** The return; null when refused. */
  readonly return?: Maybe<Return>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An amount of money: whole minor units of one currency. Never a float. */
export type Money = {
  readonly __typename?: 'Money';
  /** The amount in the currency's smallest unit: 1999 is 19.99 EUR, and 1999 JPY. */
  readonly minor: Scalars['SafeInt']['output'];
  /** The currency that `minor` counts. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The same amount as a decimal string with the currency's own number of decimals: `19.99`. */
  readonly amount: Scalars['String']['output'];
};

/** An amount of money, given by a client. */
export type MoneyInput = {
  /** The amount in the currency's smallest unit, zero or more unless a field says otherwise. */
  readonly minor: Scalars['SafeInt']['input'];
  /** The currency that `minor` counts. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

/** A postal address, as it was given. */
export type Address = {
  readonly __typename?: 'Address';
  /** Who receives the parcel or the invoice. */
  readonly name: Scalars['String']['output'];
  /** Street and number. */
  readonly line1: Scalars['String']['output'];
  /** Flat, floor or company. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** Town or city. */
  readonly city: Scalars['String']['output'];
  /** State, province or county, where the country uses one. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Postal code, where the country uses one. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** Country of the address. */
  readonly country: Scalars['CountryCode']['output'];
  /** Telephone number for the carrier. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** A postal address, given by a client. Leading and trailing blanks are removed. */
export type AddressInput = {
  /** Who receives the parcel or the invoice: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Street and number: 1 to 200 characters. */
  readonly line1: Scalars['String']['input'];
  /** Flat, floor or company: at most 200 characters. */
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  /** Town or city: 1 to 100 characters. */
  readonly city: Scalars['String']['input'];
  /** State, province or county: at most 100 characters. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Postal code: at most 20 characters. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  /** Country of the address. */
  readonly country: Scalars['CountryCode']['input'];
  /** Telephone number for the carrier: at most 30 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

/** Where a page of a connection stands in the whole list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether more follows after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether anything stands before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry of this page; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last entry of this page, to be passed as `after`; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** Which of a country's tax rates goods or a service fall under. */
export type TaxClass =
  /** The country's usual rate. */
  | 'STANDARD'
  /** A lower rate, such as for food and books. */
  | 'REDUCED'
  /** Free of tax. */
  | 'ZERO';

/** Why a mutation was refused, in a form that the caller can act on. Nothing was changed when a payload holds one. */
export type UserError = {
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down: `["input", "lines", "0", "quantity"]`. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** A refusal that needs no more than its code. */
export type GeneralUserError = UserError & {
  readonly __typename?: 'GeneralUserError';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** Fewer pieces are left than were asked for. Its code is `INSUFFICIENT_STOCK`. */
export type InsufficientStock = UserError & {
  readonly __typename?: 'InsufficientStock';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The variant that is short. */
  readonly variantId: Scalars['ID']['output'];
  /** How many pieces could be had instead. */
  readonly available: Scalars['Int']['output'];
};

/** The price is no longer the one that the caller agreed to. Its code is `PRICE_CHANGED`. */
export type PriceChanged = UserError & {
  readonly __typename?: 'PriceChanged';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The total that the caller expected. */
  readonly expected: Money;
  /** The total as it is now. */
  readonly actual: Money;
};

/** Somebody else changed the object first. Its code is `CONFLICT`. */
export type VersionConflict = UserError & {
  readonly __typename?: 'VersionConflict';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The version as it is now: read the object again and repeat the change on top of it. */
  readonly currentVersion: Scalars['Int']['output'];
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



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  User: User;
  Cart: Cart;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PaymentAction:
    | ( RedirectAction & { __typename: 'RedirectAction' } )
    | ( StripeSdkAction & { __typename: 'StripeSdkAction' } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<UserReference>;
  ProductVariant: ResolverTypeWrapper<VariantReference>;
  Cart: ResolverTypeWrapper<CartParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CartLine: ResolverTypeWrapper<CartLineParent>;
  CartProblem: ResolverTypeWrapper<CartProblemParent>;
  CartProblemCode: CartProblemCode;
  DeliveryOption: ResolverTypeWrapper<DeliveryOptionParent>;
  DeliveryMethod: ResolverTypeWrapper<DeliveryMethodParent>;
  DeliveryWeightTier: ResolverTypeWrapper<Omit<DeliveryWeightTier, 'prices'> & { prices: ReadonlyArray<ResolversTypes['Money']> }>;
  AppliedTax: ResolverTypeWrapper<AppliedTaxParent>;
  AppliedDiscount: ResolverTypeWrapper<AppliedDiscountParent>;
  DiscountKind: DiscountKind;
  Discount: ResolverTypeWrapper<DiscountParent>;
  DiscountConnection: ResolverTypeWrapper<DiscountList>;
  DiscountEdge: ResolverTypeWrapper<Omit<DiscountEdge, 'node'> & { node: ResolversTypes['Discount'] }>;
  TaxRate: ResolverTypeWrapper<TaxRateParent>;
  TaxRateConnection: ResolverTypeWrapper<TaxRateList>;
  TaxRateEdge: ResolverTypeWrapper<Omit<TaxRateEdge, 'node'> & { node: ResolversTypes['TaxRate'] }>;
  Order: ResolverTypeWrapper<OrderParent>;
  OrderDelivery: ResolverTypeWrapper<OrderDeliveryParent>;
  OrderStatus: OrderStatus;
  PaymentStatus: PaymentStatus;
  FulfillmentStatus: FulfillmentStatus;
  OrderLine: ResolverTypeWrapper<OrderLineParent>;
  Payment: ResolverTypeWrapper<PaymentParent>;
  PaymentAttemptStatus: PaymentAttemptStatus;
  PaymentAction: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PaymentAction']>;
  RedirectAction: ResolverTypeWrapper<RedirectAction>;
  StripeSdkAction: ResolverTypeWrapper<StripeSdkAction>;
  Refund: ResolverTypeWrapper<RefundParent>;
  RefundStatus: RefundStatus;
  Shipment: ResolverTypeWrapper<ShipmentParent>;
  ShipmentLine: ResolverTypeWrapper<ShipmentLineParent>;
  Tracking: ResolverTypeWrapper<Tracking>;
  Return: ResolverTypeWrapper<ReturnParent>;
  ReturnLine: ResolverTypeWrapper<ReturnLineParent>;
  ReturnStatus: ReturnStatus;
  ReturnReason: ReturnReason;
  ReturnCondition: ReturnCondition;
  ReturnRefund: ReturnRefund;
  OrderAction: OrderAction;
  OrderNote: ResolverTypeWrapper<OrderNoteParent>;
  OrderEvent: ResolverTypeWrapper<OrderEventParent>;
  OrderActor: OrderActor;
  OrderEventType: OrderEventType;
  OrderConnection: ResolverTypeWrapper<OrderList>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderEventConnection: ResolverTypeWrapper<OrderEventList>;
  OrderEventEdge: ResolverTypeWrapper<Omit<OrderEventEdge, 'node'> & { node: ResolversTypes['OrderEvent'] }>;
  WebhookEndpoint: ResolverTypeWrapper<WebhookEndpointParent>;
  WebhookDisabledReason: WebhookDisabledReason;
  WebhookSecret: ResolverTypeWrapper<WebhookSecretParent>;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryParent>;
  WebhookDeliveryStatus: WebhookDeliveryStatus;
  WebhookEndpointConnection: ResolverTypeWrapper<EndpointList>;
  WebhookEndpointEdge: ResolverTypeWrapper<Omit<WebhookEndpointEdge, 'node'> & { node: ResolversTypes['WebhookEndpoint'] }>;
  WebhookDeliveryConnection: ResolverTypeWrapper<DeliveryList>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookDeliveryWhere: WebhookDeliveryWhere;
  OrderWhere: OrderWhere;
  OrderPlacedAtWhere: OrderPlacedAtWhere;
  CartCreateInput: CartCreateInput;
  CartLineInput: CartLineInput;
  CartCreatePayload: ResolverTypeWrapper<Omit<CartCreatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CartLinesAddInput: CartLinesAddInput;
  CartLinesAddPayload: ResolverTypeWrapper<Omit<CartLinesAddPayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CartLinesUpdateInput: CartLinesUpdateInput;
  CartLineUpdateInput: CartLineUpdateInput;
  CartLinesUpdatePayload: ResolverTypeWrapper<Omit<CartLinesUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CartBuyerUpdateInput: CartBuyerUpdateInput;
  CartBuyerUpdatePayload: ResolverTypeWrapper<Omit<CartBuyerUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CartMergeInput: CartMergeInput;
  CartMergePayload: ResolverTypeWrapper<Omit<CartMergePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CartDeliveryUpdateInput: CartDeliveryUpdateInput;
  CartDeliveryUpdatePayload: ResolverTypeWrapper<Omit<CartDeliveryUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CartDiscountCodesUpdateInput: CartDiscountCodesUpdateInput;
  CartDiscountCodesUpdatePayload: ResolverTypeWrapper<Omit<CartDiscountCodesUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversTypes['Cart']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CheckoutCompleteInput: CheckoutCompleteInput;
  PaymentInput: PaymentInput;
  CheckoutCompletePayload: ResolverTypeWrapper<Omit<CheckoutCompletePayload, 'order' | 'nextAction' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, nextAction?: Maybe<ResolversTypes['PaymentAction']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  Checkout: ResolverTypeWrapper<CheckoutParent>;
  CheckoutStatus: CheckoutStatus;
  CheckoutSubmitInput: CheckoutSubmitInput;
  CheckoutSubmitPayload: ResolverTypeWrapper<Omit<CheckoutSubmitPayload, 'checkout' | 'userErrors'> & { checkout?: Maybe<ResolversTypes['Checkout']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  OrderAccessRequestInput: OrderAccessRequestInput;
  OrderAccessRequestPayload: ResolverTypeWrapper<Omit<OrderAccessRequestPayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  PaymentConfirmInput: PaymentConfirmInput;
  PaymentConfirmPayload: ResolverTypeWrapper<Omit<PaymentConfirmPayload, 'order' | 'nextAction' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, nextAction?: Maybe<ResolversTypes['PaymentAction']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  PaymentCaptureInput: PaymentCaptureInput;
  PaymentCapturePayload: ResolverTypeWrapper<Omit<PaymentCapturePayload, 'order' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  OrderCancelInput: OrderCancelInput;
  OrderCancelPayload: ResolverTypeWrapper<Omit<OrderCancelPayload, 'order' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  OrderFulfillInput: OrderFulfillInput;
  OrderLineQuantityInput: OrderLineQuantityInput;
  TrackingInput: TrackingInput;
  OrderFulfillPayload: ResolverTypeWrapper<Omit<OrderFulfillPayload, 'order' | 'shipment' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, shipment?: Maybe<ResolversTypes['Shipment']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  OrderRefundInput: OrderRefundInput;
  OrderRefundPayload: ResolverTypeWrapper<Omit<OrderRefundPayload, 'order' | 'refund' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, refund?: Maybe<ResolversTypes['Refund']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DeliveryMethodCreateInput: DeliveryMethodCreateInput;
  DeliveryWeightTierInput: DeliveryWeightTierInput;
  DeliveryMethodCreatePayload: ResolverTypeWrapper<Omit<DeliveryMethodCreatePayload, 'deliveryMethod' | 'userErrors'> & { deliveryMethod?: Maybe<ResolversTypes['DeliveryMethod']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DeliveryMethodUpdateInput: DeliveryMethodUpdateInput;
  DeliveryMethodUpdatePayload: ResolverTypeWrapper<Omit<DeliveryMethodUpdatePayload, 'deliveryMethod' | 'userErrors'> & { deliveryMethod?: Maybe<ResolversTypes['DeliveryMethod']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  TaxRateSetInput: TaxRateSetInput;
  TaxRateSetPayload: ResolverTypeWrapper<Omit<TaxRateSetPayload, 'taxRate' | 'userErrors'> & { taxRate?: Maybe<ResolversTypes['TaxRate']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  TaxRateRemoveInput: TaxRateRemoveInput;
  TaxRateRemovePayload: ResolverTypeWrapper<Omit<TaxRateRemovePayload, 'taxRate' | 'userErrors'> & { taxRate?: Maybe<ResolversTypes['TaxRate']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DiscountCreateInput: DiscountCreateInput;
  DiscountCreatePayload: ResolverTypeWrapper<Omit<DiscountCreatePayload, 'discount' | 'userErrors'> & { discount?: Maybe<ResolversTypes['Discount']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DiscountUpdateInput: DiscountUpdateInput;
  DiscountUpdatePayload: ResolverTypeWrapper<Omit<DiscountUpdatePayload, 'discount' | 'userErrors'> & { discount?: Maybe<ResolversTypes['Discount']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WebhookEndpointCreateInput: WebhookEndpointCreateInput;
  WebhookEndpointCreatePayload: ResolverTypeWrapper<Omit<WebhookEndpointCreatePayload, 'endpoint' | 'userErrors'> & { endpoint?: Maybe<ResolversTypes['WebhookEndpoint']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WebhookEndpointUpdateInput: WebhookEndpointUpdateInput;
  WebhookEndpointUpdatePayload: ResolverTypeWrapper<Omit<WebhookEndpointUpdatePayload, 'endpoint' | 'userErrors'> & { endpoint?: Maybe<ResolversTypes['WebhookEndpoint']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WebhookEndpointDeleteInput: WebhookEndpointDeleteInput;
  WebhookEndpointDeletePayload: ResolverTypeWrapper<Omit<WebhookEndpointDeletePayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WebhookEndpointSecretRotateInput: WebhookEndpointSecretRotateInput;
  WebhookEndpointSecretRotatePayload: ResolverTypeWrapper<Omit<WebhookEndpointSecretRotatePayload, 'endpoint' | 'userErrors'> & { endpoint?: Maybe<ResolversTypes['WebhookEndpoint']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WebhookEndpointTestInput: WebhookEndpointTestInput;
  WebhookEndpointTestPayload: ResolverTypeWrapper<Omit<WebhookEndpointTestPayload, 'delivery' | 'userErrors'> & { delivery?: Maybe<ResolversTypes['WebhookDelivery']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WebhookDeliveryRetryInput: WebhookDeliveryRetryInput;
  WebhookDeliveryRetryPayload: ResolverTypeWrapper<Omit<WebhookDeliveryRetryPayload, 'delivery' | 'userErrors'> & { delivery?: Maybe<ResolversTypes['WebhookDelivery']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  OrderNoteAddInput: OrderNoteAddInput;
  OrderNoteAddPayload: ResolverTypeWrapper<Omit<OrderNoteAddPayload, 'order' | 'note' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, note?: Maybe<ResolversTypes['OrderNote']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ReturnRequestInput: ReturnRequestInput;
  ReturnLineInput: ReturnLineInput;
  ReturnRequestPayload: ResolverTypeWrapper<Omit<ReturnRequestPayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ReturnCancelInput: ReturnCancelInput;
  ReturnCancelPayload: ResolverTypeWrapper<Omit<ReturnCancelPayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ReturnApproveInput: ReturnApproveInput;
  ReturnApprovePayload: ResolverTypeWrapper<Omit<ReturnApprovePayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ReturnRejectInput: ReturnRejectInput;
  ReturnRejectPayload: ResolverTypeWrapper<Omit<ReturnRejectPayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ReturnReceiveInput: ReturnReceiveInput;
  ReturnReceivedLineInput: ReturnReceivedLineInput;
  ReturnReceivePayload: ResolverTypeWrapper<Omit<ReturnReceivePayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Money: ResolverTypeWrapper<MoneyParent>;
  MoneyInput: MoneyInput;
  Address: ResolverTypeWrapper<PostalAddress>;
  AddressInput: AddressInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  TaxClass: TaxClass;
  UserError: ResolverTypeWrapper<UserErrorEntry>;
  GeneralUserError: ResolverTypeWrapper<GeneralUserError>;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  PriceChanged: ResolverTypeWrapper<Omit<PriceChanged, 'expected' | 'actual'> & { expected: ResolversTypes['Money'], actual: ResolversTypes['Money'] }>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  User: UserReference;
  ProductVariant: VariantReference;
  Cart: CartParent;
  Boolean: Scalars['Boolean']['output'];
  CartLine: CartLineParent;
  CartProblem: CartProblemParent;
  DeliveryOption: DeliveryOptionParent;
  DeliveryMethod: DeliveryMethodParent;
  DeliveryWeightTier: Omit<DeliveryWeightTier, 'prices'> & { prices: ReadonlyArray<ResolversParentTypes['Money']> };
  AppliedTax: AppliedTaxParent;
  AppliedDiscount: AppliedDiscountParent;
  Discount: DiscountParent;
  DiscountConnection: DiscountList;
  DiscountEdge: Omit<DiscountEdge, 'node'> & { node: ResolversParentTypes['Discount'] };
  TaxRate: TaxRateParent;
  TaxRateConnection: TaxRateList;
  TaxRateEdge: Omit<TaxRateEdge, 'node'> & { node: ResolversParentTypes['TaxRate'] };
  Order: OrderParent;
  OrderDelivery: OrderDeliveryParent;
  OrderLine: OrderLineParent;
  Payment: PaymentParent;
  PaymentAction: ResolversUnionTypes<ResolversParentTypes>['PaymentAction'];
  RedirectAction: RedirectAction;
  StripeSdkAction: StripeSdkAction;
  Refund: RefundParent;
  Shipment: ShipmentParent;
  ShipmentLine: ShipmentLineParent;
  Tracking: Tracking;
  Return: ReturnParent;
  ReturnLine: ReturnLineParent;
  OrderNote: OrderNoteParent;
  OrderEvent: OrderEventParent;
  OrderConnection: OrderList;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderEventConnection: OrderEventList;
  OrderEventEdge: Omit<OrderEventEdge, 'node'> & { node: ResolversParentTypes['OrderEvent'] };
  WebhookEndpoint: WebhookEndpointParent;
  WebhookSecret: WebhookSecretParent;
  WebhookDelivery: WebhookDeliveryParent;
  WebhookEndpointConnection: EndpointList;
  WebhookEndpointEdge: Omit<WebhookEndpointEdge, 'node'> & { node: ResolversParentTypes['WebhookEndpoint'] };
  WebhookDeliveryConnection: DeliveryList;
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookDeliveryWhere: WebhookDeliveryWhere;
  OrderWhere: OrderWhere;
  OrderPlacedAtWhere: OrderPlacedAtWhere;
  CartCreateInput: CartCreateInput;
  CartLineInput: CartLineInput;
  CartCreatePayload: Omit<CartCreatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CartLinesAddInput: CartLinesAddInput;
  CartLinesAddPayload: Omit<CartLinesAddPayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CartLinesUpdateInput: CartLinesUpdateInput;
  CartLineUpdateInput: CartLineUpdateInput;
  CartLinesUpdatePayload: Omit<CartLinesUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CartBuyerUpdateInput: CartBuyerUpdateInput;
  CartBuyerUpdatePayload: Omit<CartBuyerUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CartMergeInput: CartMergeInput;
  CartMergePayload: Omit<CartMergePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CartDeliveryUpdateInput: CartDeliveryUpdateInput;
  CartDeliveryUpdatePayload: Omit<CartDeliveryUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CartDiscountCodesUpdateInput: CartDiscountCodesUpdateInput;
  CartDiscountCodesUpdatePayload: Omit<CartDiscountCodesUpdatePayload, 'cart' | 'userErrors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CheckoutCompleteInput: CheckoutCompleteInput;
  PaymentInput: PaymentInput;
  CheckoutCompletePayload: Omit<CheckoutCompletePayload, 'order' | 'nextAction' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, nextAction?: Maybe<ResolversParentTypes['PaymentAction']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  Checkout: CheckoutParent;
  CheckoutSubmitInput: CheckoutSubmitInput;
  CheckoutSubmitPayload: Omit<CheckoutSubmitPayload, 'checkout' | 'userErrors'> & { checkout?: Maybe<ResolversParentTypes['Checkout']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  OrderAccessRequestInput: OrderAccessRequestInput;
  OrderAccessRequestPayload: Omit<OrderAccessRequestPayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  PaymentConfirmInput: PaymentConfirmInput;
  PaymentConfirmPayload: Omit<PaymentConfirmPayload, 'order' | 'nextAction' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, nextAction?: Maybe<ResolversParentTypes['PaymentAction']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  PaymentCaptureInput: PaymentCaptureInput;
  PaymentCapturePayload: Omit<PaymentCapturePayload, 'order' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  OrderCancelInput: OrderCancelInput;
  OrderCancelPayload: Omit<OrderCancelPayload, 'order' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  OrderFulfillInput: OrderFulfillInput;
  OrderLineQuantityInput: OrderLineQuantityInput;
  TrackingInput: TrackingInput;
  OrderFulfillPayload: Omit<OrderFulfillPayload, 'order' | 'shipment' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, shipment?: Maybe<ResolversParentTypes['Shipment']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  OrderRefundInput: OrderRefundInput;
  OrderRefundPayload: Omit<OrderRefundPayload, 'order' | 'refund' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, refund?: Maybe<ResolversParentTypes['Refund']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DeliveryMethodCreateInput: DeliveryMethodCreateInput;
  DeliveryWeightTierInput: DeliveryWeightTierInput;
  DeliveryMethodCreatePayload: Omit<DeliveryMethodCreatePayload, 'deliveryMethod' | 'userErrors'> & { deliveryMethod?: Maybe<ResolversParentTypes['DeliveryMethod']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DeliveryMethodUpdateInput: DeliveryMethodUpdateInput;
  DeliveryMethodUpdatePayload: Omit<DeliveryMethodUpdatePayload, 'deliveryMethod' | 'userErrors'> & { deliveryMethod?: Maybe<ResolversParentTypes['DeliveryMethod']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  TaxRateSetInput: TaxRateSetInput;
  TaxRateSetPayload: Omit<TaxRateSetPayload, 'taxRate' | 'userErrors'> & { taxRate?: Maybe<ResolversParentTypes['TaxRate']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  TaxRateRemoveInput: TaxRateRemoveInput;
  TaxRateRemovePayload: Omit<TaxRateRemovePayload, 'taxRate' | 'userErrors'> & { taxRate?: Maybe<ResolversParentTypes['TaxRate']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DiscountCreateInput: DiscountCreateInput;
  DiscountCreatePayload: Omit<DiscountCreatePayload, 'discount' | 'userErrors'> & { discount?: Maybe<ResolversParentTypes['Discount']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DiscountUpdateInput: DiscountUpdateInput;
  DiscountUpdatePayload: Omit<DiscountUpdatePayload, 'discount' | 'userErrors'> & { discount?: Maybe<ResolversParentTypes['Discount']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WebhookEndpointCreateInput: WebhookEndpointCreateInput;
  WebhookEndpointCreatePayload: Omit<WebhookEndpointCreatePayload, 'endpoint' | 'userErrors'> & { endpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WebhookEndpointUpdateInput: WebhookEndpointUpdateInput;
  WebhookEndpointUpdatePayload: Omit<WebhookEndpointUpdatePayload, 'endpoint' | 'userErrors'> & { endpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WebhookEndpointDeleteInput: WebhookEndpointDeleteInput;
  WebhookEndpointDeletePayload: Omit<WebhookEndpointDeletePayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WebhookEndpointSecretRotateInput: WebhookEndpointSecretRotateInput;
  WebhookEndpointSecretRotatePayload: Omit<WebhookEndpointSecretRotatePayload, 'endpoint' | 'userErrors'> & { endpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WebhookEndpointTestInput: WebhookEndpointTestInput;
  WebhookEndpointTestPayload: Omit<WebhookEndpointTestPayload, 'delivery' | 'userErrors'> & { delivery?: Maybe<ResolversParentTypes['WebhookDelivery']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WebhookDeliveryRetryInput: WebhookDeliveryRetryInput;
  WebhookDeliveryRetryPayload: Omit<WebhookDeliveryRetryPayload, 'delivery' | 'userErrors'> & { delivery?: Maybe<ResolversParentTypes['WebhookDelivery']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  OrderNoteAddInput: OrderNoteAddInput;
  OrderNoteAddPayload: Omit<OrderNoteAddPayload, 'order' | 'note' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, note?: Maybe<ResolversParentTypes['OrderNote']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ReturnRequestInput: ReturnRequestInput;
  ReturnLineInput: ReturnLineInput;
  ReturnRequestPayload: Omit<ReturnRequestPayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ReturnCancelInput: ReturnCancelInput;
  ReturnCancelPayload: Omit<ReturnCancelPayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ReturnApproveInput: ReturnApproveInput;
  ReturnApprovePayload: Omit<ReturnApprovePayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ReturnRejectInput: ReturnRejectInput;
  ReturnRejectPayload: Omit<ReturnRejectPayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ReturnReceiveInput: ReturnReceiveInput;
  ReturnReceivedLineInput: ReturnReceivedLineInput;
  ReturnReceivePayload: Omit<ReturnReceivePayload, 'order' | 'return' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DateTime: Scalars['DateTime']['output'];
  URL: Scalars['URL']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  SafeInt: Scalars['SafeInt']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  Money: MoneyParent;
  MoneyInput: MoneyInput;
  Address: PostalAddress;
  AddressInput: AddressInput;
  PageInfo: PageInfo;
  UserError: UserErrorEntry;
  GeneralUserError: GeneralUserError;
  InsufficientStock: InsufficientStock;
  PriceChanged: Omit<PriceChanged, 'expected' | 'actual'> & { expected: ResolversParentTypes['Money'], actual: ResolversParentTypes['Money'] };
  VersionConflict: VersionConflict;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<QueryCheckoutArgs, 'id'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  deliveryMethods?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DeliveryMethod']>>, ParentType, ContextType>;
  taxRates?: Resolver<Maybe<ResolversTypes['TaxRateConnection']>, ParentType, ContextType, RequireFields<QueryTaxRatesArgs, 'first'>>;
  discounts?: Resolver<Maybe<ResolversTypes['DiscountConnection']>, ParentType, ContextType, RequireFields<QueryDiscountsArgs, 'first'>>;
  webhookEndpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType, RequireFields<QueryWebhookEndpointArgs, 'id'>>;
  webhookEndpoints?: Resolver<Maybe<ResolversTypes['WebhookEndpointConnection']>, ParentType, ContextType, RequireFields<QueryWebhookEndpointsArgs, 'first'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cartCreate?: Resolver<Maybe<ResolversTypes['CartCreatePayload']>, ParentType, ContextType, RequireFields<MutationCartCreateArgs, 'input'>>;
  cartLinesAdd?: Resolver<Maybe<ResolversTypes['CartLinesAddPayload']>, ParentType, ContextType, RequireFields<MutationCartLinesAddArgs, 'input'>>;
  cartLinesUpdate?: Resolver<Maybe<ResolversTypes['CartLinesUpdatePayload']>, ParentType, ContextType, RequireFields<MutationCartLinesUpdateArgs, 'input'>>;
  cartBuyerUpdate?: Resolver<Maybe<ResolversTypes['CartBuyerUpdatePayload']>, ParentType, ContextType, RequireFields<MutationCartBuyerUpdateArgs, 'input'>>;
  cartMerge?: Resolver<Maybe<ResolversTypes['CartMergePayload']>, ParentType, ContextType, RequireFields<MutationCartMergeArgs, 'input'>>;
  cartDeliveryUpdate?: Resolver<Maybe<ResolversTypes['CartDeliveryUpdatePayload']>, ParentType, ContextType, RequireFields<MutationCartDeliveryUpdateArgs, 'input'>>;
  cartDiscountCodesUpdate?: Resolver<Maybe<ResolversTypes['CartDiscountCodesUpdatePayload']>, ParentType, ContextType, RequireFields<MutationCartDiscountCodesUpdateArgs, 'input'>>;
  checkoutComplete?: Resolver<Maybe<ResolversTypes['CheckoutCompletePayload']>, ParentType, ContextType, RequireFields<MutationCheckoutCompleteArgs, 'input'>>;
  checkoutSubmit?: Resolver<Maybe<ResolversTypes['CheckoutSubmitPayload']>, ParentType, ContextType, RequireFields<MutationCheckoutSubmitArgs, 'input'>>;
  orderAccessRequest?: Resolver<Maybe<ResolversTypes['OrderAccessRequestPayload']>, ParentType, ContextType, RequireFields<MutationOrderAccessRequestArgs, 'input'>>;
  paymentConfirm?: Resolver<Maybe<ResolversTypes['PaymentConfirmPayload']>, ParentType, ContextType, RequireFields<MutationPaymentConfirmArgs, 'input'>>;
  orderCancel?: Resolver<Maybe<ResolversTypes['OrderCancelPayload']>, ParentType, ContextType, RequireFields<MutationOrderCancelArgs, 'input'>>;
  orderFulfill?: Resolver<Maybe<ResolversTypes['OrderFulfillPayload']>, ParentType, ContextType, RequireFields<MutationOrderFulfillArgs, 'input'>>;
  paymentCapture?: Resolver<Maybe<ResolversTypes['PaymentCapturePayload']>, ParentType, ContextType, RequireFields<MutationPaymentCaptureArgs, 'input'>>;
  orderNoteAdd?: Resolver<Maybe<ResolversTypes['OrderNoteAddPayload']>, ParentType, ContextType, RequireFields<MutationOrderNoteAddArgs, 'input'>>;
  returnRequest?: Resolver<Maybe<ResolversTypes['ReturnRequestPayload']>, ParentType, ContextType, RequireFields<MutationReturnRequestArgs, 'input'>>;
  returnCancel?: Resolver<Maybe<ResolversTypes['ReturnCancelPayload']>, ParentType, ContextType, RequireFields<MutationReturnCancelArgs, 'input'>>;
  returnApprove?: Resolver<Maybe<ResolversTypes['ReturnApprovePayload']>, ParentType, ContextType, RequireFields<MutationReturnApproveArgs, 'input'>>;
  returnReject?: Resolver<Maybe<ResolversTypes['ReturnRejectPayload']>, ParentType, ContextType, RequireFields<MutationReturnRejectArgs, 'input'>>;
  returnReceive?: Resolver<Maybe<ResolversTypes['ReturnReceivePayload']>, ParentType, ContextType, RequireFields<MutationReturnReceiveArgs, 'input'>>;
  orderRefund?: Resolver<Maybe<ResolversTypes['OrderRefundPayload']>, ParentType, ContextType, RequireFields<MutationOrderRefundArgs, 'input'>>;
  webhookEndpointCreate?: Resolver<Maybe<ResolversTypes['WebhookEndpointCreatePayload']>, ParentType, ContextType, RequireFields<MutationWebhookEndpointCreateArgs, 'input'>>;
  webhookEndpointUpdate?: Resolver<Maybe<ResolversTypes['WebhookEndpointUpdatePayload']>, ParentType, ContextType, RequireFields<MutationWebhookEndpointUpdateArgs, 'input'>>;
  webhookEndpointDelete?: Resolver<Maybe<ResolversTypes['WebhookEndpointDeletePayload']>, ParentType, ContextType, RequireFields<MutationWebhookEndpointDeleteArgs, 'input'>>;
  webhookEndpointSecretRotate?: Resolver<Maybe<ResolversTypes['WebhookEndpointSecretRotatePayload']>, ParentType, ContextType, RequireFields<MutationWebhookEndpointSecretRotateArgs, 'input'>>;
  webhookEndpointTest?: Resolver<Maybe<ResolversTypes['WebhookEndpointTestPayload']>, ParentType, ContextType, RequireFields<MutationWebhookEndpointTestArgs, 'input'>>;
  webhookDeliveryRetry?: Resolver<Maybe<ResolversTypes['WebhookDeliveryRetryPayload']>, ParentType, ContextType, RequireFields<MutationWebhookDeliveryRetryArgs, 'input'>>;
  deliveryMethodCreate?: Resolver<Maybe<ResolversTypes['DeliveryMethodCreatePayload']>, ParentType, ContextType, RequireFields<MutationDeliveryMethodCreateArgs, 'input'>>;
  deliveryMethodUpdate?: Resolver<Maybe<ResolversTypes['DeliveryMethodUpdatePayload']>, ParentType, ContextType, RequireFields<MutationDeliveryMethodUpdateArgs, 'input'>>;
  taxRateSet?: Resolver<Maybe<ResolversTypes['TaxRateSetPayload']>, ParentType, ContextType, RequireFields<MutationTaxRateSetArgs, 'input'>>;
  taxRateRemove?: Resolver<Maybe<ResolversTypes['TaxRateRemovePayload']>, ParentType, ContextType, RequireFields<MutationTaxRateRemoveArgs, 'input'>>;
  discountCreate?: Resolver<Maybe<ResolversTypes['DiscountCreatePayload']>, ParentType, ContextType, RequireFields<MutationDiscountCreateArgs, 'input'>>;
  discountUpdate?: Resolver<Maybe<ResolversTypes['DiscountUpdatePayload']>, ParentType, ContextType, RequireFields<MutationDiscountUpdateArgs, 'input'>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'id'>>;
  checkoutUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Checkout']>, "checkoutUpdated", ParentType, ContextType, RequireFields<SubscriptionCheckoutUpdatedArgs, 'id'>>;
  orderPlaced?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderPlaced", ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<UserOrdersArgs, 'first'>>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['CartLine']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discountCodes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  discounts?: Resolver<ReadonlyArray<ResolversTypes['AppliedDiscount']>, ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deliveryOptions?: Resolver<ReadonlyArray<ResolversTypes['DeliveryOption']>, ParentType, ContextType>;
  deliveryOption?: Resolver<Maybe<ResolversTypes['DeliveryOption']>, ParentType, ContextType>;
  deliveryTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  pricesIncludeTax?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  taxes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AppliedTax']>>, ParentType, ContextType>;
  taxTotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['CartProblem']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  billingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type CartProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartProblem'] = ResolversParentTypes['CartProblem']> = {
  code?: Resolver<ResolversTypes['CartProblemCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lineId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  discountCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeliveryOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryOption'] = ResolversParentTypes['DeliveryOption']> = {
  method?: Resolver<ResolversTypes['DeliveryMethod'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type DeliveryMethodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryMethod'] = ResolversParentTypes['DeliveryMethod']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  weightTiers?: Resolver<ReadonlyArray<ResolversTypes['DeliveryWeightTier']>, ParentType, ContextType>;
  freeFrom?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  taxClass?: Resolver<ResolversTypes['TaxClass'], ParentType, ContextType>;
  estimatedDaysMin?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  estimatedDaysMax?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DeliveryWeightTierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryWeightTier'] = ResolversParentTypes['DeliveryWeightTier']> = {
  upToGrams?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  prices?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type AppliedTaxResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppliedTax'] = ResolversParentTypes['AppliedTax']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  basisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type AppliedDiscountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppliedDiscount'] = ResolversParentTypes['AppliedDiscount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DiscountKind'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type DiscountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Discount'] = ResolversParentTypes['Discount']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DiscountKind'], ParentType, ContextType>;
  basisPoints?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  amounts?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  buyQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  getQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  productIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  variantIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  minimumSubtotal?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  maxUses?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxUsesPerCustomer?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  combinable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DiscountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscountConnection'] = ResolversParentTypes['DiscountConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DiscountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Discount']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DiscountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscountEdge'] = ResolversParentTypes['DiscountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Discount'], ParentType, ContextType>;
};

export type TaxRateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRate'] = ResolversParentTypes['TaxRate']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxClass?: Resolver<ResolversTypes['TaxClass'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  basisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TaxRateConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRateConnection'] = ResolversParentTypes['TaxRateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TaxRateEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TaxRateEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRateEdge'] = ResolversParentTypes['TaxRateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TaxRate'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  fulfillmentStatus?: Resolver<ResolversTypes['FulfillmentStatus'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<ReadonlyArray<ResolversTypes['AppliedDiscount']>, ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  delivery?: Resolver<Maybe<ResolversTypes['OrderDelivery']>, ParentType, ContextType>;
  deliveryTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  pricesIncludeTax?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  taxes?: Resolver<ReadonlyArray<ResolversTypes['AppliedTax']>, ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalCaptured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalRefunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  billingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  canceledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['PaymentAction']>, ParentType, ContextType>;
  payments?: Resolver<ReadonlyArray<ResolversTypes['Payment']>, ParentType, ContextType>;
  refunds?: Resolver<ReadonlyArray<ResolversTypes['Refund']>, ParentType, ContextType>;
  shipments?: Resolver<ReadonlyArray<ResolversTypes['Shipment']>, ParentType, ContextType>;
  returns?: Resolver<ReadonlyArray<ResolversTypes['Return']>, ParentType, ContextType>;
  nextActions?: Resolver<ReadonlyArray<ResolversTypes['OrderAction']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OrderNote']>>, ParentType, ContextType>;
  events?: Resolver<Maybe<ResolversTypes['OrderEventConnection']>, ParentType, ContextType, RequireFields<OrderEventsArgs, 'first'>>;
};

export type OrderDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderDelivery'] = ResolversParentTypes['OrderDelivery']> = {
  methodId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  estimatedDaysMin?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  estimatedDaysMax?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  productName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variantName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantityFulfilled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantityRefunded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantityCanceled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantityReturned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantityReturnable?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentAttemptStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  authorized?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  declineCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentAction'] = ResolversParentTypes['PaymentAction']> = {
  __resolveType: TypeResolveFn<'RedirectAction' | 'StripeSdkAction', ParentType, ContextType>;
};

export type RedirectActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RedirectAction'] = ResolversParentTypes['RedirectAction']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StripeSdkActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StripeSdkAction'] = ResolversParentTypes['StripeSdkAction']> = {
  clientSecret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishableKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deliveryTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ShipmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shipment'] = ResolversParentTypes['Shipment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ShipmentLine']>, ParentType, ContextType>;
  tracking?: Resolver<Maybe<ResolversTypes['Tracking']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ShipmentLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShipmentLine'] = ResolversParentTypes['ShipmentLine']> = {
  orderLine?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TrackingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tracking'] = ResolversParentTypes['Tracking']> = {
  carrier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type ReturnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReturnStatus'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  rejectReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  approvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  orderLine?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['ReturnReason'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantitySellable?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantityDamaged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderNote'] = ResolversParentTypes['OrderNote']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['OrderEventType'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['OrderActor'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEventConnection'] = ResolversParentTypes['OrderEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEventEdge'] = ResolversParentTypes['OrderEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderEvent'], ParentType, ContextType>;
};

export type WebhookEndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpoint'] = ResolversParentTypes['WebhookEndpoint']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['WebhookDisabledReason']>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  secrets?: Resolver<ReadonlyArray<ResolversTypes['WebhookSecret']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveries?: Resolver<Maybe<ResolversTypes['WebhookDeliveryConnection']>, ParentType, ContextType, RequireFields<WebhookEndpointDeliveriesArgs, 'first'>>;
};

export type WebhookSecretResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookSecret'] = ResolversParentTypes['WebhookSecret']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookDeliveryStatus'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastStatusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WebhookEndpointConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointConnection'] = ResolversParentTypes['WebhookEndpointConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookEndpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookEndpointEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointEdge'] = ResolversParentTypes['WebhookEndpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type CartCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartCreatePayload'] = ResolversParentTypes['CartCreatePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartLinesAddPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLinesAddPayload'] = ResolversParentTypes['CartLinesAddPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartLinesUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLinesUpdatePayload'] = ResolversParentTypes['CartLinesUpdatePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartBuyerUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartBuyerUpdatePayload'] = ResolversParentTypes['CartBuyerUpdatePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartMergePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartMergePayload'] = ResolversParentTypes['CartMergePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartDeliveryUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartDeliveryUpdatePayload'] = ResolversParentTypes['CartDeliveryUpdatePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartDiscountCodesUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartDiscountCodesUpdatePayload'] = ResolversParentTypes['CartDiscountCodesUpdatePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CheckoutCompletePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutCompletePayload'] = ResolversParentTypes['CheckoutCompletePayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  orderAccessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['PaymentAction']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CheckoutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  orderAccessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['PaymentAction']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CheckoutSubmitPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutSubmitPayload'] = ResolversParentTypes['CheckoutSubmitPayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderAccessRequestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderAccessRequestPayload'] = ResolversParentTypes['OrderAccessRequestPayload']> = {
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PaymentConfirmPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConfirmPayload'] = ResolversParentTypes['PaymentConfirmPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['PaymentAction']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PaymentCapturePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentCapturePayload'] = ResolversParentTypes['PaymentCapturePayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderCancelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderCancelPayload'] = ResolversParentTypes['OrderCancelPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderFulfillPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderFulfillPayload'] = ResolversParentTypes['OrderFulfillPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderRefundPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderRefundPayload'] = ResolversParentTypes['OrderRefundPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeliveryMethodCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryMethodCreatePayload'] = ResolversParentTypes['DeliveryMethodCreatePayload']> = {
  deliveryMethod?: Resolver<Maybe<ResolversTypes['DeliveryMethod']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeliveryMethodUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryMethodUpdatePayload'] = ResolversParentTypes['DeliveryMethodUpdatePayload']> = {
  deliveryMethod?: Resolver<Maybe<ResolversTypes['DeliveryMethod']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TaxRateSetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRateSetPayload'] = ResolversParentTypes['TaxRateSetPayload']> = {
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TaxRateRemovePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRateRemovePayload'] = ResolversParentTypes['TaxRateRemovePayload']> = {
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DiscountCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscountCreatePayload'] = ResolversParentTypes['DiscountCreatePayload']> = {
  discount?: Resolver<Maybe<ResolversTypes['Discount']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DiscountUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscountUpdatePayload'] = ResolversParentTypes['DiscountUpdatePayload']> = {
  discount?: Resolver<Maybe<ResolversTypes['Discount']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookEndpointCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointCreatePayload'] = ResolversParentTypes['WebhookEndpointCreatePayload']> = {
  endpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookEndpointUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointUpdatePayload'] = ResolversParentTypes['WebhookEndpointUpdatePayload']> = {
  endpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookEndpointDeletePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointDeletePayload'] = ResolversParentTypes['WebhookEndpointDeletePayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookEndpointSecretRotatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointSecretRotatePayload'] = ResolversParentTypes['WebhookEndpointSecretRotatePayload']> = {
  endpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookEndpointTestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointTestPayload'] = ResolversParentTypes['WebhookEndpointTestPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookDeliveryRetryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryRetryPayload'] = ResolversParentTypes['WebhookDeliveryRetryPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderNoteAddPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderNoteAddPayload'] = ResolversParentTypes['OrderNoteAddPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['OrderNote']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnRequestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnRequestPayload'] = ResolversParentTypes['ReturnRequestPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnCancelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnCancelPayload'] = ResolversParentTypes['ReturnCancelPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnApprovePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnApprovePayload'] = ResolversParentTypes['ReturnApprovePayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnRejectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnRejectPayload'] = ResolversParentTypes['ReturnRejectPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnReceivePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnReceivePayload'] = ResolversParentTypes['ReturnReceivePayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  minor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'GeneralUserError' | 'InsufficientStock' | 'PriceChanged' | 'VersionConflict', ParentType, ContextType>;
};

export type GeneralUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GeneralUserError'] = ResolversParentTypes['GeneralUserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientStockResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientStock'] = ResolversParentTypes['InsufficientStock']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceChanged'] = ResolversParentTypes['PriceChanged']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  actual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionConflict'] = ResolversParentTypes['VersionConflict']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  currentVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartProblem?: CartProblemResolvers<ContextType>;
  DeliveryOption?: DeliveryOptionResolvers<ContextType>;
  DeliveryMethod?: DeliveryMethodResolvers<ContextType>;
  DeliveryWeightTier?: DeliveryWeightTierResolvers<ContextType>;
  AppliedTax?: AppliedTaxResolvers<ContextType>;
  AppliedDiscount?: AppliedDiscountResolvers<ContextType>;
  Discount?: DiscountResolvers<ContextType>;
  DiscountConnection?: DiscountConnectionResolvers<ContextType>;
  DiscountEdge?: DiscountEdgeResolvers<ContextType>;
  TaxRate?: TaxRateResolvers<ContextType>;
  TaxRateConnection?: TaxRateConnectionResolvers<ContextType>;
  TaxRateEdge?: TaxRateEdgeResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderDelivery?: OrderDeliveryResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentAction?: PaymentActionResolvers<ContextType>;
  RedirectAction?: RedirectActionResolvers<ContextType>;
  StripeSdkAction?: StripeSdkActionResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  Shipment?: ShipmentResolvers<ContextType>;
  ShipmentLine?: ShipmentLineResolvers<ContextType>;
  Tracking?: TrackingResolvers<ContextType>;
  Return?: ReturnResolvers<ContextType>;
  ReturnLine?: ReturnLineResolvers<ContextType>;
  OrderNote?: OrderNoteResolvers<ContextType>;
  OrderEvent?: OrderEventResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderEventConnection?: OrderEventConnectionResolvers<ContextType>;
  OrderEventEdge?: OrderEventEdgeResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  WebhookSecret?: WebhookSecretResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookEndpointConnection?: WebhookEndpointConnectionResolvers<ContextType>;
  WebhookEndpointEdge?: WebhookEndpointEdgeResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  CartCreatePayload?: CartCreatePayloadResolvers<ContextType>;
  CartLinesAddPayload?: CartLinesAddPayloadResolvers<ContextType>;
  CartLinesUpdatePayload?: CartLinesUpdatePayloadResolvers<ContextType>;
  CartBuyerUpdatePayload?: CartBuyerUpdatePayloadResolvers<ContextType>;
  CartMergePayload?: CartMergePayloadResolvers<ContextType>;
  CartDeliveryUpdatePayload?: CartDeliveryUpdatePayloadResolvers<ContextType>;
  CartDiscountCodesUpdatePayload?: CartDiscountCodesUpdatePayloadResolvers<ContextType>;
  CheckoutCompletePayload?: CheckoutCompletePayloadResolvers<ContextType>;
  Checkout?: CheckoutResolvers<ContextType>;
  CheckoutSubmitPayload?: CheckoutSubmitPayloadResolvers<ContextType>;
  OrderAccessRequestPayload?: OrderAccessRequestPayloadResolvers<ContextType>;
  PaymentConfirmPayload?: PaymentConfirmPayloadResolvers<ContextType>;
  PaymentCapturePayload?: PaymentCapturePayloadResolvers<ContextType>;
  OrderCancelPayload?: OrderCancelPayloadResolvers<ContextType>;
  OrderFulfillPayload?: OrderFulfillPayloadResolvers<ContextType>;
  OrderRefundPayload?: OrderRefundPayloadResolvers<ContextType>;
  DeliveryMethodCreatePayload?: DeliveryMethodCreatePayloadResolvers<ContextType>;
  DeliveryMethodUpdatePayload?: DeliveryMethodUpdatePayloadResolvers<ContextType>;
  TaxRateSetPayload?: TaxRateSetPayloadResolvers<ContextType>;
  TaxRateRemovePayload?: TaxRateRemovePayloadResolvers<ContextType>;
  DiscountCreatePayload?: DiscountCreatePayloadResolvers<ContextType>;
  DiscountUpdatePayload?: DiscountUpdatePayloadResolvers<ContextType>;
  WebhookEndpointCreatePayload?: WebhookEndpointCreatePayloadResolvers<ContextType>;
  WebhookEndpointUpdatePayload?: WebhookEndpointUpdatePayloadResolvers<ContextType>;
  WebhookEndpointDeletePayload?: WebhookEndpointDeletePayloadResolvers<ContextType>;
  WebhookEndpointSecretRotatePayload?: WebhookEndpointSecretRotatePayloadResolvers<ContextType>;
  WebhookEndpointTestPayload?: WebhookEndpointTestPayloadResolvers<ContextType>;
  WebhookDeliveryRetryPayload?: WebhookDeliveryRetryPayloadResolvers<ContextType>;
  OrderNoteAddPayload?: OrderNoteAddPayloadResolvers<ContextType>;
  ReturnRequestPayload?: ReturnRequestPayloadResolvers<ContextType>;
  ReturnCancelPayload?: ReturnCancelPayloadResolvers<ContextType>;
  ReturnApprovePayload?: ReturnApprovePayloadResolvers<ContextType>;
  ReturnRejectPayload?: ReturnRejectPayloadResolvers<ContextType>;
  ReturnReceivePayload?: ReturnReceivePayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  SafeInt?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  CountryCode?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  GeneralUserError?: GeneralUserErrorResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  PriceChanged?: PriceChangedResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
};
