// What `schema:history` answers: to a client developer who asks for a field, to a platform team that asks what went.
import { expect, test, vi } from 'vitest'
import { aRoom, withEntry } from './changelog.fixture.ts'
import { runHistory } from './run-history.ts'

vi.setConfig({ testTimeout: 60_000 })

const replaced = 'grams: Int @deprecated(reason: "Use `carrier`.")'
const first = await withEntry([], '2026-11-01')
const second = await withEntry(first, '2026-11-02', ['orders', 'Tracking.+', 'grams: Int'])
const third = await withEntry(
  second,
  '2026-11-03',
  ['orders', 'Tracking.+', replaced],
  ['orders', 'OrderStatus.+', 'ON_HOLD'],
)
const entries = await withEntry(
  third,
  '2026-11-04',
  ['orders', 'OrderStatus.+', 'ON_HOLD'],
  ['products', 'ProductStatus.+', 'HIDDEN'],
)

async function ask(...args: readonly string[]) {
  await using folder = await aRoom(entries)
  return await runHistory(args, folder.room)
}

async function found(...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await ask(...args, '--format', 'json')
  return JSON.parse(stdout).elements.map(({ at }: { at: string }) => at)
}

test('a field: when it came, was deprecated and went', async () => {
  expect(await ask('Tracking.grams')).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: [
      'Tracking.grams is gone.',
      `  2026-11-02 added: Int  · ${entries[1]?.id}`,
      `  2026-11-03 deprecated: Use \`carrier\`.  · ${entries[2]?.id}`,
      `  2026-11-04 ✗ breaking  removed: Int  · ${entries[3]?.id}`,
    ].join('\n'),
  })
})

test('a value, an argument, a type with what is in it, and a pattern', async () => {
  expect(await found('OrderStatus.ON_HOLD')).toEqual(['OrderStatus.ON_HOLD'])
  expect(await found('Order.events(first:)')).toEqual(['Order.events(first:)'])
  expect(await found('Order.events(first)')).toEqual(['Order.events(first:)'])
  expect(await found('Order.events')).toEqual([
    'Order.events',
    'Order.events(after:)',
    'Order.events(first:)',
  ])
  expect(await found('Tracking')).toEqual([
    'Tracking',
    'Tracking.carrier',
    'Tracking.grams',
    'Tracking.number',
    'Tracking.url',
  ])
  expect(await found('*.declineCode')).toEqual(['Payment.declineCode'])
  expect(await found('OrderLine.sk*', 'Payment.id')).toEqual(['OrderLine.sku', 'Payment.id'])
})

test('what is asked for can be narrowed by day, by how bad it was, by subgraph, and to what is deprecated', async () => {
  expect(await found('--since', '2026-11-03')).toEqual([
    'OrderStatus.ON_HOLD',
    'ProductStatus.HIDDEN',
    'Tracking.grams',
  ])
  expect(await found('--level', 'breaking')).toEqual(['Tracking.grams'])
  expect(await found('--level', 'dangerous', '--subgraph', 'products')).toEqual(['ProductStatus.HIDDEN'])
  await using folder = await aRoom(third)
  const { stdout } = await runHistory(['--deprecated', '*.grams'], folder.room)
  expect(stdout.split('\n')[0]).toBe('Tracking.grams: Int  (orders)  deprecated')
})

test('without a coordinate every entry, newest first, a type that came as a whole in one line', async () => {
  const { stdout } = await ask()
  const lines = stdout.split('\n')
  expect(lines.slice(0, 6)).toEqual([
    `2026-11-04  ${entries[3]?.id}: 1 breaking, 1 dangerous`,
    '  ! ProductStatus.HIDDEN added',
    '  ✗ Tracking.grams removed: Int',
    `2026-11-03  ${entries[2]?.id}: 1 dangerous, 1 safe`,
    '  ! OrderStatus.ON_HOLD added',
    '    Tracking.grams deprecated: Use `carrier`.',
  ])
  expect(lines).toContain('    Cart added: type Cart')
  expect(lines.at(-1)).toMatch(/^ {4}and \d+ more, in schema\/changelog\/(.+)\.json$/)
  expect(lines.at(-1)).toContain(`${entries[0]?.id}.json`)
})

test('JSON says what is now, and what each entry did', async () => {
  const { stdout } = await ask('OrderStatus.ON_HOLD', '--format', 'json')
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    elements: [
      {
        at: 'OrderStatus.ON_HOLD',
        now: { sdl: '', subgraphs: 'orders' },
        history: [
          {
            date: '2026-11-03',
            entry: entries[2]?.id,
            commit: null,
            note: null,
            change: 'added',
            level: 'dangerous',
            subgraphs: 'orders',
            after: { sdl: '', subgraphs: 'orders' },
            told: ['added'],
          },
        ],
      },
    ],
  })
})

test.each([
  [
    ['OrderStatus.ON_HOL'],
    'Nothing that clients could see was ever called OrderStatus.ON_HOL. Near it: OrderStatus.ON_HOLD.',
  ],
  [['__proto__'], 'Nothing that clients could see was ever called __proto__.'],
  [['Tracking.url', '--level', 'breaking'], 'Nothing matches --level breaking.'],
])('exit code 1: %s', async (args, stderr) => {
  expect(await ask(...args)).toEqual({ exitCode: 1, stdout: '', stderr })
})

test.each([
  [['a b'], "a b is no coordinate: write Type, Type.field or 'Type.field(argument:)'."],
  [['--since', '2026-02-30'], '--since must be a day, YYYY-MM-DD, not 2026-02-30.'],
  [['--level', 'safe'], '--level must be one of dangerous, breaking, not safe.'],
  [['--subgraph', 'payments'], '--subgraph must be one of users, products, orders, not payments.'],
  [['--nope'], "Unknown option '--nope'"],
])('exit code 2: %s', async (args, reason) => {
  const { exitCode, stdout, stderr } = await ask(...args)
  expect([exitCode, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`The history could not be read: ${reason}`)
})

test('a changelog that cannot be believed is exit code 2, one that is not there says how to begin', async () => {
  await using folder = await aRoom(entries)
  await folder.write(`${entries[1]?.id}.json`, '{}')
  expect(await runHistory(['Order'], folder.room)).toMatchObject({ exitCode: 2, stdout: '' })
  await using empty = await aRoom([])
  expect(await runHistory([], empty.room)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'There is no changelog yet: npm run schema:record begins one.',
  })
})
