import { describe, expect, test } from 'vitest'
import { createGate, PoolOverloadedError } from './gate.ts'

function openTask() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let started = false
  return {
    run: () => {
      started = true
      return promise
    },
    finish: () => resolve(),
    hasStarted: () => started,
  }
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

describe('a gate', () => {
  test('runs no more than its places, and the waiting ones in the order they came', async () => {
    const gate = createGate({ concurrency: 1, maxQueue: 2, queueTimeoutMs: 1000 })
    const tasks = [openTask(), openTask(), openTask()] as const
    const runs = tasks.map((task) => gate.run(task.run))
    await settle()
    expect(tasks.map((task) => task.hasStarted())).toEqual([true, false, false])
    expect([gate.active, gate.waiting]).toEqual([1, 2])

    tasks[0].finish()
    await settle()
    expect(tasks.map((task) => task.hasStarted())).toEqual([true, true, false])
    expect([gate.active, gate.waiting]).toEqual([1, 1])

    tasks[1].finish()
    tasks[2].finish()
    await Promise.all(runs)
    expect([gate.active, gate.waiting]).toEqual([0, 0])
  })

  test('refuses at once what is over the queue, and does not run it', async () => {
    const gate = createGate({ concurrency: 1, maxQueue: 1, queueTimeoutMs: 1000 })
    const [first, second, third] = [openTask(), openTask(), openTask()]
    const runs = [gate.run(first.run), gate.run(second.run)]
    await expect(gate.run(third.run)).rejects.toThrow(PoolOverloadedError)
    expect(third.hasStarted()).toBe(false)
    first.finish()
    second.finish()
    await Promise.all(runs)
    expect(second.hasStarted()).toBe(true)
    expect(third.hasStarted()).toBe(false)
  })

  test('gives up on one that waited too long, and keeps the places right', async () => {
    const gate = createGate({ concurrency: 1, maxQueue: 5, queueTimeoutMs: 20 })
    const [first, second] = [openTask(), openTask()]
    const running = gate.run(first.run)
    await expect(gate.run(second.run)).rejects.toThrow(
      new PoolOverloadedError('no connection came free within 20 ms'),
    )
    expect([gate.active, gate.waiting]).toEqual([1, 0])
    first.finish()
    await running
    expect(second.hasStarted()).toBe(false)
    await expect(gate.run(async () => 'next')).resolves.toBe('next')
    expect(gate.active).toBe(0)
  })

  test('drains when the last one ends, or when time is up', async () => {
    const gate = createGate({ concurrency: 1, maxQueue: 1, queueTimeoutMs: 1000 })
    await gate.drain(60_000)
    const [first, second] = [openTask(), openTask()]
    const runs = [gate.run(first.run), gate.run(second.run)]
    await gate.drain(10)
    expect([gate.active, gate.waiting]).toEqual([1, 1])
    const drained = gate.drain(60_000)
    first.finish()
    second.finish()
    await drained
    expect([gate.active, gate.waiting]).toEqual([0, 0])
    await Promise.all(runs)
  })

  test('frees the place of a task that fails', async () => {
    const gate = createGate({ concurrency: 1, maxQueue: 0, queueTimeoutMs: 20 })
    await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(
      gate.run(() => {
        throw new Error('at once')
      }),
    ).rejects.toThrow('at once')
    expect(gate.active).toBe(0)
  })
})
