// What a search compares, as literal text: every word of the search must begin some term of the product. A term is a
// word from any place where letters or digits begin or end, so `001` finds `TEA-001-XL`, and `%` finds only `%`. Pure.
import { foldText } from '../fold-text.ts'

/** As long as a search may be: a longer term could not tell more. */
export const maxSearchLength = 100

// A tsvector holds 1 MB; 2,000 terms of 100 characters of 4 bytes stay below it. Names come first, descriptions last.
const maxTerms = 2_000

export type Searchable = {
  readonly name: string
  readonly skus: readonly string[]
  readonly description: string
}

/** Terms of the whole product; those of its name and SKUs come once more with a blank before them, which no term has. */
export function productTerms({ name, skus, description }: Searchable): string[] {
  const terms = new Set<string>()
  const title = [name, ...skus].flatMap(termsOf)
  for (const term of title) terms.add(` ${term}`)
  for (const term of [...title, ...termsOf(description)]) {
    if (terms.size >= maxTerms) break
    terms.add(term)
  }
  return [...terms].slice(0, maxTerms)
}

/** Folded words of a search; none when it is blank. */
export function searchWords(search: string): string[] {
  return [...new Set(wordsOf(search))]
}

/** A tsquery that asks for terms that begin with each of the words, in titles only or anywhere. */
export function termQuery(words: readonly string[], where: 'anywhere' | 'title'): string {
  return words.map((word) => `${quoted(where === 'title' ? ` ${word}` : word)}:*`).join(' & ')
}

function termsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) =>
    [...word.matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu)].map(({ index }) => cut(word.slice(index))),
  )
}

function wordsOf(text: string): string[] {
  return foldText(text).split(/\s+/u).filter(Boolean).map(cut)
}

/** Never through a pair of surrogates. */
function cut(text: string): string {
  return text.length <= maxSearchLength ? text : [...text].slice(0, maxSearchLength).join('')
}

/** As text of a tsquery; a tsvector is made of an array and needs no quotes. */
function quoted(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
