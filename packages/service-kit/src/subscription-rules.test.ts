import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { UnconditionalSubscription } from './subscription-rules.ts'

const schema = buildSchema(`
  type Query { tick: Tick }
  type Subscription { tick: Tick }
  type Tick { count: Int }
`)

function problems(document: string): string[] {
  return validate(schema, parse(document), [UnconditionalSubscription]).map(({ message }) => message)
}

test.each([
  'subscription ($s: Boolean!) { tick @skip(if: $s) { count } }',
  'subscription { tick @include(if: false) { count } }',
  'subscription ($s: Boolean!) { ... @skip(if: $s) { tick { count } } }',
  'subscription { ...F @include(if: true) } fragment F on Subscription { tick { count } }',
  'subscription { ...F } fragment F on Subscription { ...G } fragment G on Subscription { tick @skip(if: true) { count } }',
])('%s is refused', (document) => {
  expect(problems(document)).toEqual(['The root field of a subscription takes neither @skip nor @include.'])
})

test.each([
  'subscription { tick { count @skip(if: true) } }',
  'subscription { tick { ... @include(if: false) { count } } }',
  'subscription { ...F } fragment F on Subscription { tick { count } }',
  'query ($s: Boolean!) { tick @skip(if: $s) { count } }',
])('%s is not', (document) => {
  expect(problems(document)).toEqual([])
})

test('fragments that spread each other, or exponentially many, are walked once', () => {
  const fragments = Array.from(
    { length: 30 },
    (_, nth) => `fragment F${nth} on Subscription { ...F${(nth + 1) % 30} ...F${(nth + 1) % 30} }`,
  )
  expect(problems(`subscription { ...F0 } ${fragments.join(' ')}`)).toEqual([])
})
