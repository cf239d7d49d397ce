// The whole check over the real contract, and over copies of it with one planted violation.
import { readFileSync } from 'node:fs'
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { parse, print } from 'graphql'
import { expect, test, vi } from 'vitest'
import { base, check, contract, noExceptions, operationCount, plant, told } from './check.fixture.ts'
import { checkContract } from './check.ts'
import { composeSubgraphs } from './compose.ts'
import { documentsOf } from './contract.ts'
import { edited } from './edit.fixture.ts'
import { exceptions } from './exceptions.ts'
import { loadSupergraphSdl } from './load.ts'
import { listFindings } from './report/list-findings.ts'
import { findStaleFiles } from './stale.ts'
import { stripPolicies } from './strip-policies.ts'

// Each check composes and plans the whole graph, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 })

const reason = [
  'users',
  'input UserUpdateInput {',
  'input UserUpdateInput {\n  "Why."\n  reason: String!',
] as const

function compose(planted = contract) {
  const composition = composeSubgraphs(documentsOf(planted))
  if (composition.kind === 'failed')
    throw new Error(composition.errors.map(({ message }) => message).join('\n'))
  return composition
}

test('the committed contract holds, without errors, hints or stale files', async () => {
  expect(compose().hints).toEqual([])
  const report = await checkContract({ contract, base, exceptions, stale: true })
  expect(told(report)).toEqual([])
  expect(report.plans.length).toBe(operationCount)
  expect(report.plans.filter(({ verdict }) => verdict !== 'same')).toEqual([])
})

test('without its policies the supergraph links nothing that @apollo/gateway refuses', () => {
  const options = { supportedFeatures: DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES }
  const stripped = stripPolicies(loadSupergraphSdl())
  const stock = Supergraph.build(stripped, options)
  expect([...stock.subgraphs().names()].sort()).toEqual(['orders', 'products', 'users'])
  expect(() => Supergraph.build(loadSupergraphSdl(), options)).toThrow()
  expect(stripped).not.toMatch(/authenticated|requiresScopes/)
})

test('internal fields and their types are no part of what clients see', () => {
  const { supergraphSdl, apiSdl } = compose()
  expect(supergraphSdl).toContain('stockReserve')
  expect(apiSdl).not.toMatch(/stockReserve|stockCommit|stockRelease|variantsQuote|Reservation|Quote/)
})

test('an argument that becomes required is a breaking change, unless an exception lets it pass', async () => {
  const at = 'UserUpdateInput.reason'
  expect(told(await check(plant(reason)))).toEqual([expect.stringContaining(`error breaking: ${at}: `)])
  const allowed = { hints: [], breakingChanges: [{ finding: at, reason: 'planted' }] }
  const report = await checkContract({ contract: plant(reason), base, exceptions: allowed })
  expect(told(report)).toEqual([expect.stringContaining(`notice excepted: ${at}: `)])
})

test('without a base nothing is called breaking, and that is told', async () => {
  const absent = { kind: 'absent', reason: 'planted' } as const
  const report = await checkContract({ contract: plant(reason), base: absent, exceptions: noExceptions })
  expect(told(report)).toEqual(['notice base: Changes and costs were not compared: planted.'])
})

test('a composition error is told as such, with its place', async () => {
  const report = await check(plant(['orders', 'me: User @shareable', 'me: User']))
  expect(report.findings).toEqual([
    {
      severity: 'error',
      rule: 'composition',
      message: expect.stringContaining('Non-shareable field "Query.me"'),
      place: { file: expect.stringMatching(/^schema\/\w+\.graphql$/), line: expect.any(Number) },
    },
  ])
})

test('a composition hint is explained and fails the check, unless an exception with a reason lets it pass', async () => {
  const differing = plant(['orders', '"What can be changed.', '"What may be changed.'])
  const { findings } = await check(differing)
  expect(findings).toEqual([
    expect.objectContaining({
      severity: 'error',
      rule: 'hint/INCONSISTENT_DESCRIPTION',
      details: [expect.stringContaining('description')],
    }),
  ])
  const hint = `INCONSISTENT_DESCRIPTION: ${findings[0]?.message}`
  const allowed = { hints: [{ finding: hint, reason: 'planted' }], breakingChanges: [] }
  expect(told(await checkContract({ contract: differing, base, exceptions: allowed }))).toEqual([])
  expect(told(await checkContract({ contract, base, exceptions: allowed }))).toEqual([
    `error exceptions: exceptions.ts lets a hint pass that does not occur: ${hint}`,
  ])
})

test('an internal type that is left visible is found, where it stands', async () => {
  const { findings } = await check(
    plant(['products', 'type VariantQuote @inaccessible', 'type VariantQuote']),
  )
  expect(findings).toEqual([
    {
      severity: 'error',
      rule: 'lint/reachability',
      message: 'VariantQuote is reached by no field that clients see: mark it @inaccessible or remove it.',
      place: { file: 'schema/products.graphql', line: expect.any(Number) },
    },
  ])
})

test('what is gone is told where it stood, not where another subgraph has a type of that name', async () => {
  const published = { ...base, subgraphs: documentsOf(contract) }
  const planted = edited(['products', 'Query.variant', ''], ['users', 'Mutation.userLogout', ''])
  const report = await checkContract({ contract: planted, base: published, exceptions })
  const places = listFindings(report)
    .filter(({ rule }) => rule === 'breaking')
    .map(({ message, place }) => [message.split(':')[0], place?.file])
  expect(places).toEqual([
    ['Mutation.userLogout', 'schema/users.graphql'],
    ['Query.variant', 'schema/products.graphql'],
  ])
})

test('a shared type that a subgraph defines too is told where it does', async () => {
  const { findings } = await check(
    plant(['users', 'type Session {', 'type Money {\n  x: Int\n}\n\ntype Session {']),
  )
  expect(findings).toEqual([
    {
      severity: 'error',
      rule: 'lint/shared-types',
      message: 'users: Money belongs to shared.graphql: do not define or extend it.',
      place: { file: 'schema/users.graphql', line: expect.any(Number) },
    },
  ])
})

test('an operation that is no longer valid is told by its line', async () => {
  const file = 'schema/operations/orders.graphql'
  const line =
    readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
      .split('\n')
      .indexOf('        carrier') + 1
  const { findings } = await check(edited(['orders', 'Tracking.carrier', '']))
  expect(findings.map(({ rule, place }) => [rule, place])).toEqual([['lint/operations', { file, line }]])
})

test('a changed field makes the composed and the generated files stale', async () => {
  const planted = plant(['orders', 'type Tracking {', 'type Tracking {\n  "Its weight."\n  grams: Int'])
  const stale = await findStaleFiles({
    composed: compose(planted),
    documents: documentsOf(planted),
    operations: planted.operations,
  })
  expect(stale.map(({ message }) => message)).toEqual([
    'schema/supergraph.graphql is stale: run npm run schema:compose.',
    'schema/api.graphql is stale: run npm run schema:compose.',
    'schema/generated/orders.graphql is stale: run npm run schema:compose.',
    'subgraphs/orders/src/generated/resolvers-types.ts is stale: run npm run generate.',
  ])
})

test('an operation that changes makes stale what is made of the operations, and nothing else', async () => {
  const followed = { composed: compose(contract), documents: documentsOf(contract) }
  const stale = (operations: typeof contract.operations) => findStaleFiles({ ...followed, operations })
  expect(await stale(contract.operations)).toEqual([])
  const operations = contract.operations.map(({ name, document }) => ({
    name,
    document:
      name === 'cart.graphql'
        ? parse(print(document).replace('fragment CartView on Cart {', '$&\n email'))
        : document,
  }))
  expect((await stale(operations)).map(({ message }) => message)).toEqual([
    'schema/operations.manifest.json is stale: run npm run operations:build.',
    'packages/client/src/generated/types.ts is stale: run npm run generate.',
    'packages/client/src/generated/operations.ts is stale: run npm run generate.',
    'packages/client/src/generated/documents.ts is stale: run npm run generate.',
  ])
})

test('a subgraph alone is composed with the others as they were published, not as they are edited', async () => {
  const published = { ...base, subgraphs: documentsOf(contract) }
  const planted = plant(
    ['users', 'input UserUpdateInput {', 'input UserUpdateInput {\n  reason: String!'],
    ['orders', 'type Tracking {', 'type Tracking {\n  "Its weight."\n  grams: Int'],
  )
  const alone = (subgraph: 'users' | 'orders') =>
    checkContract({ contract: planted, base: published, exceptions, subgraph })
  expect((await alone('orders')).changes.map(({ verdict, at }) => `${verdict} ${at}`)).toEqual([
    'safe Tracking.grams',
  ])
  expect(told(await alone('orders'))).toEqual([])
  expect(told(await alone('users'))).toEqual([
    'error lint/descriptions: UserUpdateInput.reason has no description.',
    expect.stringContaining('error breaking: UserUpdateInput.reason: '),
  ])
})
