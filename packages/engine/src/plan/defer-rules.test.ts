import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { deferRules } from './defer-rules.ts'

const schema = buildSchema(`
  directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query { a: A }
  type Mutation { change: A }
  type Subscription { changed: A }
  type A { b: String c: A }
`)

function messages(source: string): string[] {
  return validate(schema, parse(source), deferRules).map(({ message }) => message)
}

test.each([
  '{ a { ... @defer { b } } ... @defer { a { b } } }',
  '{ a { ... @defer(label: "x") { b } ... @defer(label: "y") { b } } }',
  '{ a { ... @defer(label: null) { b } ... @defer(label: null) { b } } }',
  '{ a { ... @defer(label: "__proto__") { b } ... @defer(label: "constructor") { b } } }',
  'mutation { change { ... @defer { b } } }',
  'mutation { change { ...F @defer } } fragment F on A { b }',
  'subscription($later: Boolean!) { changed { ... @defer(if: false) { b } ... @defer(if: $later) { b } } }',
])('%s is valid', (source) => {
  expect(messages(source)).toEqual([])
})

const label = 'Defer/Stream directive label argument must be unique.'
const operation =
  'Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`.'

test.each([
  ['{ a { ... @defer(label: "x") { b } c { ... @defer(label: "x") { b } } } }', [label]],
  ['{ a { ...F @defer(label: "x") c { ... @defer(label: "x") { b } } } } fragment F on A { b }', [label]],
  [
    'query($l: String) { a { ... @defer(label: $l) { b } } }',
    [`Directive "defer"'s label argument must be a static string.`],
  ],
  [
    'mutation { ... @defer { change { b } } }',
    ['Defer directive cannot be used on root mutation type "Mutation".'],
  ],
  [
    'mutation { ...F } fragment F on Mutation { ... @defer { change { b } } }',
    ['Defer directive cannot be used on root mutation type "Mutation".'],
  ],
  ['subscription { changed { ... @defer { b } } }', [operation]],
  ['subscription { changed { ... @defer(if: true) { b } } }', [operation]],
  ['subscription { changed { ...F } } fragment F on A { c { ... @defer { b } } }', [operation]],
  [
    'subscription { ... @defer { changed { b } } }',
    ['Defer directive cannot be used on root subscription type "Subscription".', operation],
  ],
])('%s is refused', (source, expected) => {
  expect(messages(source).toSorted()).toEqual(expected.toSorted())
})
