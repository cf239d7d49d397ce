import { expect, test } from 'vitest'
import { anEnvelope } from './envelope.fixture.ts'
import { memoryEventTransport } from './memory-event-transport.ts'
import type { EventReceiver, Receipt } from './receiver.ts'
import { EventRejectedError, SubscriberUnreachableError } from './transport.ts'

const envelope = anEnvelope({ data: { at: new Date(0), nothing: undefined } })

function deliver(receive: EventReceiver['receive'] | undefined): Promise<void> {
  const receiver = receive && { consumer: 'orders', receive }
  const transport = memoryEventTransport({ source: 'things', receiverOf: () => receiver })
  return transport.deliver(envelope, 'orders', new AbortController().signal)
}

test.each<Receipt>([{ outcome: 'handled' }, { outcome: 'duplicate' }])(
  '$outcome is delivered',
  async (receipt) => {
    await expect(deliver(async () => receipt)).resolves.toBe(undefined)
  },
)

test('the receiver sees who sends and what JSON would carry', async () => {
  let seen: unknown[] = []
  await deliver(async (...args) => {
    seen = args
    return { outcome: 'handled' }
  })
  expect(seen).toStrictEqual(['things', { ...envelope, data: { at: '1970-01-01T00:00:00.000Z' } }])
})

test('what is rejected is rejected for good', async () => {
  const failing = deliver(async () => ({ outcome: 'rejected', reason: 'never' }))
  await expect(failing).rejects.toThrow(new EventRejectedError('never'))
})

test('a failure of the handler is passed on, an outage of its database is not the event’s fault', async () => {
  const bug = new Error('no')
  await expect(deliver(() => Promise.reject(bug))).rejects.toBe(bug)
  const outage = Object.assign(new Error('terminating connection'), { code: '57P01' })
  const wrapped = new Error('query failed', { cause: outage })
  await expect(deliver(() => Promise.reject(wrapped))).rejects.toBeInstanceOf(SubscriberUnreachableError)
})

test('a subscriber that is not running yet is out of reach', async () => {
  await expect(deliver(undefined)).rejects.toBeInstanceOf(SubscriberUnreachableError)
})
