import { expect, test } from 'vitest'
import { subgraphRequest } from './local-subgraph.fixture.ts'
import { bodyWriter } from './request-body.ts'
import { setBounded } from './set-bounded.ts'

test('the name belongs to the operation that was asked for, whatever was asked before with the same text', () => {
  const write = bodyWriter()
  const query = 'query A { a } query B { b }'
  const bodies = ['A', 'B', undefined, 'A'].map((operationName) =>
    write(subgraphRequest({ query, operationName }), undefined),
  )
  expect(bodies.map((body) => JSON.parse(body).operationName)).toEqual(['A', 'B', undefined, 'A'])
})

test('what is put in again pushes nothing out, and what is new the oldest', () => {
  const map = new Map([
    ['a', 1],
    ['b', 2],
  ])
  expect(setBounded(map, { key: 'b', value: 3, limit: 2 })).toBe(3)
  setBounded(map, { key: 'c', value: 4, limit: 2 })
  expect([...map]).toEqual([
    ['b', 3],
    ['c', 4],
  ])
})

test('every body is JSON of exactly what was asked, however few operations are remembered', () => {
  const write = bodyWriter(2)
  for (let round = 0; round < 3; round++) {
    for (const query of ['{ a(b: "\\"") }', '{ "\u0000\ud800" }', '{ c }']) {
      const variables = { x: `${round}` }
      const body = write(subgraphRequest({ query, variablesJson: JSON.stringify(variables) }), { y: [null] })
      expect(JSON.parse(body)).toEqual({ query, variables, extensions: { y: [null] } })
    }
  }
})
