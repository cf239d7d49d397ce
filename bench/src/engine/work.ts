// A client's work in this bench: questions in turn, each under an authorization header of its own, so that nothing may
// be shared between two requests.
import { isDeepStrictEqual } from 'node:util'
import type { Ask } from '../ask.ts'
import { expectThat, type Work } from '../scenarios/scenario.ts'

export type Question = {
  readonly query: string
  /** The right answer. */
  readonly data: unknown
}

/** To compare every answer whole would cost the load generator more than asking. */
const wholeEvery = 100

/** Every answer must be free of errors and as long as it should be; the first and every hundredth must be right in full. */
export function workOf(questions: readonly Question[]): Work {
  let asked = 0
  return async (ask: Ask) => {
    const turn = asked++
    const question = questions[turn % questions.length]
    if (question === undefined) throw new RangeError('there is no question')
    const data = await ask(question.query, {}, nextToken())
    const isRight = turn % wholeEvery === 0 ? isDeepStrictEqual : hasSameLists
    expectThat(isRight(data, question.data), `${question.query.slice(0, 200)} has another answer`, data)
  }
}

/** Whether the root fields are the same, and lists below them equally long. */
function hasSameLists(data: unknown, expected: unknown): boolean {
  const [fields, expectedFields] = [Object.entries(data as object), Object.entries(expected as object)]
  return (
    fields.length === expectedFields.length &&
    fields.every(([name, value]) => lengthOf(value) === lengthOf((expected as Record<string, unknown>)[name]))
  )
}

function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined
}

let tokens = 0

/** As long as an opaque session token; never the same twice in a process. */
function nextToken(): string {
  tokens += 1
  return `bench-${String(tokens).padStart(26, '0')}`
}
