// What a search compares, as literal text: every word of the search must begin some term of the product. Terms are the
// words, what is left of a word from each place where letters or digits begin, and its punctuation: so `001` finds
// `TEA-001-XL`, `100%` finds only `100%`, and `%` finds only what has a `%`. Pure.
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

/** Terms of the whole product; those of its name and SKUs have a blank before them, which no other term has. */
export function productTerms({ name, skus, description }: Searchable): string[] {
  const title = [name, ...skus].flatMap(termsOf).map((term) => ` ${term}`)
  return [...new Set([...title, ...termsOf(description)])].slice(0, maxTerms)
}

/** Folded words of a search; none when it is blank. */
export function searchWords(search: string): string[] {
  return [...new Set(wordsOf(search).map((word) => cut(word)))]
}

/** A tsquery that asks for terms that begin with each of the words, in titles only or anywhere. */
export function termQuery(words: readonly string[], where: 'anywhere' | 'title'): string {
  return words
    .map((word) => {
      const inTitle = `${quoted(` ${word}`)}:*`
      return where === 'title' ? inTitle : `(${inTitle} | ${quoted(word)}:*)`
    })
    .join(' & ')
}

function termsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) => [
    cut(word),
    ...[...word.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => cut(word, index)),
    ...(word.match(/[^\p{L}\p{N}]+/gu) ?? []).map((punctuation) => cut(punctuation)),
  ])
}

function wordsOf(text: string): string[] {
  return foldText(text).split(/\s+/u).filter(Boolean)
}

/** At most so many UTF-16 units from there on, and no half of a pair of surrogates at the end. */
function cut(text: string, from = 0): string {
  const part = text.slice(from, from + maxSearchLength)
  return part.isWellFormed() ? part : part.slice(0, -1)
}

/** As text of a tsquery; a tsvector is made of an array and needs no quotes. */
function quoted(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
