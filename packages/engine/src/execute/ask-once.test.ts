// Fetches of one request that ask for the same, in every order in which they can meet.
import { expect, test } from 'vitest'
import { type Answers, answersOf, askOnce, type Keep, type TellFailure } from './ask-once.ts'
import type { Asked } from './asking.ts'

function asking(...representations: readonly string[]): Asked {
  const positions = representations.map((text) => ({ asked: text }))
  return {
    positions,
    indexes: representations.map((_text, index) => index),
    representations,
    askers: representations.map(() => ({ count: 1 })),
    variables: '',
  }
}

/** One entity fetch; `answer` says what comes for a representation, undefined for what comes with an error. */
function fetching(answers: Answers, answer: (text: string) => unknown = (text) => ({ is: text })) {
  const sent: (readonly string[])[] = []
  const received: unknown[] = []
  const failures: TellFailure[] = []
  const gate = Promise.withResolvers<void>()
  const ask = async (asked: Asked, keep?: Keep) => {
    sent.push(asked.representations)
    await gate.promise
    for (const text of asked.representations) {
      const entity = answer(text)
      received.push(entity)
      if (entity !== undefined) keep?.(text, { entity })
    }
  }
  const run = (...representations: readonly string[]) =>
    askOnce(asking(...representations), {
      known: answersOf(answers, 'products'),
      ask,
      receive: (entities) => void received.push(...entities),
      fail: (failure) => void failures.push(failure),
    })
  return { run, sent, received, failures, open: () => gate.resolve() }
}

/** The same for requests that bring nothing at all. */
function failing(answers: Answers) {
  const sent: (readonly string[])[] = []
  const failures: TellFailure[] = []
  const gate = Promise.withResolvers<void>()
  const tellFailure: TellFailure = () => {}
  const ask = async (asked: Asked, keep?: Keep) => {
    sent.push(asked.representations)
    await gate.promise
    failures.push(tellFailure)
    for (const text of asked.representations) keep?.(text, { tellFailure })
  }
  const run = (...representations: readonly string[]) =>
    askOnce(asking(...representations), {
      known: answersOf(answers, 'products'),
      ask,
      receive: () => {},
      fail: (failure) => void failures.push(failure),
    })
  return { run, sent, failures, tellFailure, open: () => gate.resolve() }
}

test('what is on its way already is waited for, and only the rest is asked', async () => {
  const answers: Answers = new Map()
  const first = fetching(answers)
  const second = fetching(answers)
  const done = [first.run('1', '2'), second.run('2', '3')]
  second.open()
  first.open()
  await Promise.all(done)
  expect([first.sent, second.sent]).toEqual([[['1', '2']], [['3']]])
  expect(second.received).toEqual([{ is: '3' }, { is: '2' }])
})

test('what has come is not asked again, and belongs to nobody else', async () => {
  const answers: Answers = new Map()
  const first = fetching(answers)
  first.open()
  await first.run('1')
  const second = fetching(answers)
  await second.run('1')
  expect(second.sent).toEqual([])
  expect(second.received).toEqual(first.received)
  expect(second.received[0]).not.toBe(first.received[0])
})

test('an entity that is not there is not there for the next one either', async () => {
  const answers: Answers = new Map()
  const first = fetching(answers, () => null)
  first.open()
  await first.run('1')
  const second = fetching(answers)
  await second.run('1')
  expect([second.sent, second.received]).toEqual([[], [null]])
})

test('what came with an error is asked again, once by each', async () => {
  const answers: Answers = new Map()
  const first = fetching(answers, () => undefined)
  const second = fetching(answers)
  first.open()
  second.open()
  await Promise.all([first.run('1'), second.run('1')])
  expect([second.sent, second.received]).toEqual([[['1']], [{ is: '1' }]])
})

test('a request that fails is told by each that waited for it, and not sent again', async () => {
  const answers: Answers = new Map()
  const first = failing(answers)
  const second = fetching(answers)
  const done = [first.run('1', '2'), second.run('2', '3')]
  second.open()
  first.open()
  await Promise.all(done)
  expect([first.sent, second.sent]).toEqual([[['1', '2']], [['3']]])
  expect(second.received).toEqual([{ is: '3' }])
  expect(second.failures).toEqual([first.tellFailure])
})

test('a fetch whose own request fails too tells one failure', async () => {
  const answers: Answers = new Map()
  const first = failing(answers)
  const second = failing(answers)
  const done = [first.run('1'), second.run('1', '2')]
  first.open()
  second.open()
  await Promise.all(done)
  expect([first.failures.length, second.failures.length]).toEqual([1, 1])
})

test('who comes after a request has failed asks again', async () => {
  const answers: Answers = new Map()
  const first = failing(answers)
  first.open()
  await first.run('1')
  const second = fetching(answers)
  second.open()
  await second.run('1')
  expect([second.sent, second.received, second.failures]).toEqual([[['1']], [{ is: '1' }], []])
})

test('fetches that are not alike know nothing of each other', () => {
  const answers: Answers = new Map()
  expect(answersOf(answers, 'a')).not.toBe(answersOf(answers, 'b'))
  expect(answersOf(answers, 'a')).toBe(answersOf(answers, 'a'))
})
