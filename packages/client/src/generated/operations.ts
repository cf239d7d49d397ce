// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.
import type { Operation } from '../operation.ts'
import type { AccountQuery, AccountQueryVariables, AccountDeleteMutation, AccountDeleteMutationVariables, CartAddMutation, CartAddMutationVariables, CartByIdQuery, CartByIdQueryVariables, CartChangeMutation, CartChangeMutationVariables, CartOpenMutation, CartOpenMutationVariables, CategoriesQuery, CategoriesQueryVariables, CheckoutMutation, CheckoutMutationVariables, CheckoutBuyerMutation, CheckoutBuyerMutationVariables, CheckoutConfirmMutation, CheckoutConfirmMutationVariables, LoginMutation, LoginMutationVariables, LogoutMutation, LogoutMutationVariables, LogoutEverywhereMutation, LogoutEverywhereMutationVariables, MyCartQuery, MyCartQueryVariables, OrderCallOffMutation, OrderCallOffMutationVariables, OrderDetailsQuery, OrderDetailsQueryVariables, OrderFollowSubscription, OrderFollowSubscriptionVariables, OrderHistoryQuery, OrderHistoryQueryVariables, PasswordChangeMutation, PasswordChangeMutationVariables, ProductBySlugQuery, ProductBySlugQueryVariables, ProductsPageQuery, ProductsPageQueryVariables, ProfileUpdateMutation, ProfileUpdateMutationVariables, RefreshMutation, RefreshMutationVariables, RegisterMutation, RegisterMutationVariables, SessionEndMutation, SessionEndMutationVariables, StaffOrderFulfillMutation, StaffOrderFulfillMutationVariables, StaffOrderRefundMutation, StaffOrderRefundMutationVariables, StaffOrdersQuery, StaffOrdersQueryVariables, StaffProductCreateMutation, StaffProductCreateMutationVariables, StaffProductPublishMutation, StaffProductPublishMutationVariables, StaffProductUpdateMutation, StaffProductUpdateMutationVariables, StaffStockQuery, StaffStockQueryVariables, StaffStockAdjustMutation, StaffStockAdjustMutationVariables, StaffUsersQuery, StaffUsersQueryVariables } from './types.ts'

export const Account: Operation<AccountQuery, AccountQueryVariables> = {
  name: 'Account',
  kind: 'query',
  id: 'e41bafe4e7c1cfaa9e5d7ca64bf4d529c616c0b56ea0452af7d87af75970c815',
  text: "query Account {\n  me {\n    __typename\n    id\n    email\n    name\n    roles\n    createdAt\n    sessions(first: 20) {\n      __typename\n      nodes {\n        __typename\n        id\n        current\n        device\n        lastUsedAt\n        expiresAt\n      }\n      pageInfo {\n        __typename\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}",
}

export const AccountDelete: Operation<AccountDeleteMutation, AccountDeleteMutationVariables> = {
  name: 'AccountDelete',
  kind: 'mutation',
  id: '08775bbd55a937cdbac11a9f6f5ff065c37e89950f3b9f3e268fc56e25a5b324',
  text: "mutation AccountDelete($input: UserDeleteInput!) {\n  userDelete(input: $input) {\n    __typename\n    userId\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}",
}

export const CartAdd: Operation<CartAddMutation, CartAddMutationVariables> = {
  name: 'CartAdd',
  kind: 'mutation',
  id: 'a41c7b4f6bd97568d7e22518f81409668ec5cd4ecb0401e88edc77b921af44a6',
  text: "mutation CartAdd($input: CartLinesAddInput!) {\n  cartLinesAdd(input: $input) {\n    __typename\n    cart {\n      __typename\n      ...CartView\n    }\n    userErrors {\n      __typename\n      ...CartError\n    }\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    __typename\n    variantId\n    available\n  }\n}\n\nfragment CartView on Cart {\n  __typename\n  id\n  currency\n  lines {\n    __typename\n    id\n    quantity\n    unitPrice {\n      __typename\n      minor\n      amount\n    }\n    total {\n      __typename\n      minor\n      amount\n    }\n    variant {\n      __typename\n      id\n      name\n      availability\n      product {\n        __typename\n        id\n        name\n        slug\n      }\n    }\n  }\n  subtotal {\n    __typename\n    minor\n    amount\n  }\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n  problems {\n    __typename\n    code\n    message\n    lineId\n  }\n}",
}

export const CartById: Operation<CartByIdQuery, CartByIdQueryVariables> = {
  name: 'CartById',
  kind: 'query',
  id: '43e892f2f9e73d4b05758f5cc4e56e4765ddd7cffcbf9ade3d38ba1bbec14f95',
  text: "query CartById($id: ID!) {\n  cart(id: $id) {\n    __typename\n    ...CartView\n  }\n}\n\nfragment CartView on Cart {\n  __typename\n  id\n  currency\n  lines {\n    __typename\n    id\n    quantity\n    unitPrice {\n      __typename\n      minor\n      amount\n    }\n    total {\n      __typename\n      minor\n      amount\n    }\n    variant {\n      __typename\n      id\n      name\n      availability\n      product {\n        __typename\n        id\n        name\n        slug\n      }\n    }\n  }\n  subtotal {\n    __typename\n    minor\n    amount\n  }\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n  problems {\n    __typename\n    code\n    message\n    lineId\n  }\n}",
}

export const CartChange: Operation<CartChangeMutation, CartChangeMutationVariables> = {
  name: 'CartChange',
  kind: 'mutation',
  id: 'ee8087ebf191c0e6c79dc93da9eb9ca17c87fccd8dd023517322ddea4f18d441',
  text: "mutation CartChange($input: CartLinesUpdateInput!) {\n  cartLinesUpdate(input: $input) {\n    __typename\n    cart {\n      __typename\n      ...CartView\n    }\n    userErrors {\n      __typename\n      ...CartError\n    }\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    __typename\n    variantId\n    available\n  }\n}\n\nfragment CartView on Cart {\n  __typename\n  id\n  currency\n  lines {\n    __typename\n    id\n    quantity\n    unitPrice {\n      __typename\n      minor\n      amount\n    }\n    total {\n      __typename\n      minor\n      amount\n    }\n    variant {\n      __typename\n      id\n      name\n      availability\n      product {\n        __typename\n        id\n        name\n        slug\n      }\n    }\n  }\n  subtotal {\n    __typename\n    minor\n    amount\n  }\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n  problems {\n    __typename\n    code\n    message\n    lineId\n  }\n}",
}

export const CartOpen: Operation<CartOpenMutation, CartOpenMutationVariables> = {
  name: 'CartOpen',
  kind: 'mutation',
  id: '62659edd690988f293740bb8f50449ba2defb86ff0d8947d02c1874187caf315',
  text: "mutation CartOpen($input: CartCreateInput!) {\n  cartCreate(input: $input) {\n    __typename\n    cart {\n      __typename\n      ...CartView\n    }\n    userErrors {\n      __typename\n      ...CartError\n    }\n  }\n}\n\nfragment CartError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    __typename\n    variantId\n    available\n  }\n}\n\nfragment CartView on Cart {\n  __typename\n  id\n  currency\n  lines {\n    __typename\n    id\n    quantity\n    unitPrice {\n      __typename\n      minor\n      amount\n    }\n    total {\n      __typename\n      minor\n      amount\n    }\n    variant {\n      __typename\n      id\n      name\n      availability\n      product {\n        __typename\n        id\n        name\n        slug\n      }\n    }\n  }\n  subtotal {\n    __typename\n    minor\n    amount\n  }\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n  problems {\n    __typename\n    code\n    message\n    lineId\n  }\n}",
}

export const Categories: Operation<CategoriesQuery, CategoriesQueryVariables> = {
  name: 'Categories',
  kind: 'query',
  id: '009e2cd5c1d14fd0998f0287d8c097b64aa2b5be1f41f6673fb722f48c6e85bb',
  text: "query Categories($first: Int = 20, $after: String) {\n  categories(first: $first, after: $after) {\n    __typename\n    nodes {\n      __typename\n      id\n      slug\n      name\n    }\n    pageInfo {\n      __typename\n      hasNextPage\n      endCursor\n    }\n  }\n}",
}

export const Checkout: Operation<CheckoutMutation, CheckoutMutationVariables> = {
  name: 'Checkout',
  kind: 'mutation',
  id: 'c0e539a44373413ed248b5366ce770779e31c490c665bc061a700035ae414f4e',
  text: "mutation Checkout($input: CheckoutCompleteInput!) {\n  checkoutComplete(input: $input) {\n    __typename\n    order {\n      __typename\n      ...CheckoutOrder\n    }\n    orderAccessToken\n    nextAction {\n      __typename\n      ... on RedirectAction {\n        __typename\n        url\n      }\n    }\n    userErrors {\n      __typename\n      ...CheckoutError\n    }\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    __typename\n    variantId\n    available\n  }\n  ... on PriceChanged {\n    __typename\n    actual {\n      __typename\n      minor\n      currency\n      amount\n    }\n  }\n}\n\nfragment CheckoutOrder on Order {\n  __typename\n  id\n  number\n  status\n  paymentStatus\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n}",
}

export const CheckoutBuyer: Operation<CheckoutBuyerMutation, CheckoutBuyerMutationVariables> = {
  name: 'CheckoutBuyer',
  kind: 'mutation',
  id: '99446c974218238e98715dbf16712823361920becc5ea77d73566189b6d401b1',
  text: "mutation CheckoutBuyer($input: CartBuyerUpdateInput!) {\n  cartBuyerUpdate(input: $input) {\n    __typename\n    cart {\n      __typename\n      id\n      email\n      shippingAddress {\n        __typename\n        name\n        line1\n        line2\n        city\n        region\n        postalCode\n        country\n        phone\n      }\n      total {\n        __typename\n        minor\n        currency\n        amount\n      }\n      problems {\n        __typename\n        code\n        message\n        lineId\n      }\n    }\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}",
}

export const CheckoutConfirm: Operation<CheckoutConfirmMutation, CheckoutConfirmMutationVariables> = {
  name: 'CheckoutConfirm',
  kind: 'mutation',
  id: '90ac5798492d645e0b0206d1d571520df02ecf2ade902945d65ce0fb0e301b45',
  text: "mutation CheckoutConfirm($input: PaymentConfirmInput!) {\n  paymentConfirm(input: $input) {\n    __typename\n    order {\n      __typename\n      ...CheckoutOrder\n    }\n    nextAction {\n      __typename\n      ... on RedirectAction {\n        __typename\n        url\n      }\n    }\n    userErrors {\n      __typename\n      ...CheckoutError\n    }\n  }\n}\n\nfragment CheckoutError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on InsufficientStock {\n    __typename\n    variantId\n    available\n  }\n  ... on PriceChanged {\n    __typename\n    actual {\n      __typename\n      minor\n      currency\n      amount\n    }\n  }\n}\n\nfragment CheckoutOrder on Order {\n  __typename\n  id\n  number\n  status\n  paymentStatus\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n}",
}

export const Login: Operation<LoginMutation, LoginMutationVariables> = {
  name: 'Login',
  kind: 'mutation',
  id: 'dbe8f48ee12fa76251f95d777abde1cc8ff054930071b43b3eb2ee5c6b79c4d3',
  text: "mutation Login($input: UserLoginInput!) {\n  userLogin(input: $input) {\n    __typename\n    user {\n      __typename\n      id\n      name\n      roles\n    }\n    tokens {\n      __typename\n      ...Tokens\n    }\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}\n\nfragment Tokens on AuthTokens {\n  __typename\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n}",
}

export const Logout: Operation<LogoutMutation, LogoutMutationVariables> = {
  name: 'Logout',
  kind: 'mutation',
  id: '1e555e0d3ae18d5fe9f7e1a84b2d6480ddbb324fd02a4171d1e23618bcc360c3',
  text: "mutation Logout {\n  userLogout {\n    __typename\n    user {\n      __typename\n      id\n    }\n    userErrors {\n      __typename\n      code\n    }\n  }\n}",
}

export const LogoutEverywhere: Operation<LogoutEverywhereMutation, LogoutEverywhereMutationVariables> = {
  name: 'LogoutEverywhere',
  kind: 'mutation',
  id: '7cc959505ce33fec814e3026ced95bbb938f5affacf64443a75933f0787b3264',
  text: "mutation LogoutEverywhere {\n  userLogoutEverywhere {\n    __typename\n    sessionsRevoked\n    userErrors {\n      __typename\n      code\n    }\n  }\n}",
}

export const MyCart: Operation<MyCartQuery, MyCartQueryVariables> = {
  name: 'MyCart',
  kind: 'query',
  id: 'd2a693927a0b674a40f767f234c8bc7d2cfb559f492275415cc21a26207a258a',
  text: "query MyCart {\n  me {\n    __typename\n    id\n    cart {\n      __typename\n      ...CartView\n    }\n  }\n}\n\nfragment CartView on Cart {\n  __typename\n  id\n  currency\n  lines {\n    __typename\n    id\n    quantity\n    unitPrice {\n      __typename\n      minor\n      amount\n    }\n    total {\n      __typename\n      minor\n      amount\n    }\n    variant {\n      __typename\n      id\n      name\n      availability\n      product {\n        __typename\n        id\n        name\n        slug\n      }\n    }\n  }\n  subtotal {\n    __typename\n    minor\n    amount\n  }\n  total {\n    __typename\n    minor\n    currency\n    amount\n  }\n  problems {\n    __typename\n    code\n    message\n    lineId\n  }\n}",
}

export const OrderCallOff: Operation<OrderCallOffMutation, OrderCallOffMutationVariables> = {
  name: 'OrderCallOff',
  kind: 'mutation',
  id: 'f021100cc08f943972e4d7aaee0935113a3c5f9d7678646fcad9a6c7ee4cb113',
  text: "mutation OrderCallOff($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    __typename\n    order {\n      __typename\n      id\n      status\n      paymentStatus\n    }\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}",
}

export const OrderDetails: Operation<OrderDetailsQuery, OrderDetailsQueryVariables> = {
  name: 'OrderDetails',
  kind: 'query',
  id: '2e3dce5df3911d8a9e9e76fc4cbf00f636f259cf5ae4ff673ff6d6563f407eaa',
  text: "query OrderDetails($id: ID!, $accessToken: String) {\n  order(id: $id, accessToken: $accessToken) {\n    __typename\n    id\n    number\n    status\n    paymentStatus\n    fulfillmentStatus\n    placedAt\n    email\n    shippingAddress {\n      __typename\n      name\n      line1\n      city\n      postalCode\n      country\n    }\n    lines {\n      __typename\n      id\n      productName\n      variantName\n      sku\n      quantity\n      quantityFulfilled\n      unitPrice {\n        __typename\n        amount\n      }\n      total {\n        __typename\n        amount\n      }\n    }\n    total {\n      __typename\n      amount\n      currency\n    }\n    nextAction {\n      __typename\n      ... on RedirectAction {\n        __typename\n        url\n      }\n    }\n    payments {\n      __typename\n      id\n      status\n      captured {\n        __typename\n        amount\n      }\n    }\n    refunds {\n      __typename\n      id\n      status\n      amount {\n        __typename\n        amount\n      }\n    }\n    shipments {\n      __typename\n      id\n      tracking {\n        __typename\n        carrier\n        number\n        url\n      }\n      lines {\n        __typename\n        quantity\n        orderLine {\n          __typename\n          id\n        }\n      }\n    }\n    events(first: 50) {\n      __typename\n      nodes {\n        __typename\n        id\n        type\n        at\n        message\n      }\n    }\n  }\n}",
}

export const OrderFollow: Operation<OrderFollowSubscription, OrderFollowSubscriptionVariables> = {
  name: 'OrderFollow',
  kind: 'subscription',
  id: '75b4b22923f129f1351ff25b491acde4f95c5c2a4a216b39195f9d72e04f401c',
  text: "subscription OrderFollow($id: ID!, $accessToken: String) {\n  orderUpdated(id: $id, accessToken: $accessToken) {\n    __typename\n    id\n    status\n    paymentStatus\n    fulfillmentStatus\n  }\n}",
}

export const OrderHistory: Operation<OrderHistoryQuery, OrderHistoryQueryVariables> = {
  name: 'OrderHistory',
  kind: 'query',
  id: '57c655661c7428d76d3855a8c5e4775b4144a0c3949bac2fd53105d2566fe38f',
  text: "query OrderHistory($first: Int = 20, $after: String) {\n  me {\n    __typename\n    id\n    name\n    orders(first: $first, after: $after) {\n      __typename\n      nodes {\n        __typename\n        id\n        number\n        status\n        placedAt\n        total {\n          __typename\n          amount\n          currency\n        }\n        lines {\n          __typename\n          id\n          productName\n          quantity\n          total {\n            __typename\n            amount\n          }\n          variant {\n            __typename\n            id\n            name\n            product {\n              __typename\n              id\n              name\n              slug\n            }\n          }\n        }\n      }\n      pageInfo {\n        __typename\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}",
}

export const PasswordChange: Operation<PasswordChangeMutation, PasswordChangeMutationVariables> = {
  name: 'PasswordChange',
  kind: 'mutation',
  id: '5e4977c07b554057f768ff7fee308253ff43d50b7040875055e7b9fe335c471d',
  text: "mutation PasswordChange($input: UserPasswordChangeInput!) {\n  userPasswordChange(input: $input) {\n    __typename\n    user {\n      __typename\n      id\n    }\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}",
}

export const ProductBySlug: Operation<ProductBySlugQuery, ProductBySlugQueryVariables> = {
  name: 'ProductBySlug',
  kind: 'query',
  id: 'a28640bc7ef2dcfc78bc6a6891b53c4bab0a20e8073875bd0637d8d748a384bf',
  text: "query ProductBySlug($slug: String!, $currency: CurrencyCode) {\n  product(slug: $slug) {\n    __typename\n    id\n    slug\n    name\n    description\n    categories {\n      __typename\n      id\n      slug\n      name\n    }\n    priceRange(currency: $currency) {\n      __typename\n      min {\n        __typename\n        amount\n        currency\n      }\n      max {\n        __typename\n        amount\n        currency\n      }\n    }\n    variants {\n      __typename\n      id\n      sku\n      name\n      price(currency: $currency) {\n        __typename\n        minor\n        currency\n        amount\n      }\n      availability\n    }\n  }\n}",
}

export const ProductsPage: Operation<ProductsPageQuery, ProductsPageQueryVariables> = {
  name: 'ProductsPage',
  kind: 'query',
  id: 'e45dbbe07785789bfc372e26dc512ed8252d31ef943c1e6cc3dbf92fbc8b7622',
  text: "query ProductsPage($first: Int = 20, $after: String, $search: String, $where: ProductWhere, $currency: CurrencyCode) {\n  products(\n    first: $first\n    after: $after\n    search: $search\n    where: $where\n    sort: {field: NAME, direction: ASC}\n  ) {\n    __typename\n    totalCount\n    nodes {\n      __typename\n      id\n      slug\n      name\n      variants {\n        __typename\n        id\n        sku\n        name\n        price(currency: $currency) {\n          __typename\n          minor\n          currency\n          amount\n        }\n        availability\n      }\n    }\n    pageInfo {\n      __typename\n      hasNextPage\n      endCursor\n    }\n  }\n}",
}

export const ProfileUpdate: Operation<ProfileUpdateMutation, ProfileUpdateMutationVariables> = {
  name: 'ProfileUpdate',
  kind: 'mutation',
  id: '3b95de303dc1c3607a6c86e469b169c5b8a144f11701f75858e85c372f8c38c1',
  text: "mutation ProfileUpdate($input: UserUpdateInput!) {\n  userUpdate(input: $input) {\n    __typename\n    user {\n      __typename\n      id\n      name\n    }\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}",
}

export const Refresh: Operation<RefreshMutation, RefreshMutationVariables> = {
  name: 'Refresh',
  kind: 'mutation',
  id: '5a8564c4059a480ed323fb1470c3127436da347b58359137287ccf899b7da65d',
  text: "mutation Refresh($input: SessionRefreshInput!) {\n  sessionRefresh(input: $input) {\n    __typename\n    tokens {\n      __typename\n      ...Tokens\n    }\n    userErrors {\n      __typename\n      code\n      message\n    }\n  }\n}\n\nfragment Tokens on AuthTokens {\n  __typename\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n}",
}

export const Register: Operation<RegisterMutation, RegisterMutationVariables> = {
  name: 'Register',
  kind: 'mutation',
  id: '444b7d224a54f6f654b8d6b60dc91f145401c2b318b08d7afd74520d0ea57b15',
  text: "mutation Register($input: UserRegisterInput!) {\n  userRegister(input: $input) {\n    __typename\n    user {\n      __typename\n      id\n      name\n      roles\n    }\n    tokens {\n      __typename\n      ...Tokens\n    }\n    userErrors {\n      __typename\n      code\n      message\n      path\n    }\n  }\n}\n\nfragment Tokens on AuthTokens {\n  __typename\n  accessToken\n  accessTokenExpiresAt\n  refreshToken\n  refreshTokenExpiresAt\n}",
}

export const SessionEnd: Operation<SessionEndMutation, SessionEndMutationVariables> = {
  name: 'SessionEnd',
  kind: 'mutation',
  id: '5f6d6ad952418a10c11e1f4c55c00999ad5ea23297e338a7c95b329c09eca3af',
  text: "mutation SessionEnd($input: SessionRevokeInput!) {\n  sessionRevoke(input: $input) {\n    __typename\n    session {\n      __typename\n      id\n    }\n    userErrors {\n      __typename\n      code\n      message\n    }\n  }\n}",
}

export const StaffOrderFulfill: Operation<StaffOrderFulfillMutation, StaffOrderFulfillMutationVariables> = {
  name: 'StaffOrderFulfill',
  kind: 'mutation',
  id: '19df0e0e4bd12bb150eab50bccfc93cead5843b9fdf86d9f088228054637f1e0',
  text: "mutation StaffOrderFulfill($input: OrderFulfillInput!) {\n  orderFulfill(input: $input) {\n    __typename\n    order {\n      __typename\n      id\n      status\n      fulfillmentStatus\n    }\n    shipment {\n      __typename\n      id\n    }\n    userErrors {\n      __typename\n      ...StaffError\n    }\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    __typename\n    currentVersion\n  }\n}",
}

export const StaffOrderRefund: Operation<StaffOrderRefundMutation, StaffOrderRefundMutationVariables> = {
  name: 'StaffOrderRefund',
  kind: 'mutation',
  id: '0d183a598a63e1da0069e522af0c889b5ede66e231d636550f7c478e7b8658b3',
  text: "mutation StaffOrderRefund($input: OrderRefundInput!) {\n  orderRefund(input: $input) {\n    __typename\n    order {\n      __typename\n      id\n      paymentStatus\n      totalRefunded {\n        __typename\n        amount\n        currency\n      }\n    }\n    refund {\n      __typename\n      id\n      status\n      amount {\n        __typename\n        amount\n        currency\n      }\n    }\n    userErrors {\n      __typename\n      ...StaffError\n    }\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    __typename\n    currentVersion\n  }\n}",
}

export const StaffOrders: Operation<StaffOrdersQuery, StaffOrdersQueryVariables> = {
  name: 'StaffOrders',
  kind: 'query',
  id: '62e781e0a6af51c0fc1a6a988add063de5e525db1fb7684c8e373ba592df0c4c',
  text: "query StaffOrders($first: Int = 20, $after: String, $where: OrderWhere) {\n  orders(first: $first, after: $after, where: $where) {\n    __typename\n    totalCount\n    nodes {\n      __typename\n      id\n      number\n      status\n      paymentStatus\n      fulfillmentStatus\n      placedAt\n      total {\n        __typename\n        amount\n        currency\n      }\n      customer {\n        __typename\n        id\n        name\n      }\n    }\n    pageInfo {\n      __typename\n      hasNextPage\n      endCursor\n    }\n  }\n}",
}

export const StaffProductCreate: Operation<StaffProductCreateMutation, StaffProductCreateMutationVariables> = {
  name: 'StaffProductCreate',
  kind: 'mutation',
  id: 'dde988e4609374d8014ab1d2798c1798eaf0657fdce8843cf07490375301509e',
  text: "mutation StaffProductCreate($input: ProductCreateInput!) {\n  productCreate(input: $input) {\n    __typename\n    product {\n      __typename\n      id\n      slug\n      status\n      version\n      variants {\n        __typename\n        id\n        sku\n      }\n    }\n    userErrors {\n      __typename\n      ...StaffError\n    }\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    __typename\n    currentVersion\n  }\n}",
}

export const StaffProductPublish: Operation<StaffProductPublishMutation, StaffProductPublishMutationVariables> = {
  name: 'StaffProductPublish',
  kind: 'mutation',
  id: 'cd3b7e94622e549f3ddb58d84bcfdd6162451e640a884940ca88a6f4d907b2b1',
  text: "mutation StaffProductPublish($input: ProductPublishInput!) {\n  productPublish(input: $input) {\n    __typename\n    product {\n      __typename\n      id\n      status\n      version\n    }\n    userErrors {\n      __typename\n      ...StaffError\n    }\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    __typename\n    currentVersion\n  }\n}",
}

export const StaffProductUpdate: Operation<StaffProductUpdateMutation, StaffProductUpdateMutationVariables> = {
  name: 'StaffProductUpdate',
  kind: 'mutation',
  id: '3d557c42d16c140a61ac324dc89a120e972f5d5804856759bf014c8b92f5b910',
  text: "mutation StaffProductUpdate($input: ProductUpdateInput!) {\n  productUpdate(input: $input) {\n    __typename\n    product {\n      __typename\n      id\n      name\n      version\n    }\n    userErrors {\n      __typename\n      ...StaffError\n    }\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    __typename\n    currentVersion\n  }\n}",
}

export const StaffStock: Operation<StaffStockQuery, StaffStockQueryVariables> = {
  name: 'StaffStock',
  kind: 'query',
  id: 'dea0feaf665db7053864b2b945146f5e3e70ac8677246246d020ff5c01b8d3e9',
  text: "query StaffStock($sku: String!, $after: String) {\n  variant(sku: $sku) {\n    __typename\n    id\n    sku\n    product {\n      __typename\n      id\n      name\n      status\n      version\n    }\n    stock {\n      __typename\n      onHand\n      reserved\n      available\n    }\n    cost {\n      __typename\n      amount\n      currency\n    }\n    stockMovements(first: 20, after: $after) {\n      __typename\n      nodes {\n        __typename\n        id\n        reason\n        onHandDelta\n        reservedDelta\n        at\n        orderId\n        actor {\n          __typename\n          id\n          name\n        }\n      }\n      pageInfo {\n        __typename\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}",
}

export const StaffStockAdjust: Operation<StaffStockAdjustMutation, StaffStockAdjustMutationVariables> = {
  name: 'StaffStockAdjust',
  kind: 'mutation',
  id: 'f37ea0d846a24b088dd0797b37e1d3930aace2f45889f293d716d9d45ac58b66',
  text: "mutation StaffStockAdjust($input: StockAdjustInput!) {\n  stockAdjust(input: $input) {\n    __typename\n    variant {\n      __typename\n      id\n      stock {\n        __typename\n        onHand\n        reserved\n        available\n      }\n    }\n    userErrors {\n      __typename\n      ...StaffError\n    }\n  }\n}\n\nfragment StaffError on UserError {\n  __typename\n  code\n  message\n  path\n  ... on VersionConflict {\n    __typename\n    currentVersion\n  }\n}",
}

export const StaffUsers: Operation<StaffUsersQuery, StaffUsersQueryVariables> = {
  name: 'StaffUsers',
  kind: 'query',
  id: 'd9eb1b3ba7e9ee468575c145213a0bd1af3abc828327d1a61f1ebed1eb86ab5e',
  text: "query StaffUsers($first: Int = 20, $after: String, $search: String) {\n  users(first: $first, after: $after, search: $search) {\n    __typename\n    totalCount\n    nodes {\n      __typename\n      id\n      name\n    }\n    pageInfo {\n      __typename\n      hasNextPage\n      endCursor\n    }\n  }\n}",
}
