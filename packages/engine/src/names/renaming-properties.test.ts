// Whatever an operation calls its fields, its answer is the same but for the names: held for generated operations over
// two real subgraphs, against the same operations under names that collide with nothing.
import fc from 'fast-check'
import { type DocumentNode, Kind, parse, print, validate, visit } from 'graphql'
import { expect, test } from 'vitest'
import type { Claims } from '../policy/decide.ts'
import { operations } from '../policy/operations.fixture.ts'
import { schemas, serve } from '../policy/policy.fixture.ts'
import { namesFor, sameNames } from './planned-names.ts'
import { unaskedFields } from './unasked-fields.ts'

const unasked = unaskedFields(schemas.supergraphSchema)

/** As text: what fails can be read. */
const operationArbitrary = operations({
  schema: schemas.apiSchema,
  args: { product: '(id: "1")', publish: '(id: "1")', rename: '(id: "1", name: $name)' },
  favoured: ['product', 'products', 'code', 'stock', 'margin'],
  shadowing: ['code', 'cost', '__typename'],
  variables: '($with: Boolean! = true, $name: String! = "n")',
}).map(print)

const everything: Claims = {
  authenticated: true,
  scopes: new Set(['finance', 'read', 'admin', 'films']),
  policies: () => new Set(['insider', 'graders', 'guards', 'chief']),
}

const prefix = 'only_'

function underOtherNames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(field) {
      if (field.alias === undefined || field.alias.value === field.name.value) return undefined
      return { ...field, alias: { kind: Kind.NAME, value: `${prefix}${field.alias.value}` } }
    },
  })
}

async function answerOf(document: DocumentNode): Promise<string> {
  const { data, errors } = await serve(print(document), everything, { variables: { name: 'n' } })
  return JSON.stringify({ data, errors }).replaceAll(prefix, '')
}

/** Operations made here declare variables that they may not use. */
const isOfTheClient = ({ message }: Error) => !message.includes('is never used')

test('an answer differs from that under other names by its names alone', { timeout: 30_000 }, async () => {
  let colliding = 0
  await fc.assert(
    fc.asyncProperty(operationArbitrary, async (query) => {
      const document = parse(query)
      fc.pre(!validate(schemas.apiSchema, document).some(isOfTheClient))
      if (namesFor(document, unasked) !== sameNames) colliding += 1
      expect(await answerOf(document)).toBe(await answerOf(underOtherNames(document)))
    }),
    { numRuns: 200 },
  )
  expect(colliding).toBeGreaterThan(60)
})
