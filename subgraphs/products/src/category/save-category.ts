// Creates and changes categories.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { StoredCategory } from '../catalog/product.ts'
import { slugify, slugWithId } from '../catalog/slug.ts'
import { checkSlug } from '../editing/product-input.ts'
import { foldText } from '../fold-text.ts'
import type { CategoryCreateInput, CategoryUpdateInput } from '../generated/resolvers-types.ts'
import { inputCheck } from '../input-check.ts'
import { notFound, taken, versionConflict } from '../user-errors.ts'
import { findCategories, insertCategory, updateCategory as writeCategory } from './store.ts'

type Database = Pick<Connection, 'db'>

export async function createCategory(
  database: Database,
  input: CategoryCreateInput,
): Promise<StoredCategory> {
  const { name, slug: asked } = parseInput(input)
  if (name === undefined) throw new TypeError('the schema requires a name')
  const id = newId('cat')
  const draft = { id, ...name }
  const made = slugify(name.name)
  const slugs = asked === undefined ? [made, slugWithId(made, id, 'category')] : [asked]
  for (const slug of slugs.filter(Boolean)) {
    const category = await insertCategory(database, { ...draft, slug })
    if (category !== undefined) return category
  }
  throw new Refusal(taken(['input', 'slug'], 'category'))
}

export async function updateCategory(
  database: Database,
  input: CategoryUpdateInput,
): Promise<StoredCategory> {
  const change = parseInput(input)
  const { id, expectedVersion: version } = input
  const category = isId('cat', id) ? await writeCategory(database, { id, version }, change) : undefined
  if (category !== undefined) return category
  const [current] = isId('cat', id) ? await findCategories(database, [id]) : []
  throw new Refusal(
    current === undefined
      ? notFound(['input', 'id'], 'category')
      : versionConflict('category', current.version),
  )
}

function parseInput(input: {
  readonly name?: string | null | undefined
  readonly slug?: string | null | undefined
}) {
  const check = inputCheck()
  const name =
    input.name == null ? undefined : check.text(['input', 'name'], input.name, { min: 1, max: 100 })
  const change = {
    name: name === undefined ? undefined : { name, sortName: foldText(name) },
    slug: input.slug == null ? undefined : checkSlug(check, ['input', 'slug'], input.slug),
  }
  check.done()
  return change
}
