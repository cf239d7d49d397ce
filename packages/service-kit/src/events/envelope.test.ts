import { expect, test } from 'vitest'
import { parseEnvelope } from './envelope.ts'

const envelope = {
  specversion: '1.0',
  id: 'evt_01JD000000000000000000000A',
  source: 'orders',
  type: 'order.paid',
  time: '2026-01-02T03:04:05.678Z',
  datacontenttype: 'application/json',
  dataversion: 1,
  aggregatetype: 'order',
  subject: 'ord_01JD000000000000000000000B',
  sequence: 7,
  correlationid: '0b54cc09-5b5c-4f3c-8a4e-4b3a2f3f6d0e',
  causationid: 'evt_01JD000000000000000000000C',
  data: { orderId: 'ord_01JD000000000000000000000B', total: { minor: 5, currency: 'EUR' } },
}

test('an envelope is parsed to itself', () => {
  expect(parseEnvelope(envelope)).toEqual({ ok: true, envelope })
})

test('attributes that are not known yet are dropped', () => {
  expect(parseEnvelope({ ...envelope, traceparent: '00-1-2-03' })).toEqual({ ok: true, envelope })
})

test('what is wrong is named by its place and without its value', () => {
  const parsed = parseEnvelope({ ...envelope, id: 'sec ret', sequence: -1 })
  expect(parsed.ok).toBe(false)
  expect(!parsed.ok && parsed.reason).toMatch(/^id: .+; sequence: .+$/)
  expect(!parsed.ok && parsed.reason).not.toContain('sec ret')
})
