// Thirty planted changes, each judged through the check itself: against the stored operations, recorded traffic and plans.
import { parse } from 'graphql'
import { expect, test, vi } from 'vitest'
import { base, check, noExceptions } from './check.fixture.ts'
import { checkContract } from './check.ts'
import { type CoordinateEdit, edited } from './edit.fixture.ts'
import { listFindings, tellAffected } from './report/list-findings.ts'
import type { CheckReport } from './report/report.ts'
import { sideOfSupergraph } from './side.ts'
import { listCoordinates } from './traffic/list-coordinates.ts'
import { mergeTraffic } from './traffic/merge-traffic.ts'
import { signOperation } from './traffic/sign-operation.ts'
import { type Traffic, trafficFormat } from './traffic/traffic.ts'

// Each change composes and plans the whole graph, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 })

const schema = sideOfSupergraph(base.supergraphSdl).api

/** What the gateway would have recorded of one request. */
function recorded(client: string, source: string, variables: Record<string, unknown>): Traffic {
  const [document, day] = [parse(source), '2026-11-20']
  const [name = '', version = ''] = client.split(' ')
  const operation = {
    signature: signOperation(document),
    name: /\w+ (\w+)/.exec(source)?.[1] ?? '',
    coordinates: listCoordinates({ schema, document, variables }),
    clients: [{ name, version, count: 3, lastSeen: day }],
  }
  return { format: trafficFormat, from: '2026-11-01', until: day, operations: [operation] }
}

const traffic = mergeTraffic([
  recorded('invoices 2.1', 'query Invoice($id: ID!) { order(id: $id) { billingAddress { name } } }', {
    id: 1,
  }),
  recorded(
    'backoffice 7',
    'mutation Rename($input: CategoryUpdateInput!) { categoryUpdate(input: $input) { category { name } } }',
    { input: { id: 1, expectedVersion: 1, slug: 'secret' } },
  ),
  recorded(
    'feed 1',
    'query Feed { products(sort: { field: PRICE, direction: DESC }) { nodes { createdAt } } }',
    {},
  ),
])

/** What was judged, worst things and costs first: `verdict coordinate` and `verdict operation`; safe ones when nothing else. */
function judged({ findings, changes, plans }: CheckReport): readonly string[] {
  const compositions = findings.filter(({ rule }) => rule === 'composition').map(({ message }) => message)
  // A changed definition lost its description too, which is one more safe change at the same place.
  const told = [...new Set(changes.map(({ verdict, at }) => `${verdict} ${at}`))]
  const bad = told.filter((line) => !line.startsWith('safe '))
  const costs = plans
    .filter(({ verdict }) => verdict === 'costlier' || verdict === 'cheaper')
    .map(({ verdict, operation }) => `${verdict} ${operation}`)
  const lines = [...compositions, ...bad, ...costs].sort()
  return lines.length > 0 ? lines : told
}

type Planted = readonly [name: string, verdicts: readonly string[], ...edits: readonly CoordinateEdit[]]

const planted: readonly Planted[] = [
  ['safe: a new field', ['safe Tracking.grams'], ['orders', 'Tracking.+', 'grams: Int']],
  [
    'safe: a new optional input field',
    ['safe UserUpdateInput.nick'],
    ['users', 'UserUpdateInput.+', 'nick: String'],
  ],
  [
    'safe: a new type and the field that leads to it',
    ['safe Pace', 'safe Pace.FAST', 'safe Tracking.pace'],
    ['orders', '+', 'enum Pace { FAST }'],
    ['orders', 'Tracking.+', 'pace: Pace'],
  ],
  [
    'safe: a field is deprecated in favour of another',
    ['safe Tracking.number'],
    ['orders', 'Tracking.number', '"Number." number: String! @deprecated(reason: "Use `carrier`.")'],
  ],
  ['safe: an answer is never null any more', ['safe Tracking.url'], ['orders', 'Tracking.url', 'url: URL!']],
  [
    'safe: an input field is no longer required',
    ['safe StockAdjustInput.delta'],
    ['products', 'StockAdjustInput.delta', 'delta: Int'],
  ],
  [
    'safe: a policy is dropped',
    ['safe Mutation.userLogout'],
    ['users', 'Mutation.userLogout', 'userLogout: UserLogoutPayload'],
  ],
  ['safe: an internal field goes', [], ['products', 'VariantQuote.sku', '']],

  [
    'dangerous: a value that clients do not know yet',
    ['dangerous OrderStatus.ON_HOLD'],
    ['orders', 'OrderStatus.+', 'ON_HOLD'],
  ],
  [
    'dangerous: a union gets a member',
    ['dangerous PaymentAction'],
    ['orders', '+', 'type WaitAction { seconds: Int }'],
    ['orders', 'PaymentAction', 'union PaymentAction = RedirectAction | StripeSdkAction | WaitAction'],
  ],
  [
    'dangerous: another default of an argument',
    ['dangerous Order.events(first:)'],
    ['orders', 'Order.events', 'events(first: Int = 10, after: String): OrderEventConnection'],
  ],
  [
    'dangerous: an optional argument',
    ['dangerous ProductVariant.price(net:)'],
    ['products', 'ProductVariant.price', 'price(currency: CurrencyCode, net: Boolean): Money'],
  ],
  [
    'dangerous: a policy is new',
    ['dangerous Order.totalCaptured'],
    ['orders', 'Order.totalCaptured', 'totalCaptured: Money! @authenticated'],
  ],
  [
    'dangerous: an input field is filled in when it is left out',
    ['dangerous UserUpdateInput.loud'],
    ['users', 'UserUpdateInput.+', 'loud: Boolean = true'],
  ],

  [
    'breaking: a field of a stored operation goes',
    ['breaking Tracking.carrier'],
    ['orders', 'Tracking.carrier', ''],
  ],
  [
    'breaking: a field that only traffic shows goes',
    ['breaking Order.billingAddress'],
    ['orders', 'Order.billingAddress', ''],
  ],
  [
    'breaking: an answer may be null now',
    ['breaking Order.number'],
    ['orders', 'Order.number', 'number: String'],
  ],
  [
    'breaking: an answer has another type',
    ['breaking OrderLine.quantity'],
    ['orders', 'OrderLine.quantity', 'quantity: String!'],
  ],
  [
    'breaking: an argument in use goes',
    ['breaking Query.order(accessToken:)'],
    ['orders', 'Query.order', 'order(id: ID!): Order'],
  ],
  [
    'breaking: an argument becomes required for who leaves it out',
    ['breaking Query.categories(parent:)'],
    [
      'products',
      'Query.categories',
      'categories(first: Int = 20, after: String, parent: ID!): CategoryConnection',
    ],
  ],
  [
    'breaking: an input asks for more',
    ['breaking UserUpdateInput.reason'],
    ['users', 'UserUpdateInput.+', 'reason: String!'],
  ],
  [
    'breaking: an input field that a client gives goes',
    ['breaking CategoryUpdateInput.slug'],
    ['products', 'CategoryUpdateInput.slug', ''],
  ],
  [
    'breaking: an enum that is selected loses a value',
    ['breaking OrderStatus.COMPLETED'],
    ['orders', 'OrderStatus.COMPLETED', ''],
  ],

  [
    'unused: a field that nobody selects goes',
    ['unused Payment.declineCode'],
    ['orders', 'Payment.declineCode', ''],
  ],
  [
    'unused: a mutation that nobody calls goes',
    ['unused Mutation.productArchive'],
    ['products', 'Mutation.productArchive', ''],
  ],
  [
    'unused: an input field that no client gives goes, while others of that input are in use',
    ['unused CategoryUpdateInput.name'],
    ['products', 'CategoryUpdateInput.name', ''],
  ],
  [
    'unused: a value that nobody sends goes, while others of that enum are in use',
    ['unused ProductSortField.RELEVANCE'],
    ['products', 'ProductSortField.RELEVANCE', ''],
  ],

  [
    'costlier: a subgraph no longer answers me',
    ['costlier MyCart', 'costlier OrderHistory'],
    ['orders', 'Query.me', ''],
  ],
  [
    'costlier: a field moves to another subgraph',
    ['costlier OrderDetails'],
    ['orders', 'Order.email', ''],
    ['users', '+', 'type Order @key(fields: "id") { id: ID! email: EmailAddress }'],
  ],
  [
    'cheaper: a subgraph learns what another one was asked for',
    ['cheaper OrderHistory', 'cheaper StaffOrder', 'cheaper StaffOrders'],
    ['users', 'User.name', 'name: String @shareable'],
    ['orders', 'User.+', 'name: String @shareable'],
  ],
]

/** Judged with traffic, once for all tests. */
const reports = new Map<string, Promise<CheckReport>>()

function reportOf(wanted: string): Promise<CheckReport> {
  const found = planted.find(([name]) => name === wanted)
  if (found === undefined) throw new Error(`Nothing is planted as ${wanted}.`)
  const [name, , ...edits] = found
  const report = reports.get(name) ?? check(edited(...edits), traffic)
  reports.set(name, report)
  return report
}

test('they are thirty, and no two have one name', () => {
  expect(new Set(planted.map(([name]) => name)).size).toBe(30)
})

test.each(planted.map(([name, verdicts]) => ({ name, verdicts })))('$name', async ({ name, verdicts }) => {
  expect(judged(await reportOf(name))).toEqual(verdicts)
})

async function affectedBy(name: string) {
  const { changes } = await reportOf(name)
  return changes.flatMap(({ usedBy }) => usedBy.map(tellAffected))
}

test('who is broken is named: client, operation and field', async () => {
  expect(await affectedBy('breaking: a field that only traffic shows goes')).toEqual([
    'invoices 2.1: Invoice uses Order.billingAddress, 3 requests, last on 2026-11-20',
  ])
  expect(await affectedBy('breaking: a field of a stored operation goes')).toEqual([
    'operations/orders.graphql: OrderDetails uses Tracking.carrier',
  ])
})

test('a removal that nobody uses passes and says so', async () => {
  expect(listFindings(await reportOf('unused: a field that nobody selects goes'))).toEqual([
    expect.objectContaining({
      severity: 'notice',
      rule: 'unused',
      message: expect.stringContaining('No client used it from 2026-11-01 to 2026-11-20: it may go.'),
    }),
  ])
})

test('an operation that can no longer be answered is told with the reason', async () => {
  const findings = listFindings(await reportOf('breaking: a field of a stored operation goes'))
  expect(findings).toContainEqual({
    severity: 'error',
    rule: 'broken',
    message: 'OrderDetails cannot be planned: Cannot query field "carrier" on type "Tracking".',
    place: { file: 'schema/operations/orders.graphql', line: expect.any(Number) },
  })
})

test('without traffic nobody can say that a removal hits nobody', async () => {
  const report = await check(edited(['orders', 'Payment.declineCode', '']))
  expect(listFindings(report)).toEqual([
    expect.objectContaining({
      severity: 'error',
      rule: 'unproven',
      message: expect.stringContaining('--traffic'),
    }),
  ])
})

test('few days of traffic do not prove that a removal hits nobody, and say so', async () => {
  const seen = mergeTraffic([{ ...traffic, from: '2026-11-15' }])
  const edit = edited(['orders', 'Payment.declineCode', ''])
  const [finding] = listFindings(await check(edit, seen))
  expect(finding).toMatchObject({
    severity: 'error',
    rule: 'unproven',
    message: expect.stringContaining('the recording covers 6 of the 7 days that it takes (--min-days)'),
  })
  const enough = listFindings(await check(edit, { ...seen, from: '2026-11-14' }))
  expect(enough.map(({ rule }) => rule)).toEqual(['unused'])
})

test('traffic that ended more days ago than it must cover proves of no removal that it hits nobody, and says so', async () => {
  const edit = edited(['orders', 'Payment.declineCode', ''])
  const [finding] = listFindings(await check(edit, traffic, '2026-11-28'))
  expect(finding).toMatchObject({
    severity: 'error',
    rule: 'unproven',
    message: expect.stringContaining(
      'the recording ended 8 days ago, more than the 7 that it may (--min-days): a client that came since is missing.',
    ),
  })
  const inTime = listFindings(await check(edit, traffic, '2026-11-27'))
  expect(inTime.map(({ rule }) => rule)).toEqual(['unused'])
  const used = await check(edited(['orders', 'Order.billingAddress', '']), traffic, '2027-11-27')
  expect(judged(used)).toEqual(['breaking Order.billingAddress'])
})

test('few days of traffic prove whom a removal hits', async () => {
  const report = await check(edited(['orders', 'Order.billingAddress', '']), {
    ...traffic,
    from: '2026-11-20',
  })
  expect(judged(report)).toEqual(['breaking Order.billingAddress'])
})

test('what a costlier operation took and takes is told where it stands', async () => {
  expect(listFindings(await reportOf('costlier: a subgraph no longer answers me'))).toContainEqual({
    severity: 'warning',
    rule: 'costlier',
    message: 'MyCart is costlier: 2 fetches, depth 2 before, 3 fetches, depth 3 now.',
    place: { file: 'schema/operations/cart.graphql', line: 7 },
  })
})

const dearer = edited(['orders', 'Order.number', '"Number." number: String! @cost(weight: 300)'])

test('what the gateway would refuse for its cost from now on is an error: operation, cost before and now, limit', async () => {
  expect(listFindings(await check(dearer))).toEqual([
    {
      severity: 'error',
      rule: 'too-expensive',
      message:
        'The gateway would refuse OrderHistory: its estimated cost is 70203, 40203 before, and the limit is 50000 (--max-cost).',
      place: { file: 'schema/operations/orders.graphql', line: expect.any(Number) },
    },
  ])
  const { costs } = await check(edited())
  expect(Math.max(...costs.map(({ after }) => after))).toBe(44_100)
})

test('a longer list weighs too, and a limit of their own is the one that operators judge by', async () => {
  const orders = `"Orders." orders("First." first: Int = 20, "After." after: String): OrderConnection
    @listSize(assumedSize: 150, sizedFields: ["edges", "nodes"])`
  const longer = edited(['orders', 'User.orders', orders])
  const inShort = async (maxCost?: number) => {
    const report = await checkContract({ contract: longer, base, exceptions: noExceptions, maxCost })
    const told = listFindings(report).filter(({ rule }) => rule === 'too-expensive')
    return told.map(({ message }) => message.split(':', 1)[0])
  }
  expect(await inShort()).toEqual(['The gateway would refuse OrderHistory'])
  expect(await inShort(100_000)).toEqual([])
})

test('a list of which an operation does not say how long it is, where it must, is told as such', async () => {
  const sized = 'shipments(first: Int): [Shipment!]! @listSize(assumedSize: 9, slicingArguments: ["first"])'
  const unsized = edited(['orders', 'Order.shipments', sized])
  const told = listFindings(await check(unsized)).filter(({ rule }) => rule === 'too-expensive')
  expect(told.map(({ message }) => message)).toEqual([
    'The gateway would refuse OrderDetails: exactly one argument must be given of Order.shipments (first).',
  ])
})
