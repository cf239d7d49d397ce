import { expect, test } from 'vitest'
import type { RecordedOperation } from './recorded-operation.ts'
import { createTally } from './tally.ts'

const limits = { maxOperations: 3, maxClients: 2 }
const day = '2026-11-28'

function operation(signature: string): RecordedOperation {
  return { signature, name: `Op${signature}`, coordinates: [`T.${signature}`], inputs: [] }
}

function counted(...requests: readonly (readonly [signature: string, client: string])[]) {
  const tally = createTally(limits)
  for (const [signature, name] of requests)
    tally.count({ operation: operation(signature), client: { name, version: '1' }, variables: {}, day })
  return tally.take()
}

test('requests of one client add up, and what was taken is not counted again', () => {
  const tally = createTally(limits)
  const a = operation('a')
  const request = { operation: a, client: { name: 'web', version: '1' }, variables: {} }
  tally.count({ ...request, day: '2026-11-27' })
  tally.count({ ...request, day })

  const client = { name: 'web', version: '1', count: 2, lastSeen: day }
  expect(tally.take()).toEqual([{ signature: 'a', name: 'Opa', coordinates: ['T.a'], clients: [client] }])
  expect(tally.take()).toEqual([])
})

test('past the limit of operations what they use is kept under one name', () => {
  const taken = counted(['a', 'web'], ['b', 'web'], ['c', 'web'], ['d', 'app'], ['a', 'web'])

  expect(taken.map(({ signature }) => signature)).toEqual(['a', 'b', '(folded)'])
  expect(taken[2]).toEqual({
    signature: '(folded)',
    name: '(folded)',
    coordinates: ['T.c', 'T.d'],
    clients: [
      { name: 'web', version: '1', count: 1, lastSeen: day },
      { name: 'app', version: '(folded)', count: 1, lastSeen: day },
    ],
  })
})

test('past the limit of operations what each client uses is kept under its name', () => {
  const tally = createTally({ maxOperations: 8, maxClients: 9 })
  const signatures = ['a', 'b', 'c', 'd', 'e', 'f']
  const count = (signature: string, name: string) =>
    tally.count({ operation: operation(signature), client: { name, version: '1' }, variables: {}, day })
  for (const signature of signatures) count(signature, 'web')
  for (const signature of ['g', 'h']) count(signature, 'web')
  count('i', 'app')

  expect(tally.take().map(({ signature, coordinates }) => [signature, coordinates])).toEqual([
    ...signatures.map((signature) => [signature, [`T.${signature}`]]),
    ['(folded) web', ['T.g', 'T.h']],
    ['(folded)', ['T.i']],
  ])
})

test('what is trusted has a place though all are taken', () => {
  const tally = createTally(limits)
  for (const signature of ['a', 'b', 'c'])
    tally.count({
      operation: operation(signature),
      client: { name: 'web', version: '1' },
      variables: {},
      day,
    })
  const trusted = { ...operation('t'), trusted: true }
  tally.count({ operation: trusted, client: { name: 'web', version: '1' }, variables: {}, day })

  expect(tally.take().map(({ signature, trusted }) => [signature, trusted])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['t', true],
    ['(folded)', undefined],
  ])
})

test('past the limit of clients versions are given up, past twice the limit names as well', () => {
  const [a] = counted(['a', 'web'], ['a', 'app'], ['a', 'bot'], ['a', 'tv'], ['a', 'pos'], ['a', 'web'])

  expect(a?.clients).toEqual([
    { name: 'web', version: '1', count: 2, lastSeen: day },
    { name: 'app', version: '(folded)', count: 1, lastSeen: day },
    { name: 'bot', version: '(folded)', count: 1, lastSeen: day },
    { name: '(folded)', version: '(folded)', count: 2, lastSeen: day },
  ])
})

test.each([
  ['__proto__', '__proto__'],
  ['a\nb\u0000\ud800', 'ab'],
  ['x'.repeat(10_000), 'x'.repeat(100)],
])('a client that calls itself %j is one client like another', (name, kept) => {
  const [a] = counted(['a', name], ['a', name])

  expect(a?.clients).toEqual([{ name: kept, version: '1', count: 2, lastSeen: day }])
})
