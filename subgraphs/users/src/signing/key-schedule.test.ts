import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accessTokenLifetimeMs } from '../session/lifetimes.ts'
import { activeKey, nextKey, publishedKeys } from './key-schedule.ts'

const key = (kid: string, activeFrom: number) => ({ kid, createdAt: 0, activeFrom })
const minute = 60_000
const keys = [key('third', 200 * minute), key('first', 0), key('second', 100 * minute)]
const kids = (list: readonly { kid: string }[]) => list.map(({ kid }) => kid)

test('the key whose time has come last signs', () => {
  expect(activeKey(keys, 0)?.kid).toBe('first')
  expect(activeKey(keys, 100 * minute - 1)?.kid).toBe('first')
  expect(activeKey(keys, 100 * minute)?.kid).toBe('second')
  expect(activeKey(keys, 10_000 * minute)?.kid).toBe('third')
  expect(activeKey([], 0)).toBeUndefined()
})

test('the first key signs even for a clock that is behind', () => {
  expect(activeKey(keys, -minute)?.kid).toBe('first')
})

test('the next key is the earliest one that does not sign yet', () => {
  expect(nextKey(keys, 0)?.kid).toBe('second')
  expect(nextKey(keys, 100 * minute)?.kid).toBe('third')
  expect(nextKey(keys, 200 * minute)).toBeUndefined()
})

test('a retired key stays published until fifteen minutes after it signed last', () => {
  expect(kids(publishedKeys(keys, 115 * minute - 1))).toEqual(['first', 'second', 'third'])
  expect(kids(publishedKeys(keys, 115 * minute))).toEqual(['second', 'third'])
})

test('whatever the schedule, a token can be verified for as long as it lives', () => {
  const schedules = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 8 })
  const instants = fc.integer({ min: 0, max: 12_000 })
  fc.assert(
    fc.property(
      schedules,
      instants,
      fc.integer({ min: 0, max: accessTokenLifetimeMs }),
      (starts, at, age) => {
        const schedule = starts.map((start, index) => key(String(index), start * 1000))
        const signer = activeKey(schedule, at * 1000)
        return kids(publishedKeys(schedule, at * 1000 + age)).includes(signer?.kid ?? '')
      },
    ),
  )
})
