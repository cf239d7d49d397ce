// SDL that does not parse is told by the place where it goes wrong.
import { parse, Source } from 'graphql'
import { expect, test } from 'vitest'
import { placeOfError } from './place.ts'
import { tellFailure } from './tell-failure.ts'

function failureOf(name: string): unknown {
  try {
    return parse(new Source('type Query {\n  {', name))
  } catch (error) {
    return error
  }
}

test('file and line stand before what is wrong', () => {
  const error = failureOf('schema/orders.graphql')
  expect(tellFailure(error)).toBe('schema/orders.graphql:2: Syntax Error: Expected Name, found "{".')
  expect(placeOfError(error)).toEqual({ file: 'schema/orders.graphql', line: 2 })
})

test('only files of this room are places', () => {
  expect(placeOfError(failureOf('GraphQL request'))).toBeUndefined()
  expect(placeOfError(new Error('no place'))).toBeUndefined()
  expect(tellFailure(new Error('no place'))).toBe('no place')
})
