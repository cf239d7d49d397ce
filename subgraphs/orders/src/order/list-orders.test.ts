import { encodeCursor } from '@supermarket/service-kit/connection.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { expect, it } from 'vitest'
import { parseOrderPage } from './list-orders.ts'

const after = (...keyset: string[]) => parseOrderPage({ after: encodeCursor(keyset) })

it('goes on after the order that a cursor names', () => {
  const id = newId('ord')
  expect(after('2026-01-02T03:04:05.678Z', id).slice).toEqual({
    after: { placedAt: new Date('2026-01-02T03:04:05.678Z'), id },
    limit: 21,
  })
})

it.each([
  ['before the year 1', '0000-01-01T00:00:00.000Z', newId('ord')],
  ['after the year 9999', '+010000-01-01T00:00:00.000Z', newId('ord')],
  ['no instant', 'yesterday', newId('ord')],
  ['no order', '2026-01-02T03:04:05.678Z', "ord_'"],
])('refuses a cursor that says %s', (_what, at, id) => {
  expect(() => after(at, id)).toThrow('after is not a cursor of this list.')
})
