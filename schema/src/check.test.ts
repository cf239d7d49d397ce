// The whole check over the real contract, and over copies of it with one planted violation.
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { checkContract, checkStale, composeContract } from './check.ts'
import { exceptions } from './exceptions.ts'
import { loadOperations, loadOwnSdl, loadSharedSdl, loadSupergraphSdl } from './load.ts'
import type { Contract } from './run-lints.ts'
import { stripPolicies } from './strip-policies.ts'
import type { SubgraphName } from './subgraphs.ts'

const contract: Contract = {
  shared: loadSharedSdl(),
  own: { users: loadOwnSdl('users'), products: loadOwnSdl('products'), orders: loadOwnSdl('orders') },
  operations: loadOperations(),
}
const base = { kind: 'found', ref: 'base', supergraphSdl: loadSupergraphSdl() } as const

function check(planted: Contract) {
  return checkContract({ contract: planted, base, exceptions })
}

/** The contract with one piece of a subgraph's SDL replaced; fails when that piece is not there. */
function plant(subgraph: SubgraphName, from: string, to: string): Contract {
  const sdl = print(contract.own[subgraph])
  if (!sdl.includes(from)) throw new Error(`${subgraph} does not hold ${from}`)
  return { ...contract, own: { ...contract.own, [subgraph]: parse(sdl.replace(from, to)) } }
}

test('the committed contract holds, without errors, hints or stale files', async () => {
  expect(composeContract(contract)).toMatchObject({ kind: 'composed', hints: [] })
  expect(await check(contract)).toEqual([])
  expect(await checkStale(contract)).toEqual([])
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
  const composed = composeContract(contract)
  if (composed.kind === 'failed') throw new Error(composed.errors.join('\n'))
  expect(composed.supergraphSdl).toContain('stockReserve')
  expect(composed.apiSdl).not.toMatch(/stockReserve|stockCommit|stockRelease|variantsQuote|Reservation|Quote/)
})

test('a removed field is a breaking change', async () => {
  const pair = '"Who carries it."\n  carrier: String!'
  const findings = await check(plant('orders', pair, '"Who carries it."\n  carriedBy: String!'))
  expect(findings).toEqual([
    expect.stringContaining('operations/orders.graphql: Cannot query field "carrier" on type "Tracking".'),
    expect.stringContaining('breaking since base: Tracking.carrier: '),
  ])
})

test('an argument that becomes required is a breaking change, unless an exception lets it pass', async () => {
  const planted = plant(
    'users',
    'input UserUpdateInput {',
    'input UserUpdateInput {\n  "Why."\n  reason: String!',
  )
  const path = 'UserUpdateInput.reason'
  expect(await check(planted)).toEqual([expect.stringContaining(`breaking since base: ${path}: `)])
  const allowed = { hints: [], breakingChanges: [{ finding: path, reason: 'planted' }] }
  expect(await checkContract({ contract: planted, base, exceptions: allowed })).toEqual([])
})

test('without a base nothing is called breaking', async () => {
  const absent = { kind: 'absent', reason: 'planted' } as const
  const planted = plant(
    'users',
    'input UserUpdateInput {',
    'input UserUpdateInput {\n  "Why."\n  reason: String!',
  )
  expect(await checkContract({ contract: planted, base: absent, exceptions })).toEqual([])
})

test('a composition error is told as such', async () => {
  const findings = await check(plant('orders', 'me: User @shareable', 'me: User'))
  expect(findings).toEqual([expect.stringContaining('composition: Non-shareable field "Query.me"')])
})

test('a composition hint fails the check, unless an exception with a reason lets it pass', async () => {
  const differing = plant('orders', '"What can be changed.', '"What may be changed.')
  const findings = await check(differing)
  expect(findings).toEqual([expect.stringContaining('composition hint INCONSISTENT_DESCRIPTION: ')])
  const hint = String(findings[0]).replace('composition hint ', '')
  const allowed = { hints: [{ finding: hint, reason: 'planted' }], breakingChanges: [] }
  expect(await checkContract({ contract: differing, base, exceptions: allowed })).toEqual([])
  expect(await checkContract({ contract, base, exceptions: allowed })).toEqual([
    `exceptions.ts lets a hint pass that does not occur: ${hint}`,
  ])
})

test('an internal type that is left visible is found', async () => {
  const findings = await check(plant('products', 'type VariantQuote @inaccessible', 'type VariantQuote'))
  expect(findings).toEqual([
    'VariantQuote is reached by no field that clients see: mark it @inaccessible or remove it.',
  ])
})

test('a changed field makes the composed and the generated files stale', async () => {
  const planted = plant('orders', 'type Tracking {', 'type Tracking {\n  "Its weight."\n  grams: Int')
  expect(await checkStale(planted)).toEqual([
    'schema/supergraph.graphql is stale: run npm run schema:compose.',
    'schema/api.graphql is stale: run npm run schema:compose.',
    'subgraphs/orders/src/generated/resolvers-types.ts is stale: run npm run generate.',
  ])
})
