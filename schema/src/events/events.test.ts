import { expect, test } from 'vitest'
import { base } from '../check.fixture.ts'
import { checkEvents } from './check-events.ts'
import { type EventFiles, loadEvents, parseEvents, readEventFiles } from './load-events.ts'
import { payloadCheckOf } from './payload-check.ts'
import { printEventTypes } from './print-event-types.ts'

const files = readEventFiles()
const checked = payloadCheckOf(loadEvents())

/** The file with one value replaced, by the path of its keys; undefined removes it. */
function edited(file: string, path: readonly string[], value: unknown): EventFiles {
  const document: unknown = JSON.parse(files[file] ?? 'null')
  const place = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), document)
  const key = path.at(-1) ?? ''
  if (value === undefined) Reflect.deleteProperty(Object(place), key)
  else Reflect.set(Object(place), key, value)
  return { ...files, [file]: JSON.stringify(document) }
}

function judge(
  after: EventFiles,
  before: EventFiles = files,
  subgraph?: 'users' | 'orders',
): readonly string[] {
  const found = checkEvents({
    files: after,
    base: { kind: 'supergraph', from: 'HEAD', supergraphSdl: base.supergraphSdl, events: before },
    exceptions: [],
    subgraph,
  })
  return found.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`)
}

test('the same catalogue has no findings, and neither has one without a catalogue to compare with', () => {
  expect(judge(files)).toEqual([])
  expect(checkEvents({ files, base: { kind: 'absent', reason: 'none' }, exceptions: [] })).toEqual([])
})

const status = { type: 'string', description: 'Anything.' }
const properties = (file: string): Record<string, unknown> => JSON.parse(files[file] ?? '').properties

test.each<[string, EventFiles, readonly string[]]>([
  [
    'a new optional property',
    edited('order.paid.json', ['properties', 'note'], status),
    ['notice event/safe order.paid.note: It is new.'],
  ],
  [
    'a new property that must be there',
    {
      ...files,
      'user.deleted.json': JSON.stringify({
        ...JSON.parse(files['user.deleted.json'] ?? ''),
        required: ['userId', 'note'],
        properties: { ...properties('user.deleted.json'), note: status },
      }),
    },
    [
      'error event/breaking user.deleted.note: It is new and must be there: older events lack it. Make it optional.',
    ],
  ],
  [
    'a property that is gone',
    edited('order.shipped.json', ['properties', 'isComplete'], undefined),
    ['error event/broken schema/events/order.shipped.json: required: there is no property isComplete'],
  ],
  [
    'a property that may be missing now',
    edited('order.shipped.json', ['required'], ['orderId', 'shipmentId']),
    ['error event/breaking order.shipped.isComplete: It may be missing now.'],
  ],
  [
    'another type',
    edited('order.placed.json', ['properties', 'customerId', 'type'], 'string'),
    ['error event/breaking order.placed.customerId: Its type changed from string or null to string.'],
  ],
  [
    'a new value of an enum',
    edited(
      'order.canceled.json',
      ['properties', 'reason', 'enum'],
      ['BUYER', 'STAFF', 'PAYMENT_FAILED', 'EXPIRED', 'FRAUD'],
    ),
    ['warning event/dangerous order.canceled.reason: FRAUD is new: a reader may not know it.'],
  ],
  [
    'a value of an enum that is gone',
    edited('order.canceled.json', ['properties', 'reason', 'enum'], ['BUYER', 'STAFF', 'PAYMENT_FAILED']),
    ['error event/breaking order.canceled.reason: EXPIRED is gone: older events that say it are refused.'],
  ],
  [
    'a part of several events',
    edited('shared.json', ['$defs', 'Line', 'properties', 'quantity', 'minimum'], 2),
    ['order.placed', 'order.reduced', 'order.returned'].map(
      (name) =>
        `error event/breaking ${name}.lines[].quantity: It must be at least 2: older events may not be.`,
    ),
  ],
  [
    'another version',
    edited('user.deleted.json', ['x-version'], 2),
    [
      'error event/breaking user.deleted: Its version changed: readers refuse the other one. Make a new type of event instead.',
    ],
  ],
  [
    'another publisher',
    edited('order.paid.json', ['x-publisher'], 'products'),
    ['error event/breaking order.paid: It comes from another service: readers refuse it from there.'],
  ],
  [
    'a subscriber more and one less',
    edited('order.paid.json', ['x-subscribers'], ['users']),
    [
      'warning event/dangerous order.paid: products no longer gets it.',
      'notice event/safe order.paid: users gets it now.',
    ],
  ],
  ['another description', edited('order.paid.json', ['description'], 'Paid.'), []],
])('%s is judged', (_name, after, findings) => {
  expect(judge(after)).toEqual(findings)
})

test('an event that is gone breaks whoever waits for it, and one that is new breaks nobody', () => {
  const { 'order.paid.json': paid = '', 'order.placed.json': _placed, ...rest } = files
  expect(judge(rest)).toEqual([
    'error event/breaking order.paid: The event is gone; products waits for it.',
    'warning event/dangerous order.placed: The event is gone.',
  ])
  expect(judge({ ...rest, 'order.paid.json': paid }, rest)).toEqual([
    'notice event/safe order.paid: The event is new.',
  ])
})

test('a subgraph alone is judged by what it publishes', () => {
  const after = edited('order.paid.json', ['properties', 'note'], status)
  expect(judge(after, files, 'orders')).toEqual(['notice event/safe order.paid.note: It is new.'])
  expect(judge(after, files, 'users')).toEqual([])
})

function inLost(problem: string) {
  const file = 'schema/events/order.lost.json'
  return { file, text: `${file}: ${problem}` }
}

test('a file that is no event is told by its place, each problem by its path', () => {
  expect(parseEvents({ ...files, 'order.bad.json': '{' })).toMatchObject({
    kind: 'broken',
    problems: [{ file: 'schema/events/order.bad.json' }],
  })
  const lost = { ...JSON.parse(files['order.paid.json'] ?? ''), $id: 'order.lost', format: 'uri' }
  lost.properties.total = { $ref: 'shared.json#/$defs/Price', description: 'What.' }
  lost.properties.orderId = { type: 'text', pattern: '.' }
  const told = parseEvents({ ...files, 'order.lost.json': JSON.stringify(lost) })
  expect(told).toEqual({
    kind: 'broken',
    problems: [
      'format: this keyword is not understood here',
      'orderId.description: is missing',
      'orderId.pattern: this keyword is not understood here',
      'orderId.type: text is not known',
      'total.$ref: there is no shared.json#/$defs/Price',
    ].map(inLost),
  })
  const parsed = { ...files, 'order.lost.json': JSON.stringify({ type: 'array' }) }
  expect(parseEvents(parsed)).toEqual({
    kind: 'broken',
    problems: [
      '$id: must be the name of the file',
      'x-version: must be a whole number',
      'x-aggregate: must name what the event is about',
      'x-publisher: must be a service',
      'x-subscribers: must be services',
      'type: must be object',
      'description: is missing',
      'items: belong to an array',
    ].map(inLost),
  })
})

test('a payload is judged by the schema of its type, without its values', () => {
  const total = { minor: 100, currency: 'EUR' }
  expect(checked('order.paid', { orderId: 'ord_1', total, more: 'is ignored' })).toBeUndefined()
  expect(checked('order.paid', { orderId: 'ord_1', total: { minor: 1.5, currency: 'EUR' } })).toBe(
    'data/total/minor must be integer',
  )
  expect(checked('order.paid', { orderId: 'secret' })).toBe("data must have required property 'total'")
  expect(checked('order.canceled', { orderId: 'ord_1', reason: 'secret' })).toBe(
    'data/reason must be equal to one of the allowed values',
  )
  expect(checked('order.lost', {})).toBe('there is no event order.lost')
})

test('optional properties, lists of choices and nested objects become types', () => {
  const event = {
    $id: 'a.b',
    description: 'Something.',
    'x-version': 1,
    'x-aggregate': 'a',
    'x-publisher': 'users',
    'x-subscribers': [],
    type: 'object',
    required: ['kinds'],
    properties: {
      kinds: { type: 'array', description: 'Some.', items: { type: 'string', enum: ['A', 'B'] } },
      inner: {
        type: ['object', 'null'],
        description: 'One.',
        properties: { n: { type: 'integer', description: 'N.' } },
      },
    },
  } as const
  expect(printEventTypes({ events: [event], shared: {} })).toContain(`  readonly 'a.b': {
    /** Some. */
    readonly kinds: readonly ('A' | 'B')[]
    /** One. */
    readonly inner?: {
      /** N. */
      readonly n?: number
    } | null
  }
`)
})
