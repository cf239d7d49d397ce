import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const needed = {
  ORDERS_DATABASE_URL: 'postgres://orders@127.0.0.1/orders',
  ORDERS_SECRET: 'x'.repeat(32),
  SIGNING_KEYS: 'gateway>orders=x',
}

test('the defaults are those of the design', () => {
  expect(readConfig(needed)).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 4003,
    METRICS_PORT: 9467,
    USERS_URL: 'http://127.0.0.1:4001',
    PRODUCTS_URL: 'http://127.0.0.1:4002',
    MAX_SUBSCRIPTIONS: 10_000,
    MAX_SUBSCRIPTIONS_PER_VIEWER: 100,
    sandbox: true,
    PRICES_INCLUDE_TAX: true,
    publicUrl: 'http://127.0.0.1:4003',
  })
})

test('in production nobody pays by the sandbox unless it is switched on', () => {
  expect(readConfig({ ...needed, NODE_ENV: 'production' }).sandbox).toBe(false)
  expect(readConfig({ ...needed, NODE_ENV: 'production', PAYMENT_SANDBOX: 'true' }).sandbox).toBe(true)
  expect(readConfig({ ...needed, PAYMENT_SANDBOX: 'no' }).sandbox).toBe(false)
})

test('prices are net where the environment says so', () => {
  expect(readConfig({ ...needed, PRICES_INCLUDE_TAX: 'false' }).PRICES_INCLUDE_TAX).toBe(false)
})

test('in production webhooks stay on the public internet unless it is switched off', () => {
  expect(readConfig(needed).allowsPrivateWebhooks).toBe(true)
  expect(readConfig({ ...needed, NODE_ENV: 'production' }).allowsPrivateWebhooks).toBe(false)
  const own = { ...needed, NODE_ENV: 'production', WEBHOOK_PRIVATE_ADDRESSES: 'yes' }
  expect(readConfig(own).allowsPrivateWebhooks).toBe(true)
})

test('every problem is told at once, and no value', () => {
  expect(() =>
    readConfig({ ORDERS_DATABASE_URL: 'mysql://secret', ORDERS_SECRET: 'short', PORT: 'x' }),
  ).toThrow(
    `The configuration has 4 problems:
  PORT: must be a port number
  SIGNING_KEYS: is required: pairs such as gateway>users=<32 random characters or more>
  ORDERS_DATABASE_URL: must be a postgres:// URL
  ORDERS_SECRET: must have 32 random characters or more`,
  )
})

test('mails are files in development, go by a server when there is one, and nowhere in production without', () => {
  expect(readConfig(needed).mail).toEqual({
    smtpUrl: undefined,
    folder: '.supermarket/mail',
    from: 'Supermarket <orders@supermarket.localhost>',
    shopUrl: undefined,
  })
  expect(readConfig({ ...needed, NODE_ENV: 'production' }).mail.folder).toBe(undefined)
  const set = {
    SMTP_URL: 'smtp://mail.test:587',
    MAIL_FROM: 'Shop <orders@shop.test>',
    SHOP_URL: 'https://shop.test/',
  }
  expect(readConfig({ ...needed, ...set }).mail).toEqual({
    smtpUrl: 'smtp://mail.test:587',
    folder: undefined,
    from: 'Shop <orders@shop.test>',
    shopUrl: 'https://shop.test',
  })
})

test.each([
  [{ SMTP_URL: 'smtp://mail.test' }, 'MAIL_FROM: is required with SMTP_URL'],
  [{ SMTP_URL: 'http://mail.test' }, 'SMTP_URL: must be an smtp:// or smtps:// URL'],
  [{ MAIL_FROM: 'orders' }, 'MAIL_FROM: must be an address, such as Shop <orders@shop.example>'],
  [{ MAIL_FROM: 'a@b.c\r\nBcc: d@e.f' }, 'MAIL_FROM: must be an address, such as Shop <orders@shop.example>'],
])('mail settings %j are a problem', (set, problem) => {
  expect(() => readConfig({ ...needed, ...set })).toThrow(problem)
})
