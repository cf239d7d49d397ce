import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { combineVariants } from './combine-variants.ts'
import { plainVariant } from './operation-request.ts'

const schema = buildSchema('type Query { a: Int }')
const schemas = { apiSchema: schema, supergraphSchema: schema }

test('nothing to say is the plain variant', () => {
  expect(combineVariants([undefined, undefined])).toBe(plainVariant)
})

test('equal keys of different parts, and keys that run together, are different variants', () => {
  const keys = [
    combineVariants([{ key: 'a' }, undefined]),
    combineVariants([undefined, { key: 'a' }]),
    combineVariants([{ key: 'a' }, { key: 'a' }]),
    combineVariants([{ key: 'a,a' }, undefined]),
    combineVariants([{ key: 'a\n' }, { key: 'a' }]),
    combineVariants([{ key: 'a' }, { key: '\na' }]),
  ].map(({ key }) => key)

  expect(new Set(keys).size).toBe(6)
})

test('parts add up, and the one that restricts does', () => {
  const left = { document: parse('{ a }'), removed: new Set<never>() }
  const { defer, overrideLabels, restrict } = combineVariants([
    { key: 'a', overrideLabels: ['x'] },
    undefined,
    { key: 'b', defer: true, overrideLabels: ['y'], restrict: () => left },
  ])

  expect({ defer, overrideLabels }).toEqual({ defer: true, overrideLabels: ['x', 'y'] })
  expect(restrict?.(parse('{ a b }'), schemas)).toBe(left)
})
