// Fetches of one request that ask a subgraph for the same: each entity is asked for once, whichever of them comes first,
// also while it is still on its way. The benchmark's query needs 9 requests instead of 16 so.
import { jsonClone } from '../transport/json-clone.ts'
import type { Asked } from './asking.ts'
import type { CompiledFetch } from './fetch.ts'

/** By what fetches have in common, then by representation: the answer that holds the entity, or will. */
export type Answers = Map<string, AnswersByRepresentation>

type AnswersByRepresentation = Map<string, Promise<ReadonlyMap<string, Brought>>>

/** What a request brought for a representation: the entity, or how to tell that the request failed as a whole. */
export type Brought = { readonly entity: unknown } | { readonly tellFailure: TellFailure }

/** Tells the failure where that fetch leaves something empty. */
export type TellFailure = (fetch: CompiledFetch) => void

export type Keep = (representation: string, brought: Brought) => void

export function answersOf(answers: Answers, likeness: string): AnswersByRepresentation {
  const known = answers.get(likeness)
  if (known) return known
  const made: AnswersByRepresentation = new Map()
  answers.set(likeness, made)
  return made
}

export type AskOnce = {
  readonly known: AnswersByRepresentation
  /** Asks the subgraph, and hands on what came, except for entities that came with an error. */
  readonly ask: (asked: Asked, keep?: Keep) => Promise<void>
  /** Takes in entities, one for each representation, that belong to nobody else. */
  readonly receive: (entities: readonly unknown[], asked: Asked) => void
  /** Takes in the failure of a request that another fetch sent. */
  readonly fail: (tellFailure: TellFailure) => void
  /** Told of what another fetch has asked for: nothing is sent for it. */
  readonly reuse?: ((asked: Asked) => void) | undefined
}

/** Who waits for a request that fails shares its failure; who comes later asks again. */
export async function askOnce(asked: Asked, { known, ask, receive, fail, reuse }: AskOnce): Promise<void> {
  const fresh = asked.representations.filter((text) => !known.has(text))
  const joined = asked.representations.filter((text) => known.has(text))
  const underway = joined.map((text) => known.get(text))
  const asking = fresh.length > 0 ? begin(partOf(asked, fresh)) : undefined
  if (joined.length > 0) await join()
  await asking

  function begin(part: Asked): Promise<ReadonlyMap<string, Brought>> {
    const kept = new Map<string, Brought>()
    const answer = ask(part, (text, brought) => void kept.set(text, ownCopy(brought))).then(() => {
      for (const [text, brought] of kept) if ('tellFailure' in brought) known.delete(text)
      return kept
    })
    for (const text of part.representations) known.set(text, answer)
    return answer
  }

  async function join(): Promise<void> {
    const answers = await Promise.all(underway)
    const whole = new Map<string, unknown>()
    const again: string[] = []
    let failure: TellFailure | undefined
    for (const [index, text] of joined.entries()) {
      const brought = answers[index]?.get(text)
      if (!brought) again.push(text)
      else if ('entity' in brought) whole.set(text, jsonClone(brought.entity))
      else failure ??= brought.tellFailure
    }
    if (reuse && again.length < joined.length) {
      const asksAgain = new Set(again)
      reuse(
        partOf(
          asked,
          joined.filter((text) => !asksAgain.has(text)),
        ),
      )
    }
    receive([...whole.values()], partOf(asked, [...whole.keys()]))
    if (failure && !hasFailed(await asking)) fail(failure)
    if (again.length > 0) await ask(partOf(asked, again))
  }
}

function ownCopy(brought: Brought): Brought {
  return 'entity' in brought ? { entity: jsonClone(brought.entity) } : brought
}

/** A fetch tells one failure, however many requests failed for it. */
function hasFailed(kept: ReadonlyMap<string, Brought> | undefined): boolean {
  return kept !== undefined && [...kept.values()].some((brought) => 'tellFailure' in brought)
}

/** The positions that ask for some of the representations. */
function partOf(asked: Asked, representations: readonly string[]): Asked {
  if (representations.length === asked.representations.length) return asked
  const indexOf = new Map(representations.map((text, index) => [text, index]))
  const newIndexes = asked.indexes.map((index) => indexOf.get(asked.representations[index] ?? ''))
  return {
    positions: asked.positions.filter((_position, i) => newIndexes[i] !== undefined),
    indexes: newIndexes.filter((index) => index !== undefined),
    representations,
    askers: asked.askers.filter((_asker, index) => indexOf.has(asked.representations[index] ?? '')),
    variables: asked.variables,
  }
}
