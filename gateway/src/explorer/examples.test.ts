// The explorer's examples against the contract: every document valid, every sample right for its operation.
import { readFileSync } from 'node:fs'
import { loadOperations } from '@supermarket/schema/load.ts'
import { buildSchema, getVariableValues, Kind, type OperationDefinitionNode, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { loadOperationExamples, operationExamples } from './examples.ts'
import { samples } from './samples.ts'

const schema = buildSchema(
  readFileSync(new URL(import.meta.resolve('@supermarket/schema/api.graphql')), 'utf8'),
)
const examples = loadOperationExamples({ streams: true })

function operationOf(query: string): OperationDefinitionNode {
  const [operation, second] = parse(query).definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  )
  if (!operation || second) throw new Error('an example is one operation')
  return operation
}

test('topics follow a buyer through the shop', () => {
  expect([...new Set(examples.map(({ topic }) => topic))]).toEqual([
    'Sign in',
    'Catalogue',
    'Cart',
    'Pricing',
    'Checkout',
    'Orders',
    'Returns',
    'Account',
    'Staff',
    'Webhooks',
  ])
})

test('every operation of the known clients is an example, subscriptions only where they are served', () => {
  const known = loadOperations()
    .flatMap(({ document }) => document.definitions)
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const names = (some: typeof known) => some.map(({ name }) => name?.value).sort()
  const namesOf = (some: typeof examples) => some.map(({ query }) => operationOf(query).name?.value).sort()
  expect(namesOf(examples)).toEqual(names(known))
  expect(namesOf(loadOperationExamples({ streams: false }))).toEqual(
    names(known.filter(({ operation }) => operation !== 'subscription')),
  )
  expect(namesOf(examples.filter(({ kind }) => kind === 'subscription'))).toEqual([
    'CheckoutFollow',
    'OrderFollow',
    'StaffOrdersPlaced',
  ])
})

test.each(examples)('$topic: $name is valid on its own', ({ query, kind }) => {
  expect(validate(schema, parse(query))).toEqual([])
  expect(operationOf(query).operation).toBe(kind)
})

test('an example keeps the line breaks of its file', () => {
  const file = loadOperations().find(({ name }) => name === 'catalogue.graphql')
  const page = examples.find(({ name }) => name === 'Products page')
  expect(file?.document.loc?.source.body).toContain(page?.query)
})

test('only the fragments that an operation reaches come with it', () => {
  const document = parse(
    'query Near { a { ...One } } query Far { a { id } } fragment One on A { ...Two } fragment Two on A { ...One }',
  )
  const queries = operationExamples([{ name: 'new-things.graphql', document }], { streams: true })
  expect(queries).toEqual([
    {
      topic: 'New things',
      name: 'Near',
      kind: 'query',
      query: 'query Near { a { ...One } }\n\nfragment One on A { ...Two }\n\nfragment Two on A { ...One }',
    },
    { topic: 'New things', name: 'Far', kind: 'query', query: 'query Far { a { id } }' },
  ])
})

test('every sample belongs to an example', () => {
  const names = new Set(examples.map(({ query }) => operationOf(query).name?.value))
  expect(Object.keys(samples).filter((name) => !names.has(name))).toEqual([])
})

test.each(examples)('$topic: $name has variables that the contract accepts', ({ query, variables = {} }) => {
  const { variableDefinitions = [] } = operationOf(query)
  const declared = variableDefinitions.map(({ variable }) => variable.name.value)
  expect(Object.keys(variables).filter((name) => !declared.includes(name))).toEqual([])
  const { errors } = getVariableValues(schema, variableDefinitions, filledIn(variables))
  expect(errors).toBeUndefined()
})

/** What the page would fill in after answers that hold everything. */
function filledIn(value: unknown): { [name: string]: unknown } {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) => {
    if (typeof inner !== 'string' || !inner.startsWith('@')) return inner
    return /\.(minor|version)$/.test(inner) ? 1 : inner
  })
}
