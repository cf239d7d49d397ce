import { type DocumentNode, getOperationAST, Kind, parse, print, stripIgnoredCharacters } from 'graphql'
import { expect, test } from 'vitest'
import { namesFor, renameForPlanning, sameNames } from './planned-names.ts'

const unasked = {
  names: new Set(['__typename', 'code', 'price', 'constructor']),
  withArguments: new Set(['price']),
}

function planned(source: string): string {
  const document = parse(source)
  return stripIgnoredCharacters(print(renameForPlanning(document, namesFor(document, unasked))))
}

function expectUnchanged(source: string) {
  const document = parse(source)
  const names = namesFor(document, unasked)
  expect(names).toBe(sameNames)
  expect(renameForPlanning(document, names)).toBe(document)
}

test('an operation whose names nobody else uses is planned as it is', () => {
  expectUnchanged('query ($id: ID!) { a: product(id: $id) { code title: name __typename key: code } }')
})

test('a field under its own name, or an alias that says the same, is what the planner means by it', () => {
  expectUnchanged('{ product { code } other: product { code: code __typename: __typename } }')
})

test('another field under the name of one that is fetched unasked is planned under a name of its own', () => {
  expect(planned('{ product { code: name __typename: sku constructor: size } }')).toBe(
    '{product{asked_code:name asked___typename:sku asked_constructor:size}}',
  )
})

test('the same at every level, in fragments too, and once for fields of several types', () => {
  const source = `{ code: node { ...F ... on A { code: x } ... on B { code: y(code: 1) } } }
    fragment F on Node { code { code: z } }`
  expect(planned(source)).toBe(
    '{asked_code:node{...F ...on A{asked_code:x}...on B{asked_code:y(code:1)}}}' +
      'fragment F on Node{code{asked_code:z}}',
  )
})

test('a call with arguments may be another than the one that is fetched unasked', () => {
  expect(planned('{ product { code(upper: true) } }')).toBe('{product{asked_code:code(upper:true)}}')
  expect(planned('{ product { price } }')).toBe('{product{asked_price:price}}')
})

test('a new name is nobody else’s', () => {
  const source = '{ a { code: x asked_code: y } b { asked_code_ asked_code__: code } code_: c }'
  expect(planned(source)).toBe('{a{asked_code___:x asked_code:y}b{asked_code_ asked_code__:code}code_:c}')
})

test('names that every JavaScript object has are names like others', () => {
  const document = parse('{ __proto__: a { constructor: b } toString: c { valueOf: d } }')
  const names = namesFor(document, unasked)
  expect(print(renameForPlanning(document, names))).toBe(
    print(parse('{ __proto__: a { asked_constructor: b } toString: c { valueOf: d } }')),
  )
  expect(['asked_constructor', 'constructor', '__proto__', 'toString'].map(names.clientName)).toEqual([
    'constructor',
    'constructor',
    '__proto__',
    'toString',
  ])
})

test('variables that the planner declares itself are planned under other names, everywhere', () => {
  const source = `query ($representations: Int, $contextualArgument_1_0: [Int], $x: Int) {
    a(x: $representations, y: { z: [$contextualArgument_1_0] }) @include(if: $x) { ...F }
  }
  fragment F on T { b(x: $representations) }`
  expect(planned(source)).toBe(
    'query($asked_representations:Int$asked_contextualArgument_1_0:[Int]$x:Int){' +
      'a(x:$asked_representations y:{z:[$asked_contextualArgument_1_0]})@include(if:$x){...F}}' +
      'fragment F on T{b(x:$asked_representations)}',
  )
})

test('the names of a document hold for any part of it', () => {
  const document = parse('{ a { code: x } b { code: y asked_code: z } }')
  const names = namesFor(document, unasked)
  const part = withFirstSelection(document)
  expect(stripIgnoredCharacters(print(renameForPlanning(part, names)))).toBe('{a{asked_code_:x}}')
  expect(names.clientName('asked_code_')).toBe('code')
  expect(names.clientName('asked_code')).toBe('asked_code')
})

function withFirstSelection(document: DocumentNode): DocumentNode {
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  const selections = operation.selectionSet.selections.slice(0, 1)
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }],
  }
}
