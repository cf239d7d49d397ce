// What is read of the contract, and when.
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { readOnDemand } from './contract.ts'

test('a subgraph is read when it is asked for, once, so that a broken one does not fail the check of another', () => {
  const reads: string[] = []
  const own = readOnDemand((name) => {
    reads.push(name)
    if (name === 'users') throw new SyntaxError('planted')
    return parse('type Query { a: Int }')
  })
  expect(reads).toEqual([])
  expect(own.orders).toBe(own.orders)
  expect(() => own.users).toThrow('planted')
  expect(reads).toEqual(['orders', 'users'])
})
