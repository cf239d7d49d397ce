// What is recorded of an operation, and how recordings are merged, bounded and read.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { cleanName } from './clean-name.ts'
import { listCoordinates } from './list-coordinates.ts'
import { mergeTraffic } from './merge-traffic.ts'
import { parseTraffic, readTraffic } from './read-traffic.ts'
import { signOperation } from './sign-operation.ts'
import { finish, finishInTurns, type Steps } from './steps.ts'
import { type OperationUse, type Traffic, trafficFormat, trafficLimits } from './traffic.ts'

const schema = buildSchema(`
  type Query { product(id: ID!): Product search(where: Where, order: Order): [Result!] }
  type Product implements Named { id: ID! name: String! state: State }
  type Shop implements Named { name: String! }
  interface Named { name: String! }
  union Result = Product | Shop
  enum State { ON OFF }
  enum Order { UP DOWN }
  input Where { text: String price: Price and: [Where!] }
  input Price { min: Int max: Int }
`)

function coordinates(source: string, variables?: Record<string, unknown>, operationName?: string) {
  return listCoordinates({ schema, document: parse(source), variables, operationName })
}

test('an operation uses its fields, arguments, types and literal enum values', () => {
  expect(
    coordinates(
      '{ product(id: "secret") { label: name state __typename } search(order: UP) { ...on Shop { name } } }',
    ),
  ).toEqual([
    'Order.UP',
    'Product',
    'Product.name',
    'Product.state',
    'Query',
    'Query.product',
    'Query.product(id:)',
    'Query.search',
    'Query.search(order:)',
    'Result',
    'Shop',
    'Shop.name',
    'State',
    'String',
  ])
})

test('a fragment counts where it is reached, and only there', () => {
  const source =
    'query A { product(id: 1) { ...F } } query B { search { __typename } } fragment F on Named { name }'
  expect(coordinates(source, undefined, 'A')).toContain('Named.name')
  expect(coordinates(source, undefined, 'B')).toEqual(['Query', 'Query.search', 'Result'])
})

test('a variable uses the input fields that it gives, or all that it could give', () => {
  const source = 'query($where: Where) { search(where: $where) { __typename } }'
  const always = ['Query', 'Query.search', 'Query.search(where:)', 'Result', 'Where']
  expect(coordinates(source, {})).toEqual(always.filter((coordinate) => coordinate !== 'Where'))
  expect(coordinates(source, { where: { and: [{ price: { min: 7 } }], other: 1 } })).toEqual(
    [...always, 'Int', 'Price', 'Price.min', 'Where.and', 'Where.price'].sort(),
  )
  const every = ['Int', 'Price', 'Price.max', 'Price.min', 'String', 'Where.and', 'Where.price', 'Where.text']
  expect(coordinates(source)).toEqual([...always, ...every].sort())
})

test('a literal input object uses the fields that it names', () => {
  expect(coordinates('{ search(where: { and: [{ price: { max: 1 } }] }) { __typename } }')).toEqual([
    'Price',
    'Price.max',
    'Query',
    'Query.search',
    'Query.search(where:)',
    'Result',
    'Where',
    'Where.and',
    'Where.price',
  ])
})

test('what the schema does not know is left out', () => {
  expect(coordinates('{ product(id: 1, gone: 2) { gone name } gone }')).toEqual([
    'Product',
    'Product.name',
    'Query',
    'Query.product',
    'Query.product(id:)',
    'String',
  ])
})

test('operations that differ in literals and aliases only have one signature', () => {
  const sign = (source: string) => signOperation(parse(source))
  const plain = sign('{ product(id: "a") { name } }')
  expect(plain).toMatch(/^[0-9a-f]{64}$/)
  expect(sign('{ mine: product( id: "b" ) { theirs: name } }')).toBe(plain)
  expect(sign('{ product(id: "a") { id } }')).not.toBe(plain)
})

const day = '2026-03-31'

function use(signature: string, count: number, client = 'web', lastSeen = day): OperationUse {
  return {
    signature,
    name: signature,
    coordinates: [`T.${signature}`],
    clients: [{ name: client, version: '1', count, lastSeen }],
  }
}

function recording(...operations: readonly OperationUse[]): Traffic {
  return { format: trafficFormat, from: '2026-03-01', until: day, operations }
}

test('merging sums counts and keeps the last day', () => {
  const merged = mergeTraffic([
    recording(use('a', 2, 'web', '2026-03-02')),
    recording(use('a', 3), use('b', 1)),
  ])
  expect(merged.operations).toEqual([use('a', 5), use('b', 1)])
})

test('a recording from the future makes nothing old that was used today', () => {
  const wrong = { ...recording(use('b', 1, 'web', '2030-01-01')), until: '2030-01-01' }
  const merged = mergeTraffic(
    [recording(use('a', 1, 'web', '2026-03-20')), wrong],
    trafficLimits,
    '2026-03-20',
  )
  expect(merged.operations.map(({ signature, clients }) => [signature, clients[0]?.lastSeen])).toEqual([
    ['a', '2026-03-20'],
    ['b', '2030-01-01'],
  ])
})

test('a use that lapsed is forgotten, and the recording begins later', () => {
  const merged = mergeTraffic([recording(use('a', 2, 'web', '2026-03-20'), use('b', 1))], {
    ...trafficLimits,
    keepDays: 10,
  })
  expect(merged).toEqual({ ...recording(use('b', 1)), from: '2026-03-21' })
})

test('what exceeds a limit is folded: no used coordinate is lost', () => {
  const limits = { ...trafficLimits, maxOperations: 2, maxClients: 2 }
  const merged = mergeTraffic(
    [recording(use('a', 9), use('b', 1), use('c', 2, 'app'), use('d', 3, 'bot'))],
    limits,
  )
  expect(merged.operations).toEqual([
    use('a', 9),
    {
      signature: '(folded)',
      name: '(folded)',
      coordinates: ['T.b', 'T.c', 'T.d'],
      clients: [
        { name: 'bot', version: '1', count: 3, lastSeen: day },
        { name: '(folded)', version: '(folded)', count: 3, lastSeen: day },
      ],
    },
  ])
  expect(mergeTraffic([merged, recording(use('e', 1))], limits).operations[1]?.coordinates).toEqual([
    'T.b',
    'T.c',
    'T.d',
    'T.e',
  ])
})

test('who used what is still known of operations that are folded, by the name of the client', () => {
  const limits = { ...trafficLimits, maxOperations: 8 }
  const often = ['a', 'b', 'c', 'd', 'e', 'f'].map((signature) => use(signature, 100))
  const rare = [use('g', 2, 'invoices'), use('h', 1, 'invoices'), use('i', 1, 'feed')]
  const { operations } = mergeTraffic([recording(...rare, ...often)], limits)
  expect(operations.slice(0, 6)).toEqual(often)
  expect(
    operations.slice(6).map(({ signature, coordinates, clients }) => [signature, coordinates, clients]),
  ).toEqual([
    ['(folded) invoices', ['T.g', 'T.h'], [{ name: 'invoices', version: '1', count: 3, lastSeen: day }]],
    ['(folded)', ['T.i'], [{ name: 'feed', version: '1', count: 1, lastSeen: day }]],
  ])
  const again = mergeTraffic([{ ...recording(), operations }, recording(use('j', 1, 'invoices'))], limits)
  expect(again.operations.find(({ signature }) => signature === '(folded) invoices')?.coordinates).toEqual([
    'T.g',
    'T.h',
    'T.j',
  ])
})

test('a trusted operation is never folded while others can be, however rarely it is used', () => {
  const trusted = { ...use('t', 1), trusted: true }
  const others = Array.from({ length: 20 }, (_, at) => use(`o${at}`, 50 + at))
  const { operations } = mergeTraffic([recording(...others, trusted), recording(use('t', 1))], {
    ...trafficLimits,
    maxOperations: 4,
  })
  expect(operations.map(({ signature }) => signature)).toEqual(['t', 'o19', 'o18', '(folded)'])
  expect(operations[0]).toEqual({ ...use('t', 2), trusted: true })
  expect(parseTraffic(JSON.parse(JSON.stringify(recording(trusted))), 'f')).toEqual(recording(trusted))
})

test('of too many clients versions are given up before names', () => {
  const versions = Array.from({ length: 9 }, (_, at) => ({
    name: 'web',
    version: `${at}`,
    count: 10 + at,
    lastSeen: day,
  }))
  const invoices = { name: 'invoices', version: '2', count: 1, lastSeen: '2026-03-02' }
  const many = { ...use('a', 1), clients: [...versions, invoices] }
  const [operation] = mergeTraffic([recording(many)], { ...trafficLimits, maxClients: 4 }).operations
  expect(operation?.clients).toEqual([
    { name: 'web', version: '(folded)', count: 91, lastSeen: day },
    { name: 'web', version: '8', count: 18, lastSeen: day },
    { name: 'web', version: '7', count: 17, lastSeen: day },
    invoices,
  ])
})

test('what exceeds the bytes is folded: versions first, then operations, never what they use', () => {
  const wide = (at: number): OperationUse => ({
    ...use(`o${at}`, 100 - at),
    clients: Array.from({ length: 8 }, (_, version) => ({
      name: '"'.repeat(100),
      version: `${version}`,
      count: 1 + (version === 0 ? 100 - at : 0),
      lastSeen: day,
    })),
  })
  const operations = Array.from({ length: 40 }, (_, at) => wide(at))
  for (const maxBytes of [100_000, 50_000, 10_000]) {
    const merged = mergeTraffic([recording(...operations)], { ...trafficLimits, maxBytes })
    expect(Buffer.byteLength(JSON.stringify(merged.operations))).toBeLessThanOrEqual(maxBytes)
    expect(new Set(merged.operations.flatMap(({ coordinates }) => coordinates)).size).toBe(40)
    const counts = merged.operations.flatMap(({ clients }) => clients.map(({ count }) => count))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(operations.length * 8 + 40 * 100 - 780)
    expect(merged.operations[0]?.signature).toBe('o0')
    expect(merged.operations.length === 40).toBe(maxBytes !== 10_000)
  }
})

test('what is done in turns lets others in between, and comes to the same', async () => {
  const work = function* (): Steps<number> {
    for (let step = 0; step < 3; step += 1) {
      const until = performance.now() + 6
      while (performance.now() < until);
      yield
    }
    return 7
  }
  let others = 0
  const other = setInterval(() => {
    others += 1
  }, 1)
  expect(await finishInTurns(work())).toBe(7)
  clearInterval(other)
  expect(others).toBeGreaterThanOrEqual(2)
  expect(finish(work())).toBe(7)
})

test('names of clients are cut and hold no control characters', () => {
  const [operation] = mergeTraffic([recording(use('a', 1, `a\u001b[31m${'x'.repeat(200)}`))]).operations
  expect(operation?.clients[0]?.name).toBe(`a[31m${'x'.repeat(95)}`)
})

test('a recording is read back as it was written', () => {
  const traffic = recording(use('a', 1), use('b', 2))
  expect(parseTraffic(JSON.parse(JSON.stringify(traffic)), 'f')).toEqual(traffic)
})

test.each([
  ['{}', 'f: format must be supermarket-traffic/1.'],
  [JSON.stringify({ ...recording(), from: 'x' }), 'f: from must be a day like 2026-01-31.'],
  [JSON.stringify(recording({ ...use('a', 0) })), 'f: operations[0].clients[0].count must be 1 or more.'],
])('%s is no recording', (json, message) => {
  expect(() => parseTraffic(JSON.parse(json), 'f')).toThrow(message)
})

test('introspection is nobody’s use', () => {
  expect(coordinates('{ __schema { types { name kind } } __type(name: "Shop") { name } }')).toEqual(['Query'])
})

test('values that are too many to look at could give everything', () => {
  const where = { and: Array.from({ length: 1_001 }, () => ({})) }
  const source = 'query($where: Where) { search(where: $where) { __typename } }'
  expect(coordinates(source, { where })).toEqual(coordinates(source))
  expect(coordinates(source, { where: { and: where.and.slice(2) } })).not.toContain('Where.text')
})

test('names of members of every object name nothing', () => {
  const source = 'query($where: Where) { search(where: $where) { __typename } }'
  const hostile = JSON.parse('{ "where": { "__proto__": { "text": "x" }, "constructor": 1 }, "toString": 1 }')
  expect(coordinates(source, hostile)).toEqual(coordinates(source, { where: {} }))
})

test('a name is clean after one cleaning, though the cut goes through a pair of surrogates', () => {
  const name = cleanName(`${'x'.repeat(99)}\u{1F600}`)
  expect(name).toBe('x'.repeat(99))
  expect(cleanName(name)).toBe(name)
})

async function aFolder(files: Readonly<Record<string, unknown>>) {
  const path = await mkdtemp(join(tmpdir(), 'traffic-'))
  for (const [name, file] of Object.entries(files)) await writeFile(join(path, name), JSON.stringify(file))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

test('the recordings of a folder are read as one; one that holds others counts in their place', async () => {
  await using folder = await aFolder({
    'a.json': recording(use('a', 1)),
    'b.json': { ...recording(use('a', 2)), from: '2026-02-01' },
    'merged.json': { ...recording(use('a', 3), use('b', 1)), replaces: ['a.json', 'gone.json'] },
    'draft.json.tmp': 'half',
    'compact.lock': '',
  })
  expect(await readTraffic(folder.path)).toEqual({
    ...recording(use('a', 5), use('b', 1)),
    from: '2026-02-01',
  })
})

test('a folder without a recording, or with a file that is none, is refused', async () => {
  await using empty = await aFolder({})
  await using broken = await aFolder({ 'a.json': recording(use('a', 1)), 'b.json': { format: 'other/1' } })
  await expect(readTraffic(empty.path)).rejects.toThrow(`${empty.path} holds no recording of traffic.`)
  await expect(readTraffic(broken.path)).rejects.toThrow('b.json: format must be supermarket-traffic/1.')
})
