// What the oracle allows two answers to tell otherwise about their nulls, and what it does not.
import { buildSchema, operationFromDocument } from '@apollo/federation-internals'
import { parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { looksOf } from './looks.ts'
import type { Path } from './null-above.ts'
import { isOnlyOurs, isOnlyTheirs, type Scene, type Told } from './order-of-nulls.ts'

const schema = buildSchema(`
  type Query { all: [Item], must: [Item!] }
  type Item { first: ID!, second: ID!, free: ID, part: Part, sure: Part! }
  type Part { x: ID!, y: ID! }
`)

/** Of the types above: everything but what is listed here may not be null. */
const nullable = new Set(['all', 'must', 'free', 'part'])

function sceneOf(text: string, { data, ordered }: { data: unknown; ordered: unknown }): Scene {
  return {
    data,
    ordered,
    looks: looksOf(operationFromDocument(schema, parse(text))),
    isNonNull: (path) =>
      typeof path.at(-1) === 'number' ? path[0] === 'must' : !nullable.has(String(path.at(-1))),
  }
}

/** What only one of them tells and may. */
function excused(told: Told, scene: Scene): { ours: readonly Path[]; theirs: readonly Path[] } {
  const has = (paths: readonly Path[], path: Path) => paths.some((each) => each.join() === path.join())
  return {
    ours: told.engine.filter((path) => !has(told.stock, path) && isOnlyOurs(path, told, scene)),
    theirs: told.stock.filter((path) => !has(told.engine, path) && isOnlyTheirs(path, told, scene)),
  }
}

describe('where stock looks at the keys of an item in another order', () => {
  const item = { first: '1', part: { x: '1', y: '1' }, second: '2' }
  const scene = sceneOf(
    '{ all { ... @include(if: true) { first } part { x y } ... @include(if: true) { second } } }',
    { data: { all: [null, item] }, ordered: { all: [item, item] } },
  )

  test('the engine may tell what stands before what stock stopped at', () => {
    const told = {
      stock: [['all', 0, 'second']],
      engine: [
        ['all', 0, 'part', 'x'],
        ['all', 0, 'second'],
      ],
    }
    expect(excused(told, scene)).toEqual({ ours: [['all', 0, 'part', 'x']], theirs: [] })
  })

  test('not what stands after what it had to stop at itself', () => {
    const told = {
      stock: [['all', 0, 'first']],
      engine: [
        ['all', 0, 'first'],
        ['all', 0, 'part', 'x'],
        ['all', 0, 'second'],
      ],
    }
    expect(excused(told, scene)).toEqual({ ours: [], theirs: [] })
  })

  test('not what stands in another item, or in one that is not null', () => {
    const told = {
      stock: [['all', 0, 'second']],
      engine: [
        ['all', 0, 'second'],
        ['all', 1, 'part', 'x'],
      ],
    }
    expect(excused(told, scene)).toEqual({ ours: [], theirs: [] })
  })

  test('not what nobody selected', () => {
    const told = {
      stock: [['all', 0, 'second']],
      engine: [
        ['all', 0, 'sure', 'x'],
        ['all', 0, 'second'],
      ],
    }
    expect(excused(told, scene)).toEqual({ ours: [], theirs: [] })
  })

  test('not instead of nothing', () => {
    const told = {
      stock: [],
      engine: [
        ['all', 0, 'part', 'x'],
        ['all', 0, 'second'],
      ],
    }
    expect(excused(told, scene)).toEqual({ ours: [], theirs: [] })
  })

  test('stock may not tell more for that', () => {
    const told = {
      stock: [
        ['all', 0, 'part', 'x'],
        ['all', 0, 'second'],
      ],
      engine: [['all', 0, 'second']],
    }
    expect(excused(told, scene)).toEqual({ ours: [], theirs: [] })
  })
})

describe('where the order is the same', () => {
  const item = { free: '1', part: { x: '1', y: '1' }, first: '1', second: '2' }
  const scene = sceneOf('{ all { free part { x y } first second } }', {
    data: { all: [null] },
    ordered: { all: [item] },
  })
  const all = [
    ['all', 0, 'part', 'x'],
    ['all', 0, 'first'],
  ]

  test('none may be missing', () => {
    expect(excused({ stock: all, engine: [['all', 0, 'first']] }, scene).theirs).toEqual([])
    expect(excused({ stock: all, engine: [['all', 0, 'part', 'x']] }, scene).theirs).toEqual([])
  })

  test('none may be added, before or after', () => {
    expect(excused({ stock: [['all', 0, 'first']], engine: all }, scene).ours).toEqual([])
    expect(excused({ stock: all, engine: [...all, ['all', 0, 'second']] }, scene).ours).toEqual([])
    expect(excused({ stock: all, engine: [['all', 0, 'free'], ...all] }, scene).ours).toEqual([])
  })

  test('one instead of another leaves the other missing', () => {
    expect(excused({ stock: [['all', 0, 'first']], engine: [['all', 0, 'second']] }, scene).theirs).toEqual(
      [],
    )
  })
})

describe('of a list that becomes null for one of its items', () => {
  const item = { first: '1', second: '1' }
  const at = { data: { must: null }, ordered: { must: [item, item] } }
  const told = {
    stock: [['must', 0, 'first']],
    engine: [
      ['must', 0, 'first'],
      ['must', 1, 'second'],
    ],
  }

  test('stock has not looked at the others again, where another selection would tell of them', () => {
    const twice = sceneOf('{ must { first } ... @include(if: true) { must { second } } }', at)
    expect(excused(told, twice).ours).toEqual([['must', 1, 'second']])
  })

  test('it has in the same selection', () => {
    expect(excused(told, sceneOf('{ must { first second } }', at)).ours).toEqual([])
  })
})

test('a null that stops below does not stop what stands beside it', () => {
  const item = { part: { x: '1', y: '1' }, free: '1', first: '1' }
  const scene = sceneOf(
    '{ all { ... @include(if: true) { part { x } } free ... @include(if: true) { first } } }',
    {
      data: { all: [null] },
      ordered: { all: [item] },
    },
  )
  // Stock looks at `part`, `first`, `free`; `part` alone keeps it from neither.
  const told = {
    stock: [['all', 0, 'part', 'x']],
    engine: [
      ['all', 0, 'part', 'x'],
      ['all', 0, 'first'],
    ],
  }
  expect(excused(told, scene)).toEqual({ ours: [], theirs: [] })
})
