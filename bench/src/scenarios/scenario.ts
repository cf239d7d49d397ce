// What a scenario is: one unit of a client's work, of one request or several, whose answer is looked at.
import type { Ask } from '../ask.ts'
import type { Random } from '../random.ts'
import type { SignedIn } from '../sign-in.ts'
import type { World } from '../world.ts'

export type Stage = { readonly world: World; readonly signedIn: SignedIn; readonly random: Random }

/** One unit; rejects when the answer is not what it must be. */
export type Work = (ask: Ask) => Promise<void>

export type Scenario = {
  readonly name: string
  /** What is counted: `requests`, or `checkouts` of several requests. */
  readonly unit: string
  readonly about: string
  prepare(stage: Stage): Work
}

/** Throws with what is wrong and where. */
export function expectThat(holds: boolean, what: string, answer: unknown): asserts holds {
  if (!holds) throw new Error(`${what}, but the answer was ${JSON.stringify(answer).slice(0, 2_000)}`)
}
