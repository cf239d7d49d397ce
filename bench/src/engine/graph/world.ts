// What the benchmark's graph holds: six users, nine products, eleven reviews, referring to each other as in the public
// benchmark: all reviews are by the first user, every user has the first two, products share them out. `groups` repeats
// that as often, with entities of its own in each group. Pure.

export type User = {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly birthday: number
  reviews(): readonly Review[]
}

export type Product = {
  readonly upc: string
  readonly name: string
  readonly price: number
  readonly weight: number
  readonly inStock: boolean
  readonly shippingEstimate: number | null
  reviews(): readonly Review[]
}

export type Review = {
  readonly id: string
  readonly body: string
  product(): Product
  author(): User
}

export type World = {
  readonly users: readonly User[]
  /** The best of every group first, then the second best of each. */
  readonly topProducts: readonly Product[]
  user(id: unknown): User | undefined
  product(upc: unknown): Product | undefined
  review(id: unknown): Review | undefined
}

/** How many of its products each group shows as its top ones. */
export const topPerGroup = 5

const userNames = ['Cedar', 'Linden', 'Hawthorn', 'Sycamore', 'Juniper', 'Tamarack']
const goods = [
  { name: 'Table', price: 899, weight: 100, inStock: true },
  { name: 'Couch', price: 1_299, weight: 1_000, inStock: false },
  { name: 'Glass', price: 15, weight: 20, inStock: false },
  { name: 'Chair', price: 499, weight: 100, inStock: false },
  { name: 'Screen', price: 1_299, weight: 1_000, inStock: true },
  { name: 'Lamp', price: 6_999, weight: 300, inStock: true },
  { name: 'Grill', price: 3_999, weight: 2_000, inStock: true },
  { name: 'Fridge', price: 100_000, weight: 6_000, inStock: false },
  { name: 'Sofa', price: 9_999, weight: 800, inStock: true },
]
/** Of each review: which of the goods it is about, and how many characters it has. */
const opinions = [
  { about: 0, length: 445 },
  { about: 0, length: 290 },
  { about: 0, length: 275 },
  { about: 0, length: 142 },
  { about: 1, length: 445 },
  { about: 1, length: 290 },
  { about: 1, length: 275 },
  { about: 1, length: 142 },
  { about: 2, length: 142 },
  { about: 3, length: 142 },
  { about: 3, length: 847 },
]
const reviewsPerUser = 2

type Group = { readonly users: User[]; readonly products: Product[]; readonly reviews: Review[] }

export function createWorld(groups = 1): World {
  const made = Array.from({ length: groups }, (_, index) => createGroup(index))
  const users = made.flatMap((group) => group.users)
  const products = made.flatMap((group) => group.products)
  const usersById = new Map(users.map((user) => [user.id, user]))
  const productsByUpc = new Map(products.map((product) => [product.upc, product]))
  const reviewsById = new Map(made.flatMap(({ reviews }) => reviews).map((review) => [review.id, review]))
  return {
    users,
    topProducts: goods.flatMap((_, rank) => made.flatMap((group) => group.products[rank] ?? [])),
    user: (id) => usersById.get(String(id)),
    product: (upc) => productsByUpc.get(String(upc)),
    review: (id) => reviewsById.get(String(id)),
  }
}

function createGroup(index: number): Group {
  const idOf = (ofGroup: readonly unknown[], place: number) => String(index * ofGroup.length + place + 1)
  const group: Group = { users: [], products: [], reviews: [] }
  for (const [place, name] of userNames.entries()) {
    group.users.push({
      id: idOf(userNames, place),
      name: `${name} Account`,
      username: name.toLowerCase(),
      birthday: 1_234_567_890,
      reviews: () => group.reviews.slice(0, reviewsPerUser),
    })
  }
  for (const [place, good] of goods.entries()) {
    group.products.push({
      ...good,
      upc: idOf(goods, place),
      shippingEstimate: shippingEstimate(good),
      reviews: () => group.reviews.filter((_, review) => opinions[review]?.about === place),
    })
  }
  for (const [place, { about, length }] of opinions.entries()) {
    group.reviews.push({
      id: idOf(opinions, place),
      body: text(length, index * opinions.length + place),
      product: () => at(group.products, about),
      author: () => at(group.users, 0),
    })
  }
  return group
}

/** Free above a price of 1,000; null where one of the two is not known. */
export function shippingEstimate({
  price,
  weight,
}: {
  readonly price?: number | null
  readonly weight?: number | null
}): number | null {
  if (price == null || weight == null) return null
  return price > 1_000 ? 0 : weight / 2
}

const words = 'stands firmly beside the window and does what it was bought for in every season '

function text(length: number, from: number): string {
  const offset = (from * 7) % words.length
  return words.repeat(Math.ceil((length + offset) / words.length)).slice(offset, offset + length)
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new RangeError(`there is no item ${index}`)
  return item
}
