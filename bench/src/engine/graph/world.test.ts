import { describe, expect, test } from 'vitest'
import { benchmarkQuery, smallQuery } from './operations.ts'
import { apiSchemaOf, composeSupergraph, expectedData } from './supergraph.ts'
import { createWorld, topPerGroup } from './world.ts'

const schema = apiSchemaOf(composeSupergraph((name) => `http://${name}.test`))

function count(data: unknown, typename: string): { positions: number; entities: number } {
  const key = typename === 'Product' ? 'upc' : 'id'
  const found: unknown[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const record = value as Record<string, unknown>
    const isOne = { Product: 'weight', Review: 'body', User: 'username' }[typename]
    if (isOne !== undefined && isOne in record) found.push(record[key])
    Object.values(record).forEach(visit)
  }
  visit(data)
  return { positions: found.length, entities: new Set(found).size }
}

describe('the benchmark', () => {
  test('answers as much as the public one, in a tree that repeats few entities', async () => {
    const data = await expectedData(schema, createWorld(), benchmarkQuery())
    expect(JSON.stringify({ data }).length).toBe(87_345)
    expect(['User', 'Product', 'Review'].map((type) => count(data, type))).toEqual([
      { positions: 65, entities: 6 },
      { positions: 135, entities: 5 },
      { positions: 189, entities: 11 },
    ])
  })

  test('with ten times the groups has ten times of everything', async () => {
    const one = await expectedData(schema, createWorld(), benchmarkQuery())
    const query = benchmarkQuery(10 * topPerGroup)
    const ten = await expectedData(schema, createWorld(10), query)
    for (const type of ['User', 'Product', 'Review']) {
      const { positions, entities } = count(one, type)
      expect(count(ten, type)).toEqual({ positions: 10 * positions, entities: 10 * entities })
    }
  })

  test('small is one user', async () => {
    expect(await expectedData(schema, createWorld(), smallQuery)).toEqual({
      me: { id: '1', name: 'Cedar Account' },
    })
  })
})
