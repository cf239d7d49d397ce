// What a product may be called, described and filed as. Pure.

import { maxCategoriesPerProduct } from '../catalog/product.ts'
import { isSlug } from '../catalog/slug.ts'
import type { InputCheck } from '../input-check.ts'
import type { Path } from '../user-errors.ts'

export function checkProductName(check: InputCheck, path: Path, name: string): string {
  return check.text(path, name, { min: 1, max: 200 })
}

export function checkDescription(check: InputCheck, path: Path, description: string): string {
  check.require([...description].length <= 10_000, path, 'Must have at most 10000 characters.')
  return description
}

export function checkSlug(check: InputCheck, path: Path, slug: string): string {
  check.require(isSlug(slug), path, 'Must be 1 to 100 of a–z, 0–9 and single hyphens.')
  return slug
}

/** Each category once, in the order given. */
export function checkCategoryIds(check: InputCheck, path: Path, ids: readonly string[]): string[] {
  const distinct = [...new Set(ids)]
  check.require(
    distinct.length <= maxCategoriesPerProduct,
    path,
    `Must be at most ${maxCategoriesPerProduct} categories.`,
  )
  return distinct
}
