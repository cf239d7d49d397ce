// What is generated: the same text from every client, ids that fit it, objects that caches can tell apart, exact types.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { InMemoryCache } from '@apollo/client'
import { createRequest, formatDocument, stringifyDocument } from '@urql/core'
import {
  buildSchema,
  type DocumentNode,
  isObjectType,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { cacheConfig } from './apollo/apollo-cache.ts'
import type { fetchGraph } from './fetch-graph.ts'
import * as documents from './generated/documents.ts'
import * as operations from './generated/operations.ts'
import type { CartViewFragment, CheckoutErrorFragment, OrderStatus } from './generated/types.ts'
import type { Graph } from './graph.ts'
import type { Operation } from './operation.ts'
import { wholeText } from './urql/whole-text.ts'

const schema = buildSchema(
  readFileSync(new URL(import.meta.resolve('@supermarket/schema/api.graphql')), 'utf8'),
)
const all = Object.values(operations) as readonly Operation<unknown, unknown>[]
const documentOf = (name: string) =>
  (documents as unknown as Record<string, DocumentNode>)[`${name}Document`] as DocumentNode

describe.each(all.map((operation) => [operation.name, operation] as const))('%s', (name, { id, text }) => {
  test('is one text with one id, as a tree, from Apollo Client and from urql', () => {
    expect(id).toBe(createHash('sha256').update(text).digest('hex'))
    expect(print(documentOf(name))).toBe(text)
    expect(print(new InMemoryCache(cacheConfig).transformDocument(documentOf(name)))).toBe(text)
    const { query } = createRequest(text, {})
    expect(wholeText(stringifyDocument(formatDocument(query as never)))).toBe(text)
  })

  test('asks for the id of whatever has one, by which caches know it again', () => {
    const anonymous: string[] = []
    const info = new TypeInfo(schema)
    visit(
      parse(text),
      visitWithTypeInfo(info, {
        Field: ({ name: field, selectionSet }) => {
          const type = info.getType() && schema.getType(String(info.getType()).replace(/[![\]]/g, ''))
          if (!selectionSet || !isObjectType(type) || type.getFields().id === undefined) return
          const own = selectionSet.selections.flatMap((each) => {
            if (each.kind !== 'FragmentSpread') return [each]
            const fragment = parse(text).definitions.find(
              (node) => 'name' in node && node.name?.value === each.name.value,
            )
            return fragment?.kind === 'FragmentDefinition' ? fragment.selectionSet.selections : []
          })
          if (!own.some((each) => each.kind === 'Field' && each.name.value === 'id'))
            anonymous.push(field.value)
        },
      }),
    )
    expect(anonymous).toEqual([])
  })
})

test('each operation has an id of its own', () => {
  expect(all).toHaveLength(Object.keys(documents).filter((name) => name.endsWith('Document')).length)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
})

test('results and variables have the types of the schema', () => {
  const run = (graph: Graph) => graph.run(operations.CartById, { id: 'crt_1' })
  type Cart = NonNullable<Awaited<ReturnType<typeof run>>['cart']>
  expectTypeOf<Cart['total']['minor']>().toEqualTypeOf<number>()
  expectTypeOf<Cart['total']['amount']>().toEqualTypeOf<string>()
  expectTypeOf<Cart>().toMatchTypeOf<CartViewFragment>()
  expectTypeOf<Cart['lines'][number]['variant']>().extract<null>().toEqualTypeOf<null>()
  expectTypeOf<OrderStatus>().toEqualTypeOf<
    'PENDING_PAYMENT' | 'CONFIRMED' | 'FULFILLED' | 'COMPLETED' | 'CANCELED'
  >()
  type Short = Extract<CheckoutErrorFragment, { __typename: 'InsufficientStock' }>
  expectTypeOf<Short['available']>().toEqualTypeOf<number>()
  expectTypeOf(documents.CartByIdDocument).toHaveProperty('definitions')
})

test('what the schema does not take is refused by the compiler', () => {
  const wrong = (graph: ReturnType<typeof fetchGraph>) => [
    // @ts-expect-error an id is missing
    () => graph.run(operations.CartById, {}),
    // @ts-expect-error a quantity is a number
    () => graph.run(operations.CartOpen, { input: { lines: [{ variantId: 'var_1', quantity: '1' }] } }),
    // @ts-expect-error a checkout has a key
    () => graph.run(operations.Checkout, { input: { cartId: 'crt_1' } }),
  ]
  expect(wrong).toHaveLength(1)
})
