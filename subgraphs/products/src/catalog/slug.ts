// Names in URLs: a–z, 0–9 and single hyphens, at most 100 characters. Pure.
import { foldText } from '../fold-text.ts'

export const maxSlugLength = 100

export function isSlug(text: string): boolean {
  return text.length <= maxSlugLength && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
}

/** `Crème brûlée, 2×` → `creme-brulee-2`; empty when no letter or digit can be kept. */
export function slugify(name: string): string {
  const words = foldText(name)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
  return trimHyphens(trimHyphens(words).slice(0, maxSlugLength))
}

/** A slug that nobody else has, because it ends with the object's own id: `tea-7n4kq2`. */
export function slugWithId(slug: string, id: string, fallback: string): string {
  const tail = id.slice(-8).toLowerCase()
  return `${trimHyphens((slug || fallback).slice(0, maxSlugLength - tail.length - 1))}-${tail}`
}

function trimHyphens(text: string): string {
  return text.replace(/^-+|-+$/g, '')
}
