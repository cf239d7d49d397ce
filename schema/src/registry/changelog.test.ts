// The changelog itself: what an entry says of each kind of change, and that no entry can be lost, edited or reordered unseen.
import { expect, test, vi } from 'vitest'
import { contract } from '../check.fixture.ts'
import type { CoordinateEdit } from '../edit.fixture.ts'
import { aRoom, elementsOf, elementsWith, withEntry } from './changelog.fixture.ts'
import { changelogArtefact } from './changelog-page.ts'
import { checkChangelog } from './check-changelog.ts'
import { compareElements, findDifferences } from './compare-elements.ts'
import type { RecordedEntry } from './entry.ts'
import { readEntries } from './read-entries.ts'
import { replay } from './replay.ts'
import { tellChange } from './tell-change.ts'

// Most of them compose the whole graph, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 })

const now = elementsOf(contract)
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
      'dangerous PaymentAction changed: union PaymentAction = RedirectAction → union PaymentAction = RedirectAction | WaitAction',
      'safe WaitAction added: type WaitAction',
      'safe WaitAction.seconds added: Int',
    ],
    ['orders', '+', 'type WaitAction { seconds: Int }'],
    [
      'orders',
      'PaymentAction',
      '"What the buyer has to do." union PaymentAction = RedirectAction | WaitAction',
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
  const changes = await compareElements(now, elementsWith(...edits))
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

const first = await withEntry([], '2026-11-01')
const grams = await withEntry(first, '2026-11-02', ['orders', 'Tracking.+', 'grams: Int'])

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

const [root, leaf] = grams as readonly [RecordedEntry, RecordedEntry]

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
    ['orders', 'Tracking.+', 'grams: Int @deprecated(reason: "Use `carrier` <b>.")'],
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
- \`Tracking.grams\` deprecated: Use &#96;carrier&#96; &lt;b>. · orders

## 2026-11-02

### ${leaf.id}

**Safe**
- \`Tracking.grams\` added: Int · orders

`,
  )
  expect(content).toContain('- `Order` added: type Order, with 22 members · orders\n')
})
