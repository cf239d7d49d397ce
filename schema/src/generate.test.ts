// What subgraph authors rely on in the generated resolver types.
import { parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { generateResolverTypes } from './generate.ts'
import { loadSubgraphSdl } from './load.ts'
import { parseMappers } from './mappers.ts'

test('a mapped type is the parent of its resolvers, and the bare reference is not', async () => {
  const mappers = { Order: '../order/order.ts#OrderRow' }
  const code = await generateResolverTypes({ document: loadSubgraphSdl('orders'), mappers })
  expect(code).toContain("import type { OrderRow } from '../order/order.ts';")
  expect(code).toContain('  Order: OrderRow;')
  expect(code).toContain("import type { Context } from '../context.ts';")
  expect(code).toContain("__resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']>, ")
  expect(code).not.toMatch(/\| FederationReferenceType/)
})

test('the document that types are made of stays as it was', async () => {
  const document = loadSubgraphSdl('users')
  const before = print(document)
  await generateResolverTypes({ document, mappers: {} })
  expect(print(document)).toBe(before)
})

test('a scalar without a declared type is refused instead of becoming any', async () => {
  const document = parse('scalar Colour type Query { colour: Colour }')
  await expect(generateResolverTypes({ document, mappers: {} })).rejects.toThrow('Unknown scalar type Colour')
})

test('a mapper that is no import of a .ts file is refused', () => {
  const mappers = { Order: '../order/order.ts#Order' }
  expect(parseMappers({ mappers }, 'codegen.json')).toEqual(mappers)
  expect(() => parseMappers({ mappers: { Order: 'Order' } }, 'codegen.json')).toThrow(
    'codegen.json: mapper of Order must look like "../order/order.ts#Order".',
  )
  expect(() => parseMappers([], 'codegen.json')).toThrow('codegen.json: expected { "mappers": { … } }.')
})
