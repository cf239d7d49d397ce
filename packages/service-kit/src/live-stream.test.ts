import type { FormattedExecutionResult } from 'graphql'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { testSource } from './event-source.fixture.ts'
import { type LiveStreamOptions, liveStream } from './live-stream.ts'

const answerTo = (event: unknown): FormattedExecutionResult => ({ data: { event } })

let source: ReturnType<typeof testSource<number>>
let onEnd: ReturnType<typeof vi.fn<() => void>>
beforeEach(() => {
  source = testSource()
  onEnd = vi.fn()
})

function open(changes: Partial<LiveStreamOptions> = {}) {
  return liveStream({
    source,
    respond: async (event) => answerTo(event),
    isStillGood: () => true,
    failed: (error) => ({ errors: [{ message: String(error) }] }),
    lastWords: (why) => {
      if (why === 'draining') throw new Error('broken off')
      return why === 'unauthenticated' ? { errors: [{ message: why }] } : undefined
    },
    onEnd,
    ...changes,
  })
}

const over = { done: true, value: undefined }

test('every event is answered in its order, and the end of the source is the end', async () => {
  const { stream } = open()
  for (const event of [1, 2, 3]) source.push(event)
  source.finish()
  const answers = []
  for await (const answer of stream) answers.push(answer)
  expect(answers).toEqual([answerTo(1), answerTo(2), answerTo(3)])
  expect(onEnd).toHaveBeenCalledTimes(1)
})

test('no event is asked for before the last one was read', async () => {
  const { stream } = open()
  const first = stream.next()
  expect(source.waiting).toBe(1)
  source.push(1)
  await first
  expect(source.waiting).toBe(0)
})

test('what the source throws is answered, and then it is over', async () => {
  const { stream } = open()
  source.fail(new Error('broken'))
  expect(await stream.next()).toEqual({ done: false, value: { errors: [{ message: 'Error: broken' }] } })
  expect(await stream.next()).toEqual(over)
  expect(onEnd).toHaveBeenCalledTimes(1)
})

describe('return', () => {
  test('ends a stream that waits for its source at once, and returns the source', async () => {
    const { stream } = open()
    const waiting = stream.next()
    expect(await stream.return()).toEqual(over)
    expect(await waiting).toEqual(over)
    expect(source.returned).toBe(true)
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  test('ends a stream whose answer hangs', async () => {
    const told: (() => boolean)[] = []
    const { stream } = open({
      respond: (_event, isOver) => {
        told.push(isOver)
        return new Promise(() => {})
      },
    })
    source.push(1)
    const waiting = stream.next()
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(told[0]?.()).toBe(false)
    await stream.return()
    expect(await waiting).toEqual(over)
    expect(told[0]?.()).toBe(true)
  })

  test('frees a stream that nobody has begun to read', async () => {
    const { stream } = open()
    await stream.return()
    expect([source.returned, onEnd.mock.calls.length]).toEqual([true, 1])
    expect(await stream.next()).toEqual(over)
  })

  test('is done once, and does not wait for a source that hangs', async () => {
    const hanging = {
      ...source,
      next: () => new Promise<never>(() => {}),
      return: () => new Promise<never>(() => {}),
    }
    const { stream } = open({ source: hanging })
    const waiting = stream.next()
    await Promise.all([stream.return(), stream.return()])
    expect(await waiting).toEqual(over)
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  test('drops what the source or an answer fails with afterwards', async () => {
    const late = Promise.withResolvers<FormattedExecutionResult>()
    const respond = vi.fn(() => late.promise)
    const { stream } = open({ respond })
    source.push(1)
    const waiting = stream.next()
    await vi.waitFor(() => expect(respond).toHaveBeenCalledTimes(1))
    await stream.return()
    late.reject(new Error('too late'))
    expect(await waiting).toEqual(over)
  })
})

describe('ended from outside', () => {
  test('as unauthenticated, it says so last', async () => {
    const { stream, end } = open()
    const waiting = stream.next()
    end('unauthenticated')
    expect(await waiting).toEqual({ done: false, value: { errors: [{ message: 'unauthenticated' }] } })
    expect(await stream.next()).toEqual(over)
    expect([source.returned, onEnd.mock.calls.length]).toEqual([true, 1])
  })

  test('to drain, it breaks off', async () => {
    const { stream, end } = open()
    const waiting = stream.next()
    end('draining')
    await expect(waiting).rejects.toThrow('broken off')
    expect([source.returned, onEnd.mock.calls.length]).toEqual([true, 1])
  })

  test('before it is read, it says so to whoever reads', async () => {
    const { stream, end } = open()
    end('unauthenticated')
    expect(source.waiting).toBe(0)
    expect((await stream.next()).value).toEqual({ errors: [{ message: 'unauthenticated' }] })
  })

  test('twice, only the first counts', async () => {
    const { stream, end } = open()
    end('unauthenticated')
    end('draining')
    expect((await stream.next()).value).toEqual({ errors: [{ message: 'unauthenticated' }] })
    expect(onEnd).toHaveBeenCalledTimes(1)
  })
})

test('an event is not answered when the token is no longer good', async () => {
  let isGood = true
  const respond = vi.fn(async (event: unknown) => answerTo(event))
  const { stream } = open({ isStillGood: () => isGood, respond })
  source.push(1)
  expect((await stream.next()).value).toEqual(answerTo(1))
  isGood = false
  source.push(2)
  expect((await stream.next()).value).toEqual({ errors: [{ message: 'unauthenticated' }] })
  expect(await stream.next()).toEqual(over)
  expect(respond).toHaveBeenCalledTimes(1)
})
