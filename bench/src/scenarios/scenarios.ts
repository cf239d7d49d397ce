// All scenarios, in the order of the tables.
import { checkout } from './checkout.ts'
import { floor } from './floor.ts'
import { login } from './login.ts'
import { orderHistory } from './order-history.ts'
import { productBySlug } from './product-by-slug.ts'
import { anyPage, firstPage } from './products-page.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [
  floor,
  firstPage,
  anyPage,
  productBySlug,
  orderHistory,
  login,
  checkout,
]
