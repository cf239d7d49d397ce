import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, requestKey } from './key.ts'

test('inputs that mean the same hash alike, whatever the order of their fields', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (input) => {
      const turned = Object.fromEntries(Object.entries(input).toReversed())
      expect(hashOf({ ...turned, left: null, out: undefined })).toBe(hashOf(input))
    }),
  )
})

test('inputs that differ hash differently', () => {
  const inputs = [
    {},
    { a: 1 },
    { a: '1' },
    { a: [1] },
    { a: [1, 2] },
    { a: [2, 1] },
    { a: { b: 1 } },
    { b: { a: 1 } },
    { a: new Date(0) },
    { a: new Date(1) },
    { a: new URL('https://a.test') },
    { a: true },
  ]
  expect(new Set(inputs.map(hashOf)).size).toBe(inputs.length)
})

test("a user's keys are the user's, a guest's are the cart's", () => {
  const input = { idempotencyKey: 'k', id: 'x' }
  const user = { kind: 'user', userId: 'usr_1', sessionId: 'ses_1', roles: ['CUSTOMER'] } as const
  const common = { cartId: 'crt_1', operation: 'orderCancel', input } as const
  expect(requestKey({ viewer: user, ...common }).principal).toBe('usr_1')
  expect(requestKey({ viewer: { kind: 'anonymous' }, ...common }).principal).toBe('crt_1')
  const other = { ...common, input: { ...input, idempotencyKey: 'l' } }
  const [one, two] = [requestKey({ viewer: user, ...common }), requestKey({ viewer: user, ...other })]
  expect(one.inputHash).toBe(two.inputHash)
  expect(one.key).not.toBe(two.key)
})
