// Which values each leaf type can have, and how they are written: held against what Apollo's gateway lets through.
import { buildSchema as buildFederationSchema, isValidLeafValue } from '@apollo/federation-internals'
import { buildSchema, isLeafType } from 'graphql'
import { expect, test } from 'vitest'
import { closeBuffer, openBuffer } from './json-buffer.ts'
import { leafWriter } from './leaf-writers.ts'

const sdl = `
  type Query { a: Int b: Float c: String d: ID e: Boolean f: Size g: Json }
  enum Size { SMALL LARGE }
  scalar Json`
const schema = buildSchema(sdl)
const apollo = buildFederationSchema(sdl)

const values: readonly unknown[] = [
  ...[0, -0, 1, -7, 1.5, 1e20, 1e21, -1e21, Number.MAX_SAFE_INTEGER, Number.NaN, Number.POSITIVE_INFINITY],
  ...['', 'SMALL', 'LARGE', 'HUGE', 'toString', '1', 'a"b', '\ud800'],
  ...[true, false],
  ...[{}, { a: [1, null] }, [], ['SMALL'], { __proto__: null, constructor: 1 }],
]

test.each(['Int', 'Float', 'String', 'ID', 'Boolean', 'Size', 'Json'])(
  '%s takes what Apollo takes',
  (name) => {
    const type = schema.getType(name)
    if (!isLeafType(type)) throw new Error(name)
    const write = leafWriter(type)
    const textOf = (value: unknown) => {
      const out = openBuffer()
      const stands = write(value, out)
      const text = closeBuffer(out)
      return stands ? text : text || undefined
    }
    for (const value of values) {
      const valid = isValidLeafValue(
        apollo,
        value,
        apollo.type(name) as Parameters<typeof isValidLeafValue>[2],
      )
      expect([value, textOf(value)]).toEqual([value, valid ? JSON.stringify(value) : undefined])
    }
  },
)
