// What several entity fetches become when they go out in one operation.
import { expect, test } from 'vitest'
import { batchOperations } from './batched-operation.ts'

const entities = (selections: string, variables = '') =>
  `query Q__shop__1($representations:[_Any!]!${variables}){_entities(representations:$representations){${selections}}}`

const fetch = (operation: string, names: readonly string[] = [], operationName = 'Q__shop__1') => ({
  node: { serviceName: 'shop', operation, operationName },
  variables: names.map((name) => ({ name, prefix: `"${name}":` })),
})

test('each fetch has an alias and representations of its own', () => {
  const batched = batchOperations([
    fetch(entities('...on Item{price}')),
    fetch(entities('...on Store{name}'), [], 'Q__shop__12'),
  ])
  expect(batched).toEqual({
    query:
      'query Q__shop__1_12($representations_0:[_Any!]!$representations_1:[_Any!]!){_0:_entities(representations:$representations_0){...on Item{price}}_1:_entities(representations:$representations_1){...on Store{name}}}',
    operationName: 'Q__shop__1_12',
    subgraph: 'shop',
    variables: [],
    parts: [
      { alias: '_0', prefix: '"representations_0":' },
      { alias: '_1', prefix: '"representations_1":' },
    ],
  })
})

test('what the client gave stands in it once, however many of them use it', () => {
  const batched = batchOperations([
    fetch(entities('...on Item{price(in:$currency)}', ' $currency:String="EUR"'), ['currency']),
    fetch(entities('...on Store{sum(in:$currency,of:$n)}', ' $currency:String="EUR" $n:Int'), [
      'currency',
      'n',
    ]),
  ])
  expect(batched?.query).toContain(
    '($representations_0:[_Any!]!$representations_1:[_Any!]!$currency:String="EUR"$n:Int)',
  )
  expect(batched?.variables.map(({ name }) => name)).toEqual(['currency', 'n'])
})

test('a variable of the client that has the name of ours keeps it', () => {
  const taken = fetch(entities('...on Item{price(in:$representations_1)}', ' $representations_1:String'), [
    'representations_1',
  ])
  const batched = batchOperations([taken, fetch(entities('...on Store{name}'))])
  expect(batched?.parts.map(({ prefix }) => prefix)).toEqual([
    '"representations_0":',
    '"representations_1_":',
  ])
  expect(batched?.query).toContain('_1:_entities(representations:$representations_1_)')
})

test('one variable of two types is none', () => {
  const one = fetch(entities('...on Item{price(in:$currency)}', ' $currency:String'))
  const other = fetch(entities('...on Item{sum(in:$currency)}', ' $currency:Int'))
  expect(batchOperations([one, other])).toBeUndefined()
})

test('fragments of the same text stand in it once, others of that name under names of their own', () => {
  const money = 'fragment Money on Money{...Amount}fragment Amount on Money{amount}'
  const other = 'fragment Money on Money{...Amount}fragment Amount on Money{amount currency}'
  const item = '...on Item{price{...Money}}'
  const batched = batchOperations([
    fetch(entities(item) + money),
    fetch(entities(item) + money),
    fetch(entities(item) + other),
  ])
  expect(batched?.query.slice(batched.query.indexOf('{'))).toBe(
    '{_0:_entities(representations:$representations_0){...on Item{price{...Money}}}' +
      '_1:_entities(representations:$representations_1){...on Item{price{...Money}}}' +
      '_2:_entities(representations:$representations_2){...on Item{price{...Money_2}}}}' +
      'fragment Money on Money{...Amount}fragment Amount on Money{amount}' +
      'fragment Money_2 on Money{...Amount_2}fragment Amount_2 on Money{amount currency}',
  )
})

test.each([
  ['root fields', 'query{me{id}}'],
  ['a directive on the operation', `${entities('...on Item{price}').replace('){_', ')@live{_')}`],
  ['a directive on the entities', entities('...on Item{price}').replace('){...', ')@skip(if:true){...')],
  ['an alias', entities('...on Item{price}').replace('_entities', 'e:_entities')],
  ['fixed representations', 'query{_entities(representations:[]){__typename}}'],
  ['a second root field', entities('...on Item{price}').replace('{_', '{__typename _')],
])('what has %s goes out by itself', (_what, operation) => {
  expect(batchOperations([fetch(operation), fetch(entities('...on Item{price}'))])).toBeUndefined()
})

test('without names there is none', () => {
  const nameless = {
    ...fetch(''),
    node: { serviceName: 'shop', operation: entities('...on Item{price}'), operationName: undefined },
  }
  const batched = batchOperations([nameless, nameless])
  expect(batched?.operationName).toBeUndefined()
  expect(batched?.query).toMatch(/^query\(/)
})
