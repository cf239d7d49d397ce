import { signOperation } from '@supermarket/schema/traffic/sign-operation.ts'
import { buildSchema, type DocumentNode, Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { operationDescriber } from './recorded-operation.ts'

const schema = buildSchema('type Query { a(where: Where): Int b: Int } input Where { id: ID }')

function operationOf(document: DocumentNode, name?: string) {
  const found = document.definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION && (name === undefined || node.name?.value === name),
  )
  if (found?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.')
  return found
}

test('an operation is worked out once, each of a document for itself', () => {
  const describe = operationDescriber()
  const document = parse('query A($w: Where) { a(where: $w) } query B { b }')
  const a = describe({ schema, document, operation: operationOf(document, 'A') })
  const b = describe({ schema, document, operation: operationOf(document, 'B') })
  expect(describe({ schema, document, operation: operationOf(document, 'A') })).toBe(a)
  expect(a).toMatchObject({ name: 'A', coordinates: ['Int', 'Query', 'Query.a', 'Query.a(where:)'] })
  expect(a?.inputs.map(({ name, type }) => `${name}: ${type}`)).toEqual(['w: Where'])
  expect(b).toMatchObject({ name: 'B', coordinates: ['Int', 'Query', 'Query.b'], inputs: [] })
})

test('what is on the list of trusted documents is recorded as such', () => {
  const document = parse('query A($w: Where) { a(where: $w) } query B { b }')
  const signature = signOperation(document, 'A')
  const describe = operationDescriber(new Set([signature]))
  const recorded = (name: string) => describe({ schema, document, operation: operationOf(document, name) })
  expect(recorded('A')?.trusted).toBe(true)
  expect(recorded('B')).not.toHaveProperty('trusted')
})

test('after a swap of the schema it is worked out anew', () => {
  const describe = operationDescriber()
  const document = parse('{ b }')
  const operation = operationOf(document)
  const next = buildSchema('type Query { b: Thing } scalar Thing')
  expect(describe({ schema, document, operation })?.coordinates).toEqual(['Int', 'Query', 'Query.b'])
  expect(describe({ schema: next, document, operation })?.coordinates).toEqual(['Query', 'Query.b', 'Thing'])
})

test.each(['{ __typename }', '{ ...F } fragment F on Query { __schema { types { name } } }'])(
  '%s asks about the graph only',
  (source) => {
    const document = parse(source)
    expect(operationDescriber()({ schema, document, operation: operationOf(document) })).toBeUndefined()
  },
)
