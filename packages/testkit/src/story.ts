// Stories: a test says what its shop is like and who is there, `aShop(stack).withProduct().signedInAs('CUSTOMER')`,
// and gets it made through the graph. Only a role beyond CUSTOMER is given behind its back, by SQL.
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { type GraphClient, graphClient } from './graph-client.ts'
import type { Stack } from './stack.ts'

export type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN'

export type Product = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly variants: readonly Variant[]
}
export type Variant = { readonly id: string; readonly sku: string; readonly priceMinor: number }

export type Account = {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly refreshToken: string
  readonly graph: GraphClient
}

export type ProductStory = {
  readonly name?: string
  readonly stock?: number
  /** EUR cents of each variant. */
  readonly prices?: readonly number[]
  readonly status?: 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
}

export type Shop = {
  readonly stack: Stack
  readonly anonymous: GraphClient
  readonly staff: Account
  readonly products: readonly Product[]
  /** The account of `signedInAs`, the last one when told several. */
  readonly viewer: Account
  /** Everybody of `signedInAs`, in order. */
  readonly viewers: readonly Account[]
}

export type ShopStory = {
  withProduct(product?: ProductStory): ShopStory
  signedInAs(role?: Role): ShopStory
  /** Makes it so. */
  open(): Promise<Shop>
}

type Chapter = { readonly products: readonly ProductStory[]; readonly roles: readonly Role[] }

export function aShop(stack: Stack, told: Chapter = { products: [], roles: [] }): ShopStory {
  return {
    withProduct: (product = {}) => aShop(stack, { ...told, products: [...told.products, product] }),
    signedInAs: (role = 'CUSTOMER') => aShop(stack, { ...told, roles: [...told.roles, role] }),
    open: () => openShop(stack, told),
  }
}

async function openShop(stack: Stack, { products, roles }: Chapter): Promise<Shop> {
  const staff = await anAccount(stack, 'STAFF')
  const made: Product[] = []
  for (const product of products) made.push(await makeProduct(staff.graph, product))
  const viewers: Account[] = []
  for (const role of roles) viewers.push(await anAccount(stack, role))
  return {
    stack,
    anonymous: graphClient(stack.url),
    staff,
    products: made,
    viewers,
    viewer: viewers.at(-1) ?? staff,
  }
}

/** Registers somebody new and signs them in. */
export async function anAccount(stack: Stack, role: Role = 'CUSTOMER'): Promise<Account> {
  const anonymous = graphClient(stack.url)
  const email = `${role.toLowerCase()}-${unique()}@shop.test`
  const password = `pass-${unique()}`
  const { userRegister } = await anonymous.get<{ userRegister: { user: { id: string }; tokens: Tokens } }>(
    `mutation Register($input: UserRegisterInput!) {
      userRegister(input: $input) { user { id } tokens { accessToken refreshToken } userErrors { code message } }
    }`,
    { input: { email, password, name: `Some ${role.toLowerCase()}` } },
  )
  const { id } = userRegister.user
  const tokens =
    role === 'CUSTOMER' ? userRegister.tokens : await promoted(stack, { id, email, password, role })
  return { id, email, password, refreshToken: tokens.refreshToken, graph: anonymous.as(tokens.accessToken) }
}

type Tokens = { readonly accessToken: string; readonly refreshToken: string }

async function promoted(
  stack: Stack,
  { id, email, password, role }: { id: string; email: string; password: string; role: Role },
): Promise<Tokens> {
  const sql = postgres(stack.databases.users, { max: 1, onnotice: () => {} })
  try {
    await sql`update users set roles = ${[role]} where id = ${id}`
  } finally {
    await sql.end()
  }
  const { userLogin } = await graphClient(stack.url).get<{ userLogin: { tokens: Tokens } }>(
    `mutation Login($input: UserLoginInput!) {
      userLogin(input: $input) { tokens { accessToken refreshToken } userErrors { code message } }
    }`,
    { input: { email, password } },
  )
  return userLogin.tokens
}

/** A product with stock, made by staff. */
export async function makeProduct(staff: GraphClient, story: ProductStory = {}): Promise<Product> {
  const { name = `Thing ${unique()}`, stock = 100, prices = [1_000], status = 'ACTIVE' } = story
  const { productCreate } = await staff.get<{
    productCreate: { product: Omit<Product, 'variants'> & { variants: { id: string; sku: string }[] } }
  }>(
    `mutation Create($input: ProductCreateInput!) {
      productCreate(input: $input) { product { id slug name variants { id sku } } userErrors { code message } }
    }`,
    {
      input: {
        name,
        status,
        variants: prices.map((minor, index) => ({
          sku: `SKU-${unique()}`,
          name: `Variant ${index + 1}`,
          price: { minor, currency: 'EUR' },
        })),
      },
    },
  )
  const { product } = productCreate
  if (stock > 0) for (const { id } of product.variants) await addStock(staff, id, stock)
  return {
    ...product,
    variants: product.variants.map((each, index) => ({ ...each, priceMinor: prices[index] ?? 0 })),
  }
}

export async function addStock(staff: GraphClient, variantId: string, delta: number): Promise<void> {
  await staff.get(
    `mutation Stock($input: StockAdjustInput!) { stockAdjust(input: $input) { variant { id } userErrors { code } } }`,
    { input: { variantId, delta, reason: 'RECEIVED', idempotencyKey: unique() } },
  )
}

export function unique(): string {
  return randomBytes(8).toString('hex')
}
