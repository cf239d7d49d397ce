import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

function gated() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { promise, open: resolve }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('at most so many run at once, the others in the order in which they came', async () => {
  const turns = createTurns(2)
  const gates = Array.from({ length: 5 }, gated)
  const begun: number[] = []
  const all = gates.map(({ promise }, index) =>
    turns.run(async () => {
      begun.push(index)
      await promise
      return index
    }),
  )
  await soon()
  expect([begun, turns.running, turns.waiting]).toEqual([[0, 1], 2, 3])
  gates[1]?.open()
  await soon()
  expect(begun).toEqual([0, 1, 2])
  for (const { open } of gates) open()
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect([turns.running, turns.waiting]).toEqual([0, 0])
})

test('a task that fails gives its turn on', async () => {
  const turns = createTurns(1)
  const failing = turns.run(() => Promise.reject(new Error('no')))
  const next = turns.run(async () => 'yes')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
  expect(turns.running).toBe(0)
})

test('who comes while a turn is handed over waits behind those who waited', async () => {
  const turns = createTurns(1)
  const gate = gated()
  const order: string[] = []
  const first = turns.run(() => gate.promise)
  const second = turns.run(async () => void order.push('second'))
  gate.open()
  const third = first.then(() => turns.run(async () => void order.push('third')))
  await Promise.all([second, third])
  expect(order).toEqual(['second', 'third'])
})
