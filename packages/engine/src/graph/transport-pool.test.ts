import { expect, test } from 'vitest'
import { silent } from '../engine.fixture.ts'
import { transportPool } from './transport-pool.ts'

function counted(close: (name: string) => Promise<void> = () => Promise.resolve()) {
  const log: string[] = []
  const pool = transportPool(({ name, url }) => {
    log.push(`open ${name} ${url}`)
    return {
      execute: () => Promise.reject(new Error('not asked')),
      close() {
        log.push(`close ${name} ${url}`)
        return close(name)
      },
    }
  }, silent)
  return { pool, log }
}

test('the same name and address share a transport until the last lease is given back', () => {
  const { pool, log } = counted()

  const first = pool.lease({ name: 'a', url: '1' })
  const second = pool.lease({ name: 'a', url: '1' })
  first.giveBack()
  first.giveBack()
  expect(second.transport).toBe(first.transport)
  expect(log).toEqual(['open a 1'])
  second.giveBack()

  expect(log).toEqual(['open a 1', 'close a 1'])
})

test('another address is another transport, and a name may hold anything', () => {
  const { pool, log } = counted()

  pool.lease({ name: 'a', url: '1' })
  pool.lease({ name: 'a', url: '2' })
  pool.lease({ name: '__proto__', url: 'constructor' })

  expect(log).toEqual(['open a 1', 'open a 2', 'open __proto__ constructor'])
})

test('a transport is opened anew after it was closed', () => {
  const { pool, log } = counted()

  pool.lease({ name: 'a', url: '1' }).giveBack()
  pool.lease({ name: 'a', url: '1' })

  expect(log).toEqual(['open a 1', 'close a 1', 'open a 1'])
})

test('at the end everything is closed once, leased or not, and waited for', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { pool, log } = counted((name) => (name === 'slow' ? promise : Promise.reject(new Error('stuck'))))
  pool.lease({ name: 'slow', url: '' }).giveBack()
  const leased = pool.lease({ name: 'stuck', url: '' })

  let closed = false
  const closing = pool.closeAll().then(() => {
    closed = true
  })
  leased.giveBack()
  await new Promise((turn) => setImmediate(turn))
  expect(closed).toBe(false)
  resolve()
  await closing

  expect(log).toEqual(['open slow ', 'close slow ', 'open stuck ', 'close stuck '])
})
