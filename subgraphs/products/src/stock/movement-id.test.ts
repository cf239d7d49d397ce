import { isId } from '@supermarket/service-kit/ids.ts'
import { expect, test } from 'vitest'
import { movementId } from './movement-id.ts'

test.each([
  [1, 'mov_00000000000000000000000001'],
  [33, 'mov_00000000000000000000000011'],
  [Number.MAX_SAFE_INTEGER, 'mov_0000000000000007ZZZZZZZZZZ'],
])('%i is %s', (seq, id) => {
  expect(movementId(seq)).toBe(id)
  expect(isId('mov', id)).toBe(true)
})

test('ids sort as their numbers', () => {
  const ids = [31, 32, 1023, 1024, 5_000_000].map(movementId)
  expect(ids.toSorted()).toEqual(ids)
})
