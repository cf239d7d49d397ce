// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.
import type { Operation } from '../operation.ts'
import type { AccountQuery, AccountQueryVariables, AccountDeleteMutation, AccountDeleteMutationVariables, CartAddMutation, CartAddMutationVariables, CartByIdQuery, CartByIdQueryVariables, CartChangeMutation, CartChangeMutationVariables, CartCodesMutation, CartCodesMutationVariables, CartDeliveryMutation, CartDeliveryMutationVariables, CartMergeMutation, CartMergeMutationVariables, CartMoneyQuery, CartMoneyQueryVariables, CartOpenMutation, CartOpenMutationVariables, CategoriesQuery, CategoriesQueryVariables, CheckoutMutation, CheckoutMutationVariables, CheckoutBuyerMutation, CheckoutBuyerMutationVariables, CheckoutConfirmMutation, CheckoutConfirmMutationVariables, CheckoutFollowSubscription, CheckoutFollowSubscriptionVariables, CheckoutPollQuery, CheckoutPollQueryVariables, CheckoutSubmitMutation, CheckoutSubmitMutationVariables, LoginMutation, LoginMutationVariables, LogoutMutation, LogoutMutationVariables, LogoutEverywhereMutation, LogoutEverywhereMutationVariables, MyCartQuery, MyCartQueryVariables, OrderCallOffMutation, OrderCallOffMutationVariables, OrderDetailsQuery, OrderDetailsQueryVariables, OrderFollowSubscription, OrderFollowSubscriptionVariables, OrderHistoryQuery, OrderHistoryQueryVariables, OrderLinkRequestMutation, OrderLinkRequestMutationVariables, OrderMoneyQuery, OrderMoneyQueryVariables, PasswordChangeMutation, PasswordChangeMutationVariables, ProductBySlugQuery, ProductBySlugQueryVariables, ProductsPageQuery, ProductsPageQueryVariables, ProfileUpdateMutation, ProfileUpdateMutationVariables, RefreshMutation, RefreshMutationVariables, RegisterMutation, RegisterMutationVariables, ReturnAskMutation, ReturnAskMutationVariables, ReturnCallOffMutation, ReturnCallOffMutationVariables, ReturnsOfOrderQuery, ReturnsOfOrderQueryVariables, SessionEndMutation, SessionEndMutationVariables, StaffDeliveryQuery, StaffDeliveryQueryVariables, StaffDeliveryCreateMutation, StaffDeliveryCreateMutationVariables, StaffDeliveryUpdateMutation, StaffDeliveryUpdateMutationVariables, StaffDiscountCreateMutation, StaffDiscountCreateMutationVariables, StaffDiscountUpdateMutation, StaffDiscountUpdateMutationVariables, StaffDiscountsQuery, StaffDiscountsQueryVariables, StaffOrderQuery, StaffOrderQueryVariables, StaffOrderCancelMutation, StaffOrderCancelMutationVariables, StaffOrderFulfillMutation, StaffOrderFulfillMutationVariables, StaffOrderNoteAddMutation, StaffOrderNoteAddMutationVariables, StaffOrderRefundMutation, StaffOrderRefundMutationVariables, StaffOrdersQuery, StaffOrdersQueryVariables, StaffOrdersPlacedSubscription, StaffOrdersPlacedSubscriptionVariables, StaffPaymentCaptureMutation, StaffPaymentCaptureMutationVariables, StaffProductCreateMutation, StaffProductCreateMutationVariables, StaffProductPublishMutation, StaffProductPublishMutationVariables, StaffProductUpdateMutation, StaffProductUpdateMutationVariables, StaffReturnApproveMutation, StaffReturnApproveMutationVariables, StaffReturnReceiveMutation, StaffReturnReceiveMutationVariables, StaffReturnRejectMutation, StaffReturnRejectMutationVariables, StaffStockQuery, StaffStockQueryVariables, StaffStockAdjustMutation, StaffStockAdjustMutationVariables, StaffTaxRateRemoveMutation, StaffTaxRateRemoveMutationVariables, StaffTaxRateSetMutation, StaffTaxRateSetMutationVariables, StaffTaxRatesQuery, StaffTaxRatesQueryVariables, StaffUsersQuery, StaffUsersQueryVariables, WebhookDeliveryRetryMutation, WebhookDeliveryRetryMutationVariables, WebhookEndpointCreateMutation, WebhookEndpointCreateMutationVariables, WebhookEndpointDeleteMutation, WebhookEndpointDeleteMutationVariables, WebhookEndpointSecretRotateMutation, WebhookEndpointSecretRotateMutationVariables, WebhookEndpointTestMutation, WebhookEndpointTestMutationVariables, WebhookEndpointUpdateMutation, WebhookEndpointUpdateMutationVariables, WebhookLogQuery, WebhookLogQueryVariables, WebhooksQuery, WebhooksQueryVariables } from './types.ts'

export const Account: Operation<AccountQuery, AccountQueryVariables> = {
  name: 'Account',
  kind: 'query',
  id: '4480487557b6909c71307c8c49720e8e7fa88c4fd39c9f81450f86f351dfb47d',
  text: "query Account {\n  me {\n    id\n    email\n    name\n    roles\n    createdAt\n    sessions(first: 20) {\n      nodes {\n        id\n        current\n        device\n        lastUsedAt\n        expiresAt\n        __typename\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}",
}

export const AccountDelete: Operation<AccountDeleteMutation, AccountDeleteMutationVariables> = {
  name: 'AccountDelete',
  kind: 'mutation',
  id: '8e1a957f83585bc55253a244863a80ca01fe7b0834b261ac81078a50ca876abb',
  text: "mutation AccountDelete($input: UserDeleteInput!) {\n  userDelete(input: $input) {\n    userId\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const CartAdd: Operation<CartAddMutation, CartAddMutationVariables> = {
  name: 'CartAdd',
  kind: 'mutation',
  id: '529f2eaca1707d14cc6467582da5970f0e7d8e3bcaac2f8c9ea8021cf63daa4a',
  text: "mutation CartAdd($input: CartLinesAddInput!) {\n  cartLinesAdd(input: $input) {\n    cart {\n      ...CartView\n      __typename\n    }\n    userErrors {\n      ...CartError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n}\n\nfragment CartView on Cart {\n  id\n  currency\n  lines {\n    id\n    quantity\n    unitPrice {\n      minor\n      amount\n      __typename\n    }\n    total {\n      minor\n      amount\n      __typename\n    }\n    variant {\n      id\n      name\n      availability\n      product {\n        id\n        name\n        slug\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    minor\n    amount\n    __typename\n  }\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  problems {\n    code\n    message\n    lineId\n    __typename\n  }\n  __typename\n}",
}

export const CartById: Operation<CartByIdQuery, CartByIdQueryVariables> = {
  name: 'CartById',
  kind: 'query',
  id: '71e3c5d3ece0caee811f97c20f26059074aa490303f586fccb53470667d69c56',
  text: "query CartById($id: ID!) {\n  cart(id: $id) {\n    ...CartView\n    __typename\n  }\n}\n\nfragment CartView on Cart {\n  id\n  currency\n  lines {\n    id\n    quantity\n    unitPrice {\n      minor\n      amount\n      __typename\n    }\n    total {\n      minor\n      amount\n      __typename\n    }\n    variant {\n      id\n      name\n      availability\n      product {\n        id\n        name\n        slug\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    minor\n    amount\n    __typename\n  }\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  problems {\n    code\n    message\n    lineId\n    __typename\n  }\n  __typename\n}",
}

export const CartChange: Operation<CartChangeMutation, CartChangeMutationVariables> = {
  name: 'CartChange',
  kind: 'mutation',
  id: 'fcc691cf81e59c6e0c39ebf15367d05fb937fb49f1720f21960744185024ed7a',
  text: "mutation CartChange($input: CartLinesUpdateInput!) {\n  cartLinesUpdate(input: $input) {\n    cart {\n      ...CartView\n      __typename\n    }\n    userErrors {\n      ...CartError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n}\n\nfragment CartView on Cart {\n  id\n  currency\n  lines {\n    id\n    quantity\n    unitPrice {\n      minor\n      amount\n      __typename\n    }\n    total {\n      minor\n      amount\n      __typename\n    }\n    variant {\n      id\n      name\n      availability\n      product {\n        id\n        name\n        slug\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    minor\n    amount\n    __typename\n  }\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  problems {\n    code\n    message\n    lineId\n    __typename\n  }\n  __typename\n}",
}

export const CartCodes: Operation<CartCodesMutation, CartCodesMutationVariables> = {
  name: 'CartCodes',
  kind: 'mutation',
  id: '3b2279714afa94dd6e9340c10958462407a6bbea83cca5694eb470ef550bd2b6',
  text: "mutation CartCodes($input: CartDiscountCodesUpdateInput!) {\n  cartDiscountCodesUpdate(input: $input) {\n    cart {\n      ...CartMoneyView\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartMoneyView on Cart {\n  id\n  discountCodes\n  discounts {\n    code\n    kind\n    amount {\n      amount\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    amount\n    __typename\n  }\n  discountTotal {\n    amount\n    __typename\n  }\n  deliveryOptions {\n    method {\n      id\n      name\n      description\n      estimatedDaysMin\n      estimatedDaysMax\n      __typename\n    }\n    price {\n      amount\n      __typename\n    }\n    __typename\n  }\n  deliveryOption {\n    method {\n      id\n      __typename\n    }\n    price {\n      amount\n      __typename\n    }\n    __typename\n  }\n  deliveryTotal {\n    amount\n    __typename\n  }\n  pricesIncludeTax\n  taxes {\n    name\n    basisPoints\n    net {\n      amount\n      __typename\n    }\n    amount {\n      amount\n      __typename\n    }\n    __typename\n  }\n  taxTotal {\n    amount\n    __typename\n  }\n  total {\n    minor\n    amount\n    currency\n    __typename\n  }\n  problems {\n    code\n    message\n    discountCode\n    __typename\n  }\n  __typename\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const CartDelivery: Operation<CartDeliveryMutation, CartDeliveryMutationVariables> = {
  name: 'CartDelivery',
  kind: 'mutation',
  id: '0c3161ca02d61a6c3be9b1b71f531c4694458cc555bde6fc8845a0451356e166',
  text: "mutation CartDelivery($input: CartDeliveryUpdateInput!) {\n  cartDeliveryUpdate(input: $input) {\n    cart {\n      ...CartMoneyView\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartMoneyView on Cart {\n  id\n  discountCodes\n  discounts {\n    code\n    kind\n    amount {\n      amount\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    amount\n    __typename\n  }\n  discountTotal {\n    amount\n    __typename\n  }\n  deliveryOptions {\n    method {\n      id\n      name\n      description\n      estimatedDaysMin\n      estimatedDaysMax\n      __typename\n    }\n    price {\n      amount\n      __typename\n    }\n    __typename\n  }\n  deliveryOption {\n    method {\n      id\n      __typename\n    }\n    price {\n      amount\n      __typename\n    }\n    __typename\n  }\n  deliveryTotal {\n    amount\n    __typename\n  }\n  pricesIncludeTax\n  taxes {\n    name\n    basisPoints\n    net {\n      amount\n      __typename\n    }\n    amount {\n      amount\n      __typename\n    }\n    __typename\n  }\n  taxTotal {\n    amount\n    __typename\n  }\n  total {\n    minor\n    amount\n    currency\n    __typename\n  }\n  problems {\n    code\n    message\n    discountCode\n    __typename\n  }\n  __typename\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const CartMerge: Operation<CartMergeMutation, CartMergeMutationVariables> = {
  name: 'CartMerge',
  kind: 'mutation',
  id: 'c8eed00ee6e1c5b72d0e712f1985d08467e5e183507096549f1938aa834cbaf9',
  text: "mutation CartMerge($input: CartMergeInput!) {\n  cartMerge(input: $input) {\n    cart {\n      ...CartView\n      __typename\n    }\n    userErrors {\n      ...CartError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n}\n\nfragment CartView on Cart {\n  id\n  currency\n  lines {\n    id\n    quantity\n    unitPrice {\n      minor\n      amount\n      __typename\n    }\n    total {\n      minor\n      amount\n      __typename\n    }\n    variant {\n      id\n      name\n      availability\n      product {\n        id\n        name\n        slug\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    minor\n    amount\n    __typename\n  }\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  problems {\n    code\n    message\n    lineId\n    __typename\n  }\n  __typename\n}",
}

export const CartMoney: Operation<CartMoneyQuery, CartMoneyQueryVariables> = {
  name: 'CartMoney',
  kind: 'query',
  id: 'bafba3bf701f976d6b8ceb6f8cd00a21f7eac02bf980fe63b9067c0862307a77',
  text: "query CartMoney($id: ID!) {\n  cart(id: $id) {\n    ...CartMoneyView\n    __typename\n  }\n}\n\nfragment CartMoneyView on Cart {\n  id\n  discountCodes\n  discounts {\n    code\n    kind\n    amount {\n      amount\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    amount\n    __typename\n  }\n  discountTotal {\n    amount\n    __typename\n  }\n  deliveryOptions {\n    method {\n      id\n      name\n      description\n      estimatedDaysMin\n      estimatedDaysMax\n      __typename\n    }\n    price {\n      amount\n      __typename\n    }\n    __typename\n  }\n  deliveryOption {\n    method {\n      id\n      __typename\n    }\n    price {\n      amount\n      __typename\n    }\n    __typename\n  }\n  deliveryTotal {\n    amount\n    __typename\n  }\n  pricesIncludeTax\n  taxes {\n    name\n    basisPoints\n    net {\n      amount\n      __typename\n    }\n    amount {\n      amount\n      __typename\n    }\n    __typename\n  }\n  taxTotal {\n    amount\n    __typename\n  }\n  total {\n    minor\n    amount\n    currency\n    __typename\n  }\n  problems {\n    code\n    message\n    discountCode\n    __typename\n  }\n  __typename\n}",
}

export const CartOpen: Operation<CartOpenMutation, CartOpenMutationVariables> = {
  name: 'CartOpen',
  kind: 'mutation',
  id: '66f8c78b4a8201737e0669f6ac61071808514361d637e48f4942eee3d6c6ba53',
  text: "mutation CartOpen($input: CartCreateInput!) {\n  cartCreate(input: $input) {\n    cart {\n      ...CartView\n      __typename\n    }\n    userErrors {\n      ...CartError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n}\n\nfragment CartView on Cart {\n  id\n  currency\n  lines {\n    id\n    quantity\n    unitPrice {\n      minor\n      amount\n      __typename\n    }\n    total {\n      minor\n      amount\n      __typename\n    }\n    variant {\n      id\n      name\n      availability\n      product {\n        id\n        name\n        slug\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    minor\n    amount\n    __typename\n  }\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  problems {\n    code\n    message\n    lineId\n    __typename\n  }\n  __typename\n}",
}

export const Categories: Operation<CategoriesQuery, CategoriesQueryVariables> = {
  name: 'Categories',
  kind: 'query',
  id: '9eabcbd8e022c0771f9e47a8c243352533cb419979258f32752a09a028024dc5',
  text: "query Categories($first: Int = 20, $after: String) {\n  categories(first: $first, after: $after) {\n    nodes {\n      id\n      slug\n      name\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}",
}

export const Checkout: Operation<CheckoutMutation, CheckoutMutationVariables> = {
  name: 'Checkout',
  kind: 'mutation',
  id: 'c2d1ade8b6b13867f9cfe1e77c1cb534e931a48925de4bf68cd4abf3b40aa8e3',
  text: "mutation Checkout($input: CheckoutCompleteInput!) {\n  checkoutComplete(input: $input) {\n    order {\n      ...CheckoutOrder\n      __typename\n    }\n    orderAccessToken\n    nextAction {\n      ... on RedirectAction {\n        url\n        __typename\n      }\n      ... on StripeSdkAction {\n        clientSecret\n        publishableKey\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...CheckoutError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n  ... on PriceChanged {\n    actual {\n      minor\n      currency\n      amount\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutOrder on Order {\n  id\n  number\n  status\n  paymentStatus\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  __typename\n}",
}

export const CheckoutBuyer: Operation<CheckoutBuyerMutation, CheckoutBuyerMutationVariables> = {
  name: 'CheckoutBuyer',
  kind: 'mutation',
  id: 'da588b6511764118be8cc241698bfd83569787ca5b30b6cd5d2cd64a5635f86b',
  text: "mutation CheckoutBuyer($input: CartBuyerUpdateInput!) {\n  cartBuyerUpdate(input: $input) {\n    cart {\n      id\n      email\n      shippingAddress {\n        name\n        line1\n        line2\n        city\n        region\n        postalCode\n        country\n        phone\n        __typename\n      }\n      total {\n        minor\n        currency\n        amount\n        __typename\n      }\n      problems {\n        code\n        message\n        lineId\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const CheckoutConfirm: Operation<CheckoutConfirmMutation, CheckoutConfirmMutationVariables> = {
  name: 'CheckoutConfirm',
  kind: 'mutation',
  id: '960a9bb17a33d948eafc4a3e6242894979f4af98821c64ffb9571cc2356baeba',
  text: "mutation CheckoutConfirm($input: PaymentConfirmInput!) {\n  paymentConfirm(input: $input) {\n    order {\n      ...CheckoutOrder\n      __typename\n    }\n    nextAction {\n      ... on RedirectAction {\n        url\n        __typename\n      }\n      ... on StripeSdkAction {\n        clientSecret\n        publishableKey\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...CheckoutError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n  ... on PriceChanged {\n    actual {\n      minor\n      currency\n      amount\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutOrder on Order {\n  id\n  number\n  status\n  paymentStatus\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  __typename\n}",
}

export const CheckoutFollow: Operation<CheckoutFollowSubscription, CheckoutFollowSubscriptionVariables> = {
  name: 'CheckoutFollow',
  kind: 'subscription',
  id: '76b13840b1985f90cd892d4637a608aedbbae0f40c5d42aafb1f20121fc4b49e',
  text: "subscription CheckoutFollow($id: ID!, $accessToken: String) {\n  checkoutUpdated(id: $id, accessToken: $accessToken) {\n    ...CheckoutProgress\n    __typename\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n  ... on PriceChanged {\n    actual {\n      minor\n      currency\n      amount\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutOrder on Order {\n  id\n  number\n  status\n  paymentStatus\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  __typename\n}\n\nfragment CheckoutProgress on Checkout {\n  id\n  status\n  order {\n    ...CheckoutOrder\n    __typename\n  }\n  orderAccessToken\n  nextAction {\n    ... on RedirectAction {\n      url\n      __typename\n    }\n    ... on StripeSdkAction {\n      clientSecret\n      publishableKey\n      __typename\n    }\n    __typename\n  }\n  userErrors {\n    ...CheckoutError\n    __typename\n  }\n  __typename\n}",
}

export const CheckoutPoll: Operation<CheckoutPollQuery, CheckoutPollQueryVariables> = {
  name: 'CheckoutPoll',
  kind: 'query',
  id: 'e6d696b51bc04c68192a2d4e9ced3a7a1e7a97f8b05b9c07927bddbb51439042',
  text: "query CheckoutPoll($id: ID!, $accessToken: String) {\n  checkout(id: $id, accessToken: $accessToken) {\n    ...CheckoutProgress\n    __typename\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n  ... on PriceChanged {\n    actual {\n      minor\n      currency\n      amount\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutOrder on Order {\n  id\n  number\n  status\n  paymentStatus\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  __typename\n}\n\nfragment CheckoutProgress on Checkout {\n  id\n  status\n  order {\n    ...CheckoutOrder\n    __typename\n  }\n  orderAccessToken\n  nextAction {\n    ... on RedirectAction {\n      url\n      __typename\n    }\n    ... on StripeSdkAction {\n      clientSecret\n      publishableKey\n      __typename\n    }\n    __typename\n  }\n  userErrors {\n    ...CheckoutError\n    __typename\n  }\n  __typename\n}",
}

export const CheckoutSubmit: Operation<CheckoutSubmitMutation, CheckoutSubmitMutationVariables> = {
  name: 'CheckoutSubmit',
  kind: 'mutation',
  id: '5b491157d9ec53c19d8b10c028ac749f2220afbafbad6bfdfa47fec3051803f7',
  text: "mutation CheckoutSubmit($input: CheckoutSubmitInput!) {\n  checkoutSubmit(input: $input) {\n    checkout {\n      ...CheckoutProgress\n      __typename\n    }\n    userErrors {\n      ...CheckoutError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    variantId\n    available\n    __typename\n  }\n  ... on PriceChanged {\n    actual {\n      minor\n      currency\n      amount\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CheckoutOrder on Order {\n  id\n  number\n  status\n  paymentStatus\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  __typename\n}\n\nfragment CheckoutProgress on Checkout {\n  id\n  status\n  order {\n    ...CheckoutOrder\n    __typename\n  }\n  orderAccessToken\n  nextAction {\n    ... on RedirectAction {\n      url\n      __typename\n    }\n    ... on StripeSdkAction {\n      clientSecret\n      publishableKey\n      __typename\n    }\n    __typename\n  }\n  userErrors {\n    ...CheckoutError\n    __typename\n  }\n  __typename\n}",
}

export const Login: Operation<LoginMutation, LoginMutationVariables> = {
  name: 'Login',
  kind: 'mutation',
  id: '3ef97219e74f3c3fbbd1a872c49199269405caa1e05813e705ac8752b96888fb',
  text: "mutation Login($input: UserLoginInput!) {\n  userLogin(input: $input) {\n    user {\n      id\n      name\n      roles\n      __typename\n    }\n    tokens {\n      ...Tokens\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment Tokens on AuthTokens {\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n  __typename\n}",
}

export const Logout: Operation<LogoutMutation, LogoutMutationVariables> = {
  name: 'Logout',
  kind: 'mutation',
  id: 'c16366fc19f55e5d4acca5436c6f8670e1ab14b0a3824bfda6edce8de82c07b1',
  text: "mutation Logout {\n  userLogout {\n    user {\n      id\n      __typename\n    }\n    userErrors {\n      code\n      __typename\n    }\n    __typename\n  }\n}",
}

export const LogoutEverywhere: Operation<LogoutEverywhereMutation, LogoutEverywhereMutationVariables> = {
  name: 'LogoutEverywhere',
  kind: 'mutation',
  id: 'cba3abda28b1b90a7675dd20e20a02d2ccf83fdb9b0482202063873a5a21b48d',
  text: "mutation LogoutEverywhere {\n  userLogoutEverywhere {\n    sessionsRevoked\n    userErrors {\n      code\n      __typename\n    }\n    __typename\n  }\n}",
}

export const MyCart: Operation<MyCartQuery, MyCartQueryVariables> = {
  name: 'MyCart',
  kind: 'query',
  id: 'd460441f8a079885a67703ca132676fc4fc4430559d503fa4bd480f6b8459e01',
  text: "query MyCart {\n  me {\n    id\n    cart {\n      ...CartView\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment CartView on Cart {\n  id\n  currency\n  lines {\n    id\n    quantity\n    unitPrice {\n      minor\n      amount\n      __typename\n    }\n    total {\n      minor\n      amount\n      __typename\n    }\n    variant {\n      id\n      name\n      availability\n      product {\n        id\n        name\n        slug\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n  subtotal {\n    minor\n    amount\n    __typename\n  }\n  total {\n    minor\n    currency\n    amount\n    __typename\n  }\n  problems {\n    code\n    message\n    lineId\n    __typename\n  }\n  __typename\n}",
}

export const OrderCallOff: Operation<OrderCallOffMutation, OrderCallOffMutationVariables> = {
  name: 'OrderCallOff',
  kind: 'mutation',
  id: 'c3a8948d1d85aafcead70152fbe3af2a574baece4a016380f2f4ffb7a72375d1',
  text: "mutation OrderCallOff($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    order {\n      id\n      status\n      paymentStatus\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const OrderDetails: Operation<OrderDetailsQuery, OrderDetailsQueryVariables> = {
  name: 'OrderDetails',
  kind: 'query',
  id: 'c6361dd1774f395f4049e13bb3d035a1c9219770a70f0fbd2b5384005a67f3e2',
  text: "query OrderDetails($id: ID!, $accessToken: String) {\n  order(id: $id, accessToken: $accessToken) {\n    id\n    number\n    status\n    paymentStatus\n    fulfillmentStatus\n    nextActions\n    placedAt\n    email\n    shippingAddress {\n      name\n      line1\n      city\n      postalCode\n      country\n      __typename\n    }\n    lines {\n      id\n      productName\n      variantName\n      sku\n      quantity\n      quantityFulfilled\n      quantityReturnable\n      unitPrice {\n        amount\n        __typename\n      }\n      total {\n        amount\n        __typename\n      }\n      __typename\n    }\n    total {\n      amount\n      currency\n      __typename\n    }\n    nextAction {\n      ... on RedirectAction {\n        url\n        __typename\n      }\n      __typename\n    }\n    payments {\n      id\n      status\n      captured {\n        amount\n        __typename\n      }\n      __typename\n    }\n    refunds {\n      id\n      status\n      amount {\n        amount\n        __typename\n      }\n      __typename\n    }\n    shipments {\n      id\n      tracking {\n        carrier\n        number\n        url\n        __typename\n      }\n      lines {\n        quantity\n        orderLine {\n          id\n          __typename\n        }\n        __typename\n      }\n      __typename\n    }\n    events(first: 50) {\n      nodes {\n        id\n        type\n        actor\n        at\n        message\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}",
}

export const OrderFollow: Operation<OrderFollowSubscription, OrderFollowSubscriptionVariables> = {
  name: 'OrderFollow',
  kind: 'subscription',
  id: '17d1e4f3d5791d81011845c5368a778a0efef2a6eab2794b060bd488a3eeef70',
  text: "subscription OrderFollow($id: ID!, $accessToken: String) {\n  orderUpdated(id: $id, accessToken: $accessToken) {\n    id\n    status\n    paymentStatus\n    fulfillmentStatus\n    nextActions\n    __typename\n  }\n}",
}

export const OrderHistory: Operation<OrderHistoryQuery, OrderHistoryQueryVariables> = {
  name: 'OrderHistory',
  kind: 'query',
  id: '41d0a607cfd7dec6a621eae30f51d5f031c2babe8c377ace7593a6627d44763f',
  text: "query OrderHistory($first: Int = 20, $after: String) {\n  me {\n    id\n    name\n    orders(first: $first, after: $after) {\n      nodes {\n        id\n        number\n        status\n        placedAt\n        total {\n          amount\n          currency\n          __typename\n        }\n        lines {\n          id\n          productName\n          quantity\n          total {\n            amount\n            __typename\n          }\n          variant {\n            id\n            name\n            product {\n              id\n              name\n              slug\n              __typename\n            }\n            __typename\n          }\n          __typename\n        }\n        __typename\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}",
}

export const OrderLinkRequest: Operation<OrderLinkRequestMutation, OrderLinkRequestMutationVariables> = {
  name: 'OrderLinkRequest',
  kind: 'mutation',
  id: '36f7620163c970d2fa147635b3c74f81e7d17336e302b443ca7a4a35175ae3cb',
  text: "mutation OrderLinkRequest($input: OrderAccessRequestInput!) {\n  orderAccessRequest(input: $input) {\n    number\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const OrderMoney: Operation<OrderMoneyQuery, OrderMoneyQueryVariables> = {
  name: 'OrderMoney',
  kind: 'query',
  id: 'c51df7de155ab89e69677b883a3df87ac1736f00d29c85c1dbe7da00e96ac136',
  text: "query OrderMoney($id: ID!, $accessToken: String) {\n  order(id: $id, accessToken: $accessToken) {\n    id\n    subtotal {\n      amount\n      __typename\n    }\n    discounts {\n      code\n      kind\n      amount {\n        amount\n        __typename\n      }\n      __typename\n    }\n    discountTotal {\n      amount\n      __typename\n    }\n    delivery {\n      name\n      estimatedDaysMin\n      estimatedDaysMax\n      price {\n        amount\n        __typename\n      }\n      discountTotal {\n        amount\n        __typename\n      }\n      taxTotal {\n        amount\n        __typename\n      }\n      __typename\n    }\n    deliveryTotal {\n      amount\n      __typename\n    }\n    pricesIncludeTax\n    taxes {\n      name\n      basisPoints\n      net {\n        amount\n        __typename\n      }\n      amount {\n        amount\n        __typename\n      }\n      __typename\n    }\n    taxTotal {\n      amount\n      __typename\n    }\n    total {\n      amount\n      currency\n      __typename\n    }\n    lines {\n      id\n      total {\n        amount\n        __typename\n      }\n      discountTotal {\n        amount\n        __typename\n      }\n      taxTotal {\n        amount\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}",
}

export const PasswordChange: Operation<PasswordChangeMutation, PasswordChangeMutationVariables> = {
  name: 'PasswordChange',
  kind: 'mutation',
  id: '3dacfcccfc329407d42aa0d0db20da5933f8e84944254901344fe746aea31a3b',
  text: "mutation PasswordChange($input: UserPasswordChangeInput!) {\n  userPasswordChange(input: $input) {\n    user {\n      id\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const ProductBySlug: Operation<ProductBySlugQuery, ProductBySlugQueryVariables> = {
  name: 'ProductBySlug',
  kind: 'query',
  id: 'f662fae36b24e54d2f172d8db77e67cefa8ec5a6fb973402ba8081bc1cb13dad',
  text: "query ProductBySlug($slug: String!, $currency: CurrencyCode) {\n  product(slug: $slug) {\n    id\n    slug\n    name\n    description\n    categories {\n      id\n      slug\n      name\n      __typename\n    }\n    priceRange(currency: $currency) {\n      min {\n        amount\n        currency\n        __typename\n      }\n      max {\n        amount\n        currency\n        __typename\n      }\n      __typename\n    }\n    variants {\n      id\n      sku\n      name\n      price(currency: $currency) {\n        minor\n        currency\n        amount\n        __typename\n      }\n      availability\n      __typename\n    }\n    __typename\n  }\n}",
}

export const ProductsPage: Operation<ProductsPageQuery, ProductsPageQueryVariables> = {
  name: 'ProductsPage',
  kind: 'query',
  id: 'b58909ac568a18cf158059174e3d95dddbd9b5ff0e5893117128e3e6eacd5bdb',
  text: "query ProductsPage($first: Int = 20, $after: String, $search: String, $where: ProductWhere, $currency: CurrencyCode) {\n  products(\n    first: $first\n    after: $after\n    search: $search\n    where: $where\n    sort: {field: NAME, direction: ASC}\n  ) {\n    totalCount\n    nodes {\n      id\n      slug\n      name\n      variants {\n        id\n        sku\n        name\n        price(currency: $currency) {\n          minor\n          currency\n          amount\n          __typename\n        }\n        availability\n        __typename\n      }\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}",
}

export const ProfileUpdate: Operation<ProfileUpdateMutation, ProfileUpdateMutationVariables> = {
  name: 'ProfileUpdate',
  kind: 'mutation',
  id: 'f45c18acc74842d1a45db78c24bd8c5a94785ea1d02452b566ad792008cd3a3b',
  text: "mutation ProfileUpdate($input: UserUpdateInput!) {\n  userUpdate(input: $input) {\n    user {\n      id\n      name\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const Refresh: Operation<RefreshMutation, RefreshMutationVariables> = {
  name: 'Refresh',
  kind: 'mutation',
  id: '94f55e6d7f69980d078a56a2e4196a3b70d5a0de1d224d1a772ace2bd3237c37',
  text: "mutation Refresh($input: SessionRefreshInput!) {\n  sessionRefresh(input: $input) {\n    tokens {\n      ...Tokens\n      __typename\n    }\n    userErrors {\n      code\n      message\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment Tokens on AuthTokens {\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n  __typename\n}",
}

export const Register: Operation<RegisterMutation, RegisterMutationVariables> = {
  name: 'Register',
  kind: 'mutation',
  id: 'baf33f87a5cf79b0b22d7b805c2d68ad53e2e0014d20f356f03f4e8591437bf4',
  text: "mutation Register($input: UserRegisterInput!) {\n  userRegister(input: $input) {\n    user {\n      id\n      name\n      roles\n      __typename\n    }\n    tokens {\n      ...Tokens\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment Tokens on AuthTokens {\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n  __typename\n}",
}

export const ReturnAsk: Operation<ReturnAskMutation, ReturnAskMutationVariables> = {
  name: 'ReturnAsk',
  kind: 'mutation',
  id: '3bc417a6e5869e25beb09efae5a11e8ba31c15ab43929f94accc1abae9cfe85f',
  text: "mutation ReturnAsk($input: ReturnRequestInput!) {\n  returnRequest(input: $input) {\n    return {\n      ...ReturnStanding\n      __typename\n    }\n    userErrors {\n      ...ReturnError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment ReturnError on UserError {\n  code\n  message\n  path\n  __typename\n}\n\nfragment ReturnStanding on Return {\n  id\n  status\n  rejectReason\n  lines {\n    quantity\n    reason\n    comment\n    quantitySellable\n    quantityDamaged\n    orderLine {\n      id\n      productName\n      __typename\n    }\n    __typename\n  }\n  refund {\n    id\n    status\n    amount {\n      amount\n      currency\n      __typename\n    }\n    __typename\n  }\n  __typename\n}",
}

export const ReturnCallOff: Operation<ReturnCallOffMutation, ReturnCallOffMutationVariables> = {
  name: 'ReturnCallOff',
  kind: 'mutation',
  id: 'd2da020c424108056c227a495ba7de9c7b7d49872adb195932af222f38ae49a0',
  text: "mutation ReturnCallOff($input: ReturnCancelInput!) {\n  returnCancel(input: $input) {\n    return {\n      id\n      status\n      __typename\n    }\n    userErrors {\n      ...ReturnError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment ReturnError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const ReturnsOfOrder: Operation<ReturnsOfOrderQuery, ReturnsOfOrderQueryVariables> = {
  name: 'ReturnsOfOrder',
  kind: 'query',
  id: '9813a1020ea06f70c94d57c7a9fc999093558c5ef38baca1474d0f84d1615a97',
  text: "query ReturnsOfOrder($id: ID!, $accessToken: String) {\n  order(id: $id, accessToken: $accessToken) {\n    id\n    fulfillmentStatus\n    nextActions\n    lines {\n      id\n      productName\n      quantityReturnable\n      quantityReturned\n      __typename\n    }\n    returns {\n      ...ReturnStanding\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment ReturnStanding on Return {\n  id\n  status\n  rejectReason\n  lines {\n    quantity\n    reason\n    comment\n    quantitySellable\n    quantityDamaged\n    orderLine {\n      id\n      productName\n      __typename\n    }\n    __typename\n  }\n  refund {\n    id\n    status\n    amount {\n      amount\n      currency\n      __typename\n    }\n    __typename\n  }\n  __typename\n}",
}

export const SessionEnd: Operation<SessionEndMutation, SessionEndMutationVariables> = {
  name: 'SessionEnd',
  kind: 'mutation',
  id: '3f172684eb379c896d5f498af7a1edddbca56fb73ff6c20a7cfc8dd1f556a1c7',
  text: "mutation SessionEnd($input: SessionRevokeInput!) {\n  sessionRevoke(input: $input) {\n    session {\n      id\n      __typename\n    }\n    userErrors {\n      code\n      message\n      __typename\n    }\n    __typename\n  }\n}",
}

export const StaffDelivery: Operation<StaffDeliveryQuery, StaffDeliveryQueryVariables> = {
  name: 'StaffDelivery',
  kind: 'query',
  id: '68a08f0eef419e31b99e02493796ece79aaae971b50c114feff31672007c7840',
  text: "query StaffDelivery {\n  deliveryMethods {\n    id\n    name\n    description\n    countries\n    weightTiers {\n      upToGrams\n      prices {\n        amount\n        currency\n        __typename\n      }\n      __typename\n    }\n    freeFrom {\n      amount\n      currency\n      __typename\n    }\n    taxClass\n    estimatedDaysMin\n    estimatedDaysMax\n    active\n    __typename\n  }\n}",
}

export const StaffDeliveryCreate: Operation<StaffDeliveryCreateMutation, StaffDeliveryCreateMutationVariables> = {
  name: 'StaffDeliveryCreate',
  kind: 'mutation',
  id: '9e5fdd639ec44874f6de756595b4facceaa7a894761fd179b30e405b0edf289c',
  text: "mutation StaffDeliveryCreate($input: DeliveryMethodCreateInput!) {\n  deliveryMethodCreate(input: $input) {\n    deliveryMethod {\n      id\n      name\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const StaffDeliveryUpdate: Operation<StaffDeliveryUpdateMutation, StaffDeliveryUpdateMutationVariables> = {
  name: 'StaffDeliveryUpdate',
  kind: 'mutation',
  id: '488bc0fa2b28bfb4a7a702cc77e7b2f5703fb8a5410c32677be64ed6f0033bdf',
  text: "mutation StaffDeliveryUpdate($input: DeliveryMethodUpdateInput!) {\n  deliveryMethodUpdate(input: $input) {\n    deliveryMethod {\n      id\n      name\n      active\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const StaffDiscountCreate: Operation<StaffDiscountCreateMutation, StaffDiscountCreateMutationVariables> = {
  name: 'StaffDiscountCreate',
  kind: 'mutation',
  id: 'bb4d37b9e523cacd08773a76938f2fb9a3bfd5b3f3af2c181bf8012319e4e060',
  text: "mutation StaffDiscountCreate($input: DiscountCreateInput!) {\n  discountCreate(input: $input) {\n    discount {\n      ...StaffDiscountView\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}\n\nfragment StaffDiscountView on Discount {\n  id\n  code\n  kind\n  basisPoints\n  amounts {\n    amount\n    currency\n    __typename\n  }\n  buyQuantity\n  getQuantity\n  productIds\n  variantIds\n  minimumSubtotal {\n    amount\n    currency\n    __typename\n  }\n  maxUses\n  maxUsesPerCustomer\n  uses\n  startsAt\n  endsAt\n  active\n  combinable\n  __typename\n}",
}

export const StaffDiscountUpdate: Operation<StaffDiscountUpdateMutation, StaffDiscountUpdateMutationVariables> = {
  name: 'StaffDiscountUpdate',
  kind: 'mutation',
  id: '19c2ca61ae4c50dd7eaa01ad232dc1a6094abfac27e5c2c2bf2543338811f9ce',
  text: "mutation StaffDiscountUpdate($input: DiscountUpdateInput!) {\n  discountUpdate(input: $input) {\n    discount {\n      ...StaffDiscountView\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}\n\nfragment StaffDiscountView on Discount {\n  id\n  code\n  kind\n  basisPoints\n  amounts {\n    amount\n    currency\n    __typename\n  }\n  buyQuantity\n  getQuantity\n  productIds\n  variantIds\n  minimumSubtotal {\n    amount\n    currency\n    __typename\n  }\n  maxUses\n  maxUsesPerCustomer\n  uses\n  startsAt\n  endsAt\n  active\n  combinable\n  __typename\n}",
}

export const StaffDiscounts: Operation<StaffDiscountsQuery, StaffDiscountsQueryVariables> = {
  name: 'StaffDiscounts',
  kind: 'query',
  id: 'd9382918f91458efb8dba1af149aa43d4418b2479265e43fc402bcfc11f92ac5',
  text: "query StaffDiscounts($after: String, $code: String) {\n  discounts(after: $after, code: $code) {\n    nodes {\n      ...StaffDiscountView\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffDiscountView on Discount {\n  id\n  code\n  kind\n  basisPoints\n  amounts {\n    amount\n    currency\n    __typename\n  }\n  buyQuantity\n  getQuantity\n  productIds\n  variantIds\n  minimumSubtotal {\n    amount\n    currency\n    __typename\n  }\n  maxUses\n  maxUsesPerCustomer\n  uses\n  startsAt\n  endsAt\n  active\n  combinable\n  __typename\n}",
}

export const StaffOrder: Operation<StaffOrderQuery, StaffOrderQueryVariables> = {
  name: 'StaffOrder',
  kind: 'query',
  id: '6104eca526b73ea2e228a32f62395285b152a20eb61c51bcf7f84c6dcd5d032a',
  text: "query StaffOrder($id: ID!) {\n  order(id: $id) {\n    id\n    number\n    status\n    nextActions\n    notes {\n      id\n      text\n      createdAt\n      author {\n        id\n        name\n        __typename\n      }\n      __typename\n    }\n    events(first: 50) {\n      totalCount\n      nodes {\n        id\n        type\n        actor\n        at\n        message\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}",
}

export const StaffOrderCancel: Operation<StaffOrderCancelMutation, StaffOrderCancelMutationVariables> = {
  name: 'StaffOrderCancel',
  kind: 'mutation',
  id: '886f67244ad8e3c2dcf206135b5cf3de7cbb8962d2f4942036d093afb10a978b',
  text: "mutation StaffOrderCancel($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    order {\n      id\n      status\n      fulfillmentStatus\n      paymentStatus\n      lines {\n        id\n        quantityFulfilled\n        quantityCanceled\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffOrderFulfill: Operation<StaffOrderFulfillMutation, StaffOrderFulfillMutationVariables> = {
  name: 'StaffOrderFulfill',
  kind: 'mutation',
  id: '722d6cc8a432ffd89329417cb3418c3d3a68788d1e6212666d3e620c7e3f24a0',
  text: "mutation StaffOrderFulfill($input: OrderFulfillInput!) {\n  orderFulfill(input: $input) {\n    order {\n      id\n      status\n      fulfillmentStatus\n      __typename\n    }\n    shipment {\n      id\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffOrderNoteAdd: Operation<StaffOrderNoteAddMutation, StaffOrderNoteAddMutationVariables> = {
  name: 'StaffOrderNoteAdd',
  kind: 'mutation',
  id: 'edede50cadc1f0fe93c5d668eedb476e210831cd81fd2be908521d1fead0c61d',
  text: "mutation StaffOrderNoteAdd($input: OrderNoteAddInput!) {\n  orderNoteAdd(input: $input) {\n    note {\n      id\n      text\n      createdAt\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffOrderRefund: Operation<StaffOrderRefundMutation, StaffOrderRefundMutationVariables> = {
  name: 'StaffOrderRefund',
  kind: 'mutation',
  id: '0f61941576971f192f374b51738716714f8f4bc2404c6c3c6809fb37d171d4f5',
  text: "mutation StaffOrderRefund($input: OrderRefundInput!) {\n  orderRefund(input: $input) {\n    order {\n      id\n      paymentStatus\n      totalRefunded {\n        amount\n        currency\n        __typename\n      }\n      __typename\n    }\n    refund {\n      id\n      status\n      amount {\n        amount\n        currency\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffOrders: Operation<StaffOrdersQuery, StaffOrdersQueryVariables> = {
  name: 'StaffOrders',
  kind: 'query',
  id: 'b64d5b5f8e0ed19fa7314500ba4b2dd5db8963a0b199d7f910591540a2c7b370',
  text: "query StaffOrders($first: Int = 20, $after: String, $where: OrderWhere) {\n  orders(first: $first, after: $after, where: $where) {\n    totalCount\n    nodes {\n      id\n      number\n      status\n      paymentStatus\n      fulfillmentStatus\n      placedAt\n      total {\n        amount\n        currency\n        __typename\n      }\n      customer {\n        id\n        name\n        __typename\n      }\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}",
}

export const StaffOrdersPlaced: Operation<StaffOrdersPlacedSubscription, StaffOrdersPlacedSubscriptionVariables> = {
  name: 'StaffOrdersPlaced',
  kind: 'subscription',
  id: '53db3b5fb408dcd78d47e7ac3b5dd2ea779b4f16d5c42a655fb449a5db0011a9',
  text: "subscription StaffOrdersPlaced {\n  orderPlaced {\n    id\n    number\n    status\n    total {\n      amount\n      currency\n      __typename\n    }\n    nextActions\n    __typename\n  }\n}",
}

export const StaffPaymentCapture: Operation<StaffPaymentCaptureMutation, StaffPaymentCaptureMutationVariables> = {
  name: 'StaffPaymentCapture',
  kind: 'mutation',
  id: '9191c025c12f37504a4c3c57f4ea7e7315bd3b4f28bc26782e2a0f6a334e5b56',
  text: "mutation StaffPaymentCapture($input: PaymentCaptureInput!) {\n  paymentCapture(input: $input) {\n    order {\n      id\n      paymentStatus\n      totalCaptured {\n        amount\n        currency\n        __typename\n      }\n      payments {\n        id\n        authorized {\n          amount\n          currency\n          __typename\n        }\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffProductCreate: Operation<StaffProductCreateMutation, StaffProductCreateMutationVariables> = {
  name: 'StaffProductCreate',
  kind: 'mutation',
  id: 'efa1e2d46c26d7ba524a17f5f16207e7b0a5ac1e426be7a76b4cb40f5c5cffd3',
  text: "mutation StaffProductCreate($input: ProductCreateInput!) {\n  productCreate(input: $input) {\n    product {\n      id\n      slug\n      status\n      version\n      variants {\n        id\n        sku\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffProductPublish: Operation<StaffProductPublishMutation, StaffProductPublishMutationVariables> = {
  name: 'StaffProductPublish',
  kind: 'mutation',
  id: '42df367a305fe236dd97ac115577643d90637e23955b25bf82d315d23c21f4ff',
  text: "mutation StaffProductPublish($input: ProductPublishInput!) {\n  productPublish(input: $input) {\n    product {\n      id\n      status\n      version\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffProductUpdate: Operation<StaffProductUpdateMutation, StaffProductUpdateMutationVariables> = {
  name: 'StaffProductUpdate',
  kind: 'mutation',
  id: '11ba6e8484668afa96ae341cebfb7d59de8e8f62044ded37beab4c9311b44e94',
  text: "mutation StaffProductUpdate($input: ProductUpdateInput!) {\n  productUpdate(input: $input) {\n    product {\n      id\n      name\n      version\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffReturnApprove: Operation<StaffReturnApproveMutation, StaffReturnApproveMutationVariables> = {
  name: 'StaffReturnApprove',
  kind: 'mutation',
  id: '4bd389303df280849a3e7adcef86d5aad918ec83dcfea2772f0cd91ace6b6c5e',
  text: "mutation StaffReturnApprove($input: ReturnApproveInput!) {\n  returnApprove(input: $input) {\n    return {\n      id\n      status\n      __typename\n    }\n    userErrors {\n      ...ReturnError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment ReturnError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const StaffReturnReceive: Operation<StaffReturnReceiveMutation, StaffReturnReceiveMutationVariables> = {
  name: 'StaffReturnReceive',
  kind: 'mutation',
  id: '4be7866a907ec3dc17f59a2f4b5953fc3301af5b818f0a0ed890c30f9dd5e0b2',
  text: "mutation StaffReturnReceive($input: ReturnReceiveInput!) {\n  returnReceive(input: $input) {\n    order {\n      id\n      fulfillmentStatus\n      paymentStatus\n      __typename\n    }\n    return {\n      ...ReturnStanding\n      __typename\n    }\n    userErrors {\n      ...ReturnError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment ReturnError on UserError {\n  code\n  message\n  path\n  __typename\n}\n\nfragment ReturnStanding on Return {\n  id\n  status\n  rejectReason\n  lines {\n    quantity\n    reason\n    comment\n    quantitySellable\n    quantityDamaged\n    orderLine {\n      id\n      productName\n      __typename\n    }\n    __typename\n  }\n  refund {\n    id\n    status\n    amount {\n      amount\n      currency\n      __typename\n    }\n    __typename\n  }\n  __typename\n}",
}

export const StaffReturnReject: Operation<StaffReturnRejectMutation, StaffReturnRejectMutationVariables> = {
  name: 'StaffReturnReject',
  kind: 'mutation',
  id: 'dd57172f591f47b9a18f3fbb7f7f9ea336ae431ccc9805bee74e2538d7e71802',
  text: "mutation StaffReturnReject($input: ReturnRejectInput!) {\n  returnReject(input: $input) {\n    return {\n      id\n      status\n      rejectReason\n      __typename\n    }\n    userErrors {\n      ...ReturnError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment ReturnError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const StaffStock: Operation<StaffStockQuery, StaffStockQueryVariables> = {
  name: 'StaffStock',
  kind: 'query',
  id: 'b0fb5c65f20bbd1d01b54e78af0fdd6ceb68a347ed4202d838725151c1f26774',
  text: "query StaffStock($sku: String!, $after: String) {\n  variant(sku: $sku) {\n    id\n    sku\n    product {\n      id\n      name\n      status\n      version\n      __typename\n    }\n    stock {\n      onHand\n      reserved\n      available\n      __typename\n    }\n    cost {\n      amount\n      currency\n      __typename\n    }\n    stockMovements(first: 20, after: $after) {\n      nodes {\n        id\n        reason\n        onHandDelta\n        reservedDelta\n        at\n        orderId\n        actor {\n          id\n          name\n          __typename\n        }\n        __typename\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}",
}

export const StaffStockAdjust: Operation<StaffStockAdjustMutation, StaffStockAdjustMutationVariables> = {
  name: 'StaffStockAdjust',
  kind: 'mutation',
  id: 'ce9a8c0428339de91a5e7a0f7cc330d80caf399d1f7a70f9dcfd0b83c2890cb3',
  text: "mutation StaffStockAdjust($input: StockAdjustInput!) {\n  stockAdjust(input: $input) {\n    variant {\n      id\n      stock {\n        onHand\n        reserved\n        available\n        __typename\n      }\n      __typename\n    }\n    userErrors {\n      ...StaffError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    currentVersion\n    __typename\n  }\n}",
}

export const StaffTaxRateRemove: Operation<StaffTaxRateRemoveMutation, StaffTaxRateRemoveMutationVariables> = {
  name: 'StaffTaxRateRemove',
  kind: 'mutation',
  id: 'cf85330a002f48db20d35d1673a0c80b8baf7f784a08384c3b768ed663e82339',
  text: "mutation StaffTaxRateRemove($input: TaxRateRemoveInput!) {\n  taxRateRemove(input: $input) {\n    taxRate {\n      id\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const StaffTaxRateSet: Operation<StaffTaxRateSetMutation, StaffTaxRateSetMutationVariables> = {
  name: 'StaffTaxRateSet',
  kind: 'mutation',
  id: '4ef0344fbb8bd19f8403f75ac218c8ec589a0fb29c05724637decbf272c11fbb',
  text: "mutation StaffTaxRateSet($input: TaxRateSetInput!) {\n  taxRateSet(input: $input) {\n    taxRate {\n      id\n      name\n      basisPoints\n      validFrom\n      __typename\n    }\n    userErrors {\n      ...PricingError\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment PricingError on UserError {\n  code\n  message\n  path\n  __typename\n}",
}

export const StaffTaxRates: Operation<StaffTaxRatesQuery, StaffTaxRatesQueryVariables> = {
  name: 'StaffTaxRates',
  kind: 'query',
  id: '8ba98782f427f2e621b5902e94bd3e858590c75b0aab27fb46eebb4e2d382e42',
  text: "query StaffTaxRates($after: String, $country: CountryCode) {\n  taxRates(after: $after, country: $country) {\n    nodes {\n      id\n      country\n      region\n      taxClass\n      name\n      basisPoints\n      validFrom\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}",
}

export const StaffUsers: Operation<StaffUsersQuery, StaffUsersQueryVariables> = {
  name: 'StaffUsers',
  kind: 'query',
  id: '8c30f2e6198295c9554106e0d08376f6132ee9ed0edd08e08d36a71a05f52b41',
  text: "query StaffUsers($first: Int = 20, $after: String, $search: String) {\n  users(first: $first, after: $after, search: $search) {\n    totalCount\n    nodes {\n      id\n      name\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}",
}

export const WebhookDeliveryRetry: Operation<WebhookDeliveryRetryMutation, WebhookDeliveryRetryMutationVariables> = {
  name: 'WebhookDeliveryRetry',
  kind: 'mutation',
  id: '14608f84ea2b099cd240866198feaeabe91c5e8e9836d9447412eed3b659b17b',
  text: "mutation WebhookDeliveryRetry($input: WebhookDeliveryRetryInput!) {\n  webhookDeliveryRetry(input: $input) {\n    delivery {\n      ...WebhookDeliveryCard\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment WebhookDeliveryCard on WebhookDelivery {\n  id\n  event\n  eventId\n  status\n  attempts\n  lastStatusCode\n  lastError\n  nextAttemptAt\n  deliveredAt\n  createdAt\n  __typename\n}",
}

export const WebhookEndpointCreate: Operation<WebhookEndpointCreateMutation, WebhookEndpointCreateMutationVariables> = {
  name: 'WebhookEndpointCreate',
  kind: 'mutation',
  id: 'fbe0569539e626113a3ddeec9fbd613a14a532f161fe282e25028743bebf6c72',
  text: "mutation WebhookEndpointCreate($input: WebhookEndpointCreateInput!) {\n  webhookEndpointCreate(input: $input) {\n    endpoint {\n      ...WebhookEndpointCard\n      __typename\n    }\n    secret\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment WebhookEndpointCard on WebhookEndpoint {\n  id\n  url\n  events\n  description\n  isActive\n  disabledReason\n  failingSince\n  __typename\n}",
}

export const WebhookEndpointDelete: Operation<WebhookEndpointDeleteMutation, WebhookEndpointDeleteMutationVariables> = {
  name: 'WebhookEndpointDelete',
  kind: 'mutation',
  id: 'a9e5a9e919626870da74775fed40fcb0f120b5d309339c576d55dbbe2257d87f',
  text: "mutation WebhookEndpointDelete($input: WebhookEndpointDeleteInput!) {\n  webhookEndpointDelete(input: $input) {\n    deletedId\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const WebhookEndpointSecretRotate: Operation<WebhookEndpointSecretRotateMutation, WebhookEndpointSecretRotateMutationVariables> = {
  name: 'WebhookEndpointSecretRotate',
  kind: 'mutation',
  id: '06fe8b95d988603216becd866f61c0ea0e26ded9029dcd1db8a45d20159e4182',
  text: "mutation WebhookEndpointSecretRotate($input: WebhookEndpointSecretRotateInput!) {\n  webhookEndpointSecretRotate(input: $input) {\n    endpoint {\n      id\n      secrets {\n        createdAt\n        expiresAt\n        __typename\n      }\n      __typename\n    }\n    secret\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}",
}

export const WebhookEndpointTest: Operation<WebhookEndpointTestMutation, WebhookEndpointTestMutationVariables> = {
  name: 'WebhookEndpointTest',
  kind: 'mutation',
  id: '783d81edf7274cd52966865d73b3a532b79ecd01384a0471f393dbeea93b402a',
  text: "mutation WebhookEndpointTest($input: WebhookEndpointTestInput!) {\n  webhookEndpointTest(input: $input) {\n    delivery {\n      ...WebhookDeliveryCard\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment WebhookDeliveryCard on WebhookDelivery {\n  id\n  event\n  eventId\n  status\n  attempts\n  lastStatusCode\n  lastError\n  nextAttemptAt\n  deliveredAt\n  createdAt\n  __typename\n}",
}

export const WebhookEndpointUpdate: Operation<WebhookEndpointUpdateMutation, WebhookEndpointUpdateMutationVariables> = {
  name: 'WebhookEndpointUpdate',
  kind: 'mutation',
  id: 'd68ad8ee07bb974e6f1b2d4cb5a08c5d535d0b13c741a393f5a84b790874211d',
  text: "mutation WebhookEndpointUpdate($input: WebhookEndpointUpdateInput!) {\n  webhookEndpointUpdate(input: $input) {\n    endpoint {\n      ...WebhookEndpointCard\n      __typename\n    }\n    userErrors {\n      code\n      message\n      path\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment WebhookEndpointCard on WebhookEndpoint {\n  id\n  url\n  events\n  description\n  isActive\n  disabledReason\n  failingSince\n  __typename\n}",
}

export const WebhookLog: Operation<WebhookLogQuery, WebhookLogQueryVariables> = {
  name: 'WebhookLog',
  kind: 'query',
  id: 'cb5172785aa45de6825ee26987b0fffbe42d9dca52a6fd7388f84ee4645a66c2',
  text: "query WebhookLog($id: ID!, $after: String, $where: WebhookDeliveryWhere) {\n  webhookEndpoint(id: $id) {\n    ...WebhookEndpointCard\n    secrets {\n      createdAt\n      expiresAt\n      __typename\n    }\n    deliveries(first: 20, after: $after, where: $where) {\n      nodes {\n        ...WebhookDeliveryCard\n        body\n        __typename\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n        __typename\n      }\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment WebhookDeliveryCard on WebhookDelivery {\n  id\n  event\n  eventId\n  status\n  attempts\n  lastStatusCode\n  lastError\n  nextAttemptAt\n  deliveredAt\n  createdAt\n  __typename\n}\n\nfragment WebhookEndpointCard on WebhookEndpoint {\n  id\n  url\n  events\n  description\n  isActive\n  disabledReason\n  failingSince\n  __typename\n}",
}

export const Webhooks: Operation<WebhooksQuery, WebhooksQueryVariables> = {
  name: 'Webhooks',
  kind: 'query',
  id: '9a2c39defe64d0198578fccfcea7e366a8868f09696ecf97d91c9c11364a399d',
  text: "query Webhooks($first: Int = 20, $after: String) {\n  webhookEndpoints(first: $first, after: $after) {\n    totalCount\n    nodes {\n      ...WebhookEndpointCard\n      __typename\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n      __typename\n    }\n    __typename\n  }\n}\n\nfragment WebhookEndpointCard on WebhookEndpoint {\n  id\n  url\n  events\n  description\n  isActive\n  disabledReason\n  failingSince\n  __typename\n}",
}
