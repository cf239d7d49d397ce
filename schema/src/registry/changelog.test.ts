// The changelog itself: what an entry says of each kind of change, and that no entry can be lost, edited or reordered unseen.

import { buildSchema } from 'graphql'
import { expect, test, vi } from 'vitest'
import { compareSchemas } from '../changes/compare-apis.ts'
import { base, contract } from '../check.fixture.ts'
import { documentsOf } from '../contract.ts'
import type { CoordinateEdit } from '../edit.fixture.ts'
import { sideOfSupergraph } from '../side.ts'
import { aRoom, elementsOf, elementsWith, withEntry } from './changelog.fixture.ts'
import { changelogArtefact } from './changelog-page.ts'
import { checkChangelog } from './check-changelog.ts'
import { compareElements, findDifferences } from './compare-elements.ts'
import type { RecordedEntry } from './entry.ts'
import { listElements } from './list-elements.ts'
import { printElements } from './print-elements.ts'
import { readEntries } from './read-entries.ts'
import { replay } from './replay.ts'
import { tellChange } from './tell-change.ts'

// Most of them compose the whole graph, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 })

const now = elementsOf(contract)
const first = await withEntry([], '2026-11-01')
const grams = await withEntry(first, '2026-11-02', ['orders', 'Tracking.+', 'grams: Int'])
const [root, leaf] = grams as readonly [RecordedEntry, RecordedEntry]
const published = { from: 'HEAD', ids: [] }

test('the committed changelog replays to the contract', async () => {
  const changelog = replay(await readEntries())
  expect(changelog.problems).toEqual([])
  expect(findDifferences(changelog.elements, now)).toEqual([])
  expect(changelog.elements.get('Query.users')).toEqual({
    sdl: 'UserConnection',
    policy: '@requiresScopes(scopes: [["staff"]])',
    subgraphs: 'users',
    description: 'All users, newest first. Staff only.',
  })
  expect(changelog.elements.get('Order.events(first:)')).toMatchObject({
    sdl: 'Int = 20',
    subgraphs: 'orders',
  })
  expect(changelog.elements.get('User')?.subgraphs).toBe('users, orders')
  expect([...changelog.elements.keys()].filter((at) => /stockReserve|VariantQuote/.test(at))).toEqual([])
})

test('elements put together again are the schema that they were taken from', async () => {
  const { supergraphSdl } = base
  const { api } = sideOfSupergraph(supergraphSdl)
  expect(await compareSchemas(api, buildSchema(printElements(now)))).toEqual([])
  expect(await compareSchemas(buildSchema(printElements(now)), api)).toEqual([])
})

test('directives, deprecated arguments, several interfaces and words with quotes are put together again too', () => {
  const apiSdl = `
    "He said \\"no\\", \\u00e9." directive @tag("Its name." name: String = "a\\"b" @deprecated(reason: "\\\\")) repeatable on FIELD | QUERY
    type Query implements B & A { id(old: [Int!] = [1, 2] @deprecated(reason: "Use id.")): ID! }
    interface A { id(old: [Int!] = [1, 2]): ID! }
    interface B { id(old: [Int!] = [1, 2]): ID! }
    scalar Url @specifiedBy(url: "https://example.test")
    union U = Query | C
    type C { "One.\\nTwo." c: U @deprecated }
    input I @oneOf { a: Int b: E = X }
    enum E { X Y @deprecated(reason: "Use X.") }
  `
  const documents = documentsOf(contract)
  const elements = listElements({ apiSdl, supergraphSdl: apiSdl }, documents)
  const again = listElements({ apiSdl: printElements(elements), supergraphSdl: apiSdl }, documents)
  expect(findDifferences(elements, again)).toEqual([])
  expect([...elements].map(([at, { sdl, deprecated }]) => [at, sdl, deprecated].join(' | '))).toEqual([
    '@tag | directive @tag repeatable on FIELD | QUERY | ',
    '@tag(name:) | String = "a\\"b" | \\',
    'Query | type Query implements A & B | ',
    'Query.id | ID! | ',
    'Query.id(old:) | [Int!] = [1, 2] | Use id.',
    'A | interface A | ',
    'A.id | ID! | ',
    'A.id(old:) | [Int!] = [1, 2] | ',
    'B | interface B | ',
    'B.id | ID! | ',
    'B.id(old:) | [Int!] = [1, 2] | ',
    'Url | scalar Url @specifiedBy(url: "https://example.test") | ',
    'U | union U = C | Query | ',
    'C | type C | ',
    'C.c | U | No longer supported',
    'I | input I @oneOf | ',
    'I.a | Int | ',
    'I.b | E = X | ',
    'E | enum E | ',
    'E.X |  | ',
    'E.Y |  | Use X.',
  ])
})

type Case = readonly [name: string, told: readonly string[], ...edits: readonly CoordinateEdit[]]

const cases: readonly Case[] = [
  ['a new field', ['safe Tracking.grams added: Int'], ['orders', 'Tracking.+', 'grams: Int']],
  [
    'a field that goes, with its arguments',
    [
      'breaking Order.events removed: OrderEventConnection',
      'breaking Order.events(after:) removed: String',
      'breaking Order.events(first:) removed: Int = 20',
    ],
    ['orders', 'Order.events', ''],
  ],
  [
    'another type',
    ['breaking Order.number changed: String! → String'],
    ['orders', 'Order.number', '"Number of the order, for people: `2026-000123`." number: String'],
  ],
  [
    'a deprecation',
    ['safe Tracking.number deprecated: Use `carrier`.'],
    [
      'orders',
      'Tracking.number',
      '"The carrier\'s number of the parcel." number: String! @deprecated(reason: "Use `carrier`.")',
    ],
  ],
  [
    'a value that clients do not know',
    ['dangerous OrderStatus.ON_HOLD added'],
    ['orders', 'OrderStatus.+', 'ON_HOLD'],
  ],
  [
    'a new member of a union',
    [
      'dangerous PaymentAction changed: union PaymentAction = RedirectAction | StripeSdkAction → union PaymentAction = RedirectAction | StripeSdkAction | WaitAction',
      'safe WaitAction added: type WaitAction',
      'safe WaitAction.seconds added: Int',
    ],
    ['orders', '+', 'type WaitAction { seconds: Int }'],
    [
      'orders',
      'PaymentAction',
      '"What the buyer has to do." union PaymentAction = RedirectAction | StripeSdkAction | WaitAction',
    ],
  ],
  [
    'an input that asks for more',
    ['breaking UserUpdateInput.reason added: String!'],
    ['users', 'UserUpdateInput.+', 'reason: String!'],
  ],
  ['an internal field', [], ['products', 'VariantQuote.sku', '']],
]

async function tellDifferences(...edits: readonly CoordinateEdit[]) {
  const after = elementsWith(...edits)
  const changes = await compareElements(now, after)
  const second = { ...root, id: 'second', parents: [root.id], changes }
  const replayed = replay({ entries: [root, second], problems: [] })
  expect([replayed.problems, findDifferences(replayed.elements, after)]).toEqual([[], []])
  return changes.flatMap((change) =>
    tellChange(change)
      .filter(({ what }) => what !== 'described')
      .map(({ words }) => `${change.level} ${change.at} ${words}`),
  )
}

test.each(cases.map(([name, told, ...edits]) => ({ name, told, edits })))(
  '$name',
  async ({ told, edits }) => {
    expect(await tellDifferences(...edits)).toEqual(told)
  },
)

test('a policy and a subgraph are part of what is told', async () => {
  expect(
    await tellDifferences([
      'users',
      'Mutation.userLogout',
      '"Ends this session." userLogout: UserLogoutPayload',
    ]),
  ).toEqual(['safe Mutation.userLogout policy: @authenticated → none'])
  expect(
    await tellDifferences(
      ['users', 'User.name', 'name: String @shareable'],
      ['orders', 'User.+', 'name: String @shareable'],
    ),
  ).toEqual(['safe User.name served by: users → users, orders'])
})

test('the same difference makes the same entry, whoever records it', async () => {
  expect(await withEntry(first, '2026-11-02', ['orders', 'Tracking.+', 'grams: Int'])).toEqual(grams)
})

test('entries of two branches come together without a word of anybody', async () => {
  const loud = await withEntry(first, '2026-11-03', ['users', 'UserUpdateInput.+', 'loud: Boolean'])
  const both: readonly CoordinateEdit[] = [
    ['orders', 'Tracking.+', 'grams: Int'],
    ['users', 'UserUpdateInput.+', 'loud: Boolean'],
  ]
  const merged = replay({ entries: [...loud, ...grams.slice(1)].toReversed(), problems: [] })
  expect(merged.problems).toEqual([])
  expect(findDifferences(merged.elements, elementsWith(...both))).toEqual([])
  const next = await withEntry(merged.entries, '2026-11-04', ...both, ['orders', 'OrderStatus.+', 'ON_HOLD'])
  expect(next.at(-1)?.parents).toEqual([...grams.slice(1), ...loud.slice(1)].map(({ id }) => id))
})

test('of two branches that say different things of one field the later stands, and the check tells when the contract differs', async () => {
  const long = await withEntry(first, '2026-11-03', ['orders', 'Tracking.+', 'grams: String'])
  const merged = replay({ entries: [...grams, ...long.slice(1)], problems: [] })
  expect(merged.problems).toEqual([])
  expect(merged.elements.get('Tracking.grams')?.sdl).toBe('String')
  const contractNow = elementsWith(['orders', 'Tracking.+', 'grams: Int'])
  expect(await checkChangelog(merged, contractNow, published)).toMatchObject([
    { rule: 'changelog', details: ['Tracking.grams changed: String → Int'] },
    { message: 'schema/CHANGELOG.md is stale: run npm run schema:record.' },
  ])
})

test('whatever two branches leave together, one more entry tells of the contract that came of it', async () => {
  const pace: readonly CoordinateEdit[] = [
    ['orders', '+', 'enum Pace { FAST }'],
    ['orders', 'Tracking.+', 'pace: Pace'],
  ]
  const before = await withEntry(first, '2026-11-02', ...pace)
  const reason = 'pace: Pace @deprecated(reason: "Use `carrier`.")'
  const without = await withEntry(before, '2026-11-03')
  const reused = await withEntry(before, '2026-11-04', ...pace, ['orders', 'Shipment.+', 'pace: Pace'])
  const deprecated = await withEntry(before, '2026-11-05', pace[0] ?? ['orders', '+', ''], [
    'orders',
    'Tracking.+',
    reason,
  ])
  const merged = [...without, ...reused.slice(2), ...deprecated.slice(2)]
  const { elements, problems } = replay({ entries: merged, problems: [] })
  expect(problems).toEqual([])
  expect([...elements].filter(([at]) => /[Pp]ace/.test(at)).map(([at]) => at)).toEqual(['Shipment.pace'])

  const kept = await withEntry(merged, '2026-11-06', ...pace, ['orders', 'Shipment.+', 'pace: Pace'])
  expect(kept.at(-1)?.changes.map(({ change, level, at }) => `${change} ${level} ${at}`)).toEqual([
    'added safe Pace',
    'added safe Pace.FAST',
    'added safe Tracking.pace',
  ])
  const gone = await withEntry(merged, '2026-11-06')
  expect(gone.at(-1)?.changes.map(({ change, level, at }) => `${change} ${level} ${at}`)).toEqual([
    'removed breaking Shipment.pace',
  ])
  for (const entries of [kept, gone]) expect(replay({ entries, problems: [] }).problems).toEqual([])
})

test('a contract that changed and no entry that tells of it fail the check, which names the command', async () => {
  const changelog = replay(await readEntries())
  const weighed = elementsWith(['orders', 'Tracking.+', 'grams: Int'])
  expect(await checkChangelog(changelog, weighed, published)).toEqual([
    {
      severity: 'error',
      rule: 'changelog',
      message: 'schema/changelog does not tell of a change: run npm run schema:record.',
      details: ['Tracking.grams added: Int'],
      place: { file: 'schema/CHANGELOG.md', line: 1 },
    },
  ])
  expect(await checkChangelog(changelog, now, published)).toEqual([])
})

async function problemsOf(change: (room: Awaited<ReturnType<typeof aRoom>>) => Promise<void>) {
  await using folder = await aRoom(grams)
  expect((await readAll(folder.room)).problems).toEqual([])
  await change(folder)
  const { problems } = await readAll(folder.room)
  return problems.map(({ message }) => message)
}

async function readAll(room: URL) {
  return replay(await readEntries(room))
}

test('an entry that was edited, or renamed, is found by its name', async () => {
  const text = JSON.stringify({ ...leaf, id: undefined }).replace('"safe"', '"breaking"')
  const told = `schema/changelog/${leaf.id}.json was edited or renamed`
  expect(await problemsOf(({ write }) => write(`${leaf.id}.json`, text))).toEqual([
    expect.stringContaining(told),
  ])
  const renamed = JSON.stringify({ ...leaf, id: undefined })
  expect(await problemsOf(({ write }) => write('2026-11-09-000000000000.json', renamed))).toEqual([
    expect.stringContaining('schema/changelog/2026-11-09-000000000000.json was edited or renamed'),
  ])
})

test('how an entry is laid out does not matter', async () => {
  const text = JSON.stringify({ ...leaf, id: undefined }, null, 4).replaceAll('\n', '\r\n')
  expect(await problemsOf(({ write }) => write(`${leaf.id}.json`, text))).toEqual([])
})

test('an entry that others follow cannot go unseen, and the last one not while the contract has it', async () => {
  expect(await problemsOf(({ remove }) => remove(`${root.id}.json`))).toEqual([
    `schema/changelog/${leaf.id}.json follows ${root.id}, which is not there or not readable: restore it with git.`,
  ])
  const withoutLeaf = replay({ entries: first, problems: [] })
  const weighed = elementsWith(['orders', 'Tracking.+', 'grams: Int'])
  expect(await checkChangelog(withoutLeaf, weighed, published)).toMatchObject([
    { details: ['Tracking.grams added: Int'] },
    {},
  ])
})

test('an entry that the base has and that is gone is told, even when the contract no longer needs it', async () => {
  const ids = [root.id, leaf.id]
  const [finding] = await checkChangelog(replay({ entries: first, problems: [] }), now, { from: 'main', ids })
  expect(finding?.message).toBe(
    `schema/changelog/${leaf.id}.json is gone, and main has it. Entries stay: git restore --source main -- schema/changelog/${leaf.id}.json, then npm run schema:record.`,
  )
})

test('an entry that does not fit those that it follows is told', () => {
  const forged = {
    ...leaf,
    id: '2026-11-05-forged',
    changes: [{ at: 'Tracking.none', change: 'removed', level: 'safe', before: { sdl: 'Int' } }],
  } as const
  expect(replay({ entries: [root, forged], problems: [] }).problems.map(({ message }) => message)).toEqual([
    'schema/changelog/2026-11-05-forged.json does not fit what went before: at Tracking.none nothing told of it.',
  ])
})

test.each([
  ['notes.txt', 'hello', 'is no entry: remove it.'],
  ['x.json', '<<<<<<< HEAD', 'is no JSON: restore it with git.'],
  [
    'x.json',
    '{"__proto__":{"format":"supermarket-changelog/1"}}',
    'is no entry: format must be supermarket-changelog/1.',
  ],
  ['x.json', '[]', 'is no entry: format must be supermarket-changelog/1.'],
])('%s with %s is no entry', async (name, text, reason) => {
  expect(await problemsOf(({ write }) => write(name, text))).toEqual([`schema/changelog/${name} ${reason}`])
})

test('the page groups by day and by how bad it is, names replacements and takes words for words', async () => {
  const entries = await withEntry(
    grams,
    '2026-11-03',
    ['orders', 'Tracking.+', 'grams: Int @deprecated(reason: "Use `carrier` `<b>.")'],
    ['orders', 'OrderStatus.+', 'ON_HOLD'],
    ['orders', 'Payment.declineCode', ''],
  )
  const { path, content } = changelogArtefact(replay({ entries, problems: [] }))
  expect(path).toBe('schema/CHANGELOG.md')
  expect(content.slice(content.indexOf('## 2026-11-03'), content.indexOf('## 2026-11-01'))).toBe(
    `## 2026-11-03

### ${entries[2]?.id}

**Breaking**
- \`Payment.declineCode\` removed: String · orders

**Dangerous**
- \`OrderStatus.ON_HOLD\` added · orders

**Safe**
- \`Tracking.grams\` deprecated: Use \`carrier\` &#96;&lt;b>. · orders

## 2026-11-02

### ${leaf.id}

**Safe**
- \`Tracking.grams\` added: Int · orders

`,
  )
  expect(content).toContain('- `Money` added: type Money, with 3 members · users, products, orders\n')
})
