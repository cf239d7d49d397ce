import fc from 'fast-check'
import { expect, test } from 'vitest'
import { productTerms, searchWords, termQuery } from './search-terms.ts'

const plain = { name: '', skus: [], description: '' }

test('a term is a word, what is left of it where letters or digits begin, and its punctuation', () => {
  expect(productTerms({ ...plain, description: '(TEA-001) 100%' })).toEqual([
    '(tea-001)',
    'tea-001)',
    '001)',
    '(',
    '-',
    ')',
    '100%',
    '%',
  ])
})

test('terms of name and SKUs have a blank before them', () => {
  expect(productTerms({ name: 'Green Tea', skus: ['G1'], description: 'tea' })).toEqual([
    ' green',
    ' tea',
    ' g1',
    'tea',
  ])
})

test('case and accents make no difference, wildcards and quotes stay what they are', () => {
  expect(searchWords('  Café  100%  CAFÉ _x ')).toEqual(['cafe', '100%', '_x'])
  expect(termQuery(["o'neil", 'a\\b', '100%'], 'title')).toBe("' o''neil':* & ' a\\\\b':* & ' 100%':*")
  expect(termQuery(['tea', 'ice'], 'anywhere')).toBe("(' tea':* | 'tea':*) & (' ice':* | 'ice':*)")
  expect(searchWords(' \t\n')).toEqual([])
})

test('each word of a text finds the text, from any place where a word begins', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const terms = productTerms({ ...plain, description: text })
      for (const word of searchWords(text)) expect(terms.some((term) => term.startsWith(word))).toBe(true)
    }),
  )
})

test('the longest possible texts stay within what a tsvector holds', () => {
  const terms = productTerms({
    name: '-a'.repeat(100),
    skus: Array.from({ length: 100 }, (_, at) => `${at}${'-𝟘'.repeat(30)}`),
    description: 'é-'.repeat(5_000),
  })
  expect(terms.length).toBeLessThanOrEqual(2_000)
  const bytes = terms.reduce((sum, term) => sum + Buffer.byteLength(term), 0)
  expect(bytes).toBeLessThan(1_000_000)
})
