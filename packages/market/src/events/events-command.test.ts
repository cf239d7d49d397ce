import type { DeadEvent, DeadLetterDesk } from '@supermarket/service-kit/events/dead-letter-desk.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { expect, it } from 'vitest'
import { answerEventsCommand, readEventsCommand } from './events-command.ts'

const read = (...args: string[]) => readEventsCommand(args, ['orders', 'products'])

it('reads each command', () => {
  expect(read('list')).toEqual({ name: 'list' })
  expect(read('show', 'evt_1', '--service', 'orders')).toEqual({
    name: 'show',
    eventId: 'evt_1',
    service: 'orders',
  })
  expect(read('replay', 'evt_1')).toEqual({ name: 'replay', eventId: 'evt_1' })
  expect(read('replay', '--all')).toEqual({ name: 'replay' })
  expect(read('skip', 'evt_1')).toEqual({ name: 'skip', eventId: 'evt_1' })
})

it.each([
  [[]],
  [['list', 'evt_1']],
  [['show']],
  [['skip', '--all']],
  [['replay']],
  [['replay', 'evt_1', '--all']],
  [['replay', 'evt_1', 'evt_2']],
  [['delete', 'evt_1']],
  [['list', '--force']],
])('tells how it is used when asked %j', (args) => {
  expect(() => read(...args)).toThrow(StartupError)
  expect(() => read(...args)).toThrow('usage: npm run events -- list')
})

it('knows the services that take events', () => {
  expect(() => read('list', '--service', 'gateway')).toThrow(
    'No service called "gateway" takes events; there are orders, products.',
  )
})

const dead: DeadEvent = {
  place: 'rabbitmq',
  subscriber: 'orders',
  eventId: 'evt_1',
  type: 'user.deleted',
  aggregate: 'user usr_1',
  sequence: 3,
  reason: 'never',
  deadAt: undefined,
  data: { userId: 'usr_1' },
}

const desk = (events: readonly DeadEvent[]): DeadLetterDesk => ({
  list: async () => [...events],
  replay: async (eventId) =>
    events.filter((event) => eventId === undefined || event.eventId === eventId).length,
  skip: async (eventId) => events.filter((event) => event.eventId === eventId).length,
})

it('answers in words', async () => {
  const answer = (...args: string[]) => answerEventsCommand(read(...args), desk([dead]))
  expect(await answer('list')).toBe(
    '1 dead event:\nevt_1  user.deleted 3 of user usr_1\n    for orders, rabbitmq: never',
  )
  expect(JSON.parse(await answer('show', 'evt_1'))).toEqual([{ ...dead, deadAt: undefined }])
  expect(await answer('replay', '--all')).toBe('1 event is tried again.')
  expect(await answer('skip', 'evt_1')).toBe('evt_1 was skipped.')
  for (const name of ['show', 'replay', 'skip'])
    await expect(answer(name, 'evt_2')).rejects.toThrow('No dead event has the id evt_2')
  expect(await answerEventsCommand(read('list'), desk([]))).toBe('No event is dead.')
  expect(await answerEventsCommand(read('replay', '--all'), desk([]))).toBe('0 events are tried again.')
})
