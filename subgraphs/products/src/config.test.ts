import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const required = { PRODUCTS_DATABASE_URL: 'postgres://localhost/products', SIGNING_KEYS: 'a>b=c' }

test('what is not set has its default', () => {
  expect(readConfig(required)).toMatchObject({
    ...{ HOST: '127.0.0.1', PORT: 4002, METRICS_PORT: 9466, LOW_STOCK_THRESHOLD: 5 },
    ...{ USERS_URL: 'http://127.0.0.1:4001', ORDERS_URL: 'http://127.0.0.1:4003' },
  })
})

test('every problem is told at once, and no value is repeated', () => {
  const env = { PRODUCTS_DATABASE_URL: 'mysql://secret', LOW_STOCK_THRESHOLD: '-1', USERS_URL: 'nowhere' }
  let message = ''
  try {
    readConfig(env)
  } catch (error) {
    message = String(error)
  }
  for (const name of ['PRODUCTS_DATABASE_URL', 'SIGNING_KEYS', 'LOW_STOCK_THRESHOLD', 'USERS_URL'])
    expect(message).toContain(`${name}: `)
  expect(message).not.toContain('secret')
})
