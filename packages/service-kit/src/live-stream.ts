// One subscription while it lives: pulls events from its source, answers each, and ends at once when it is told to,
// whatever is being waited for. What must stay true: `onEnd` is called exactly once, and nothing is held after it.
import type { FormattedExecutionResult } from 'graphql'
import type { SubgraphStream } from './subgraph-call.ts'

/** `complete`: by the source. `left`: nobody reads any more. The others are decided by whoever keeps the stream. */
export type Ending = 'complete' | 'left' | 'unauthenticated' | 'draining'

export type LiveStream = {
  readonly stream: SubgraphStream
  end(why: Ending): void
}

export type LiveStreamOptions = {
  /** Its `return` must not wait for a `next` under way, as that of an async generator function does. */
  readonly source: AsyncIterator<unknown>
  /** Must not reject. `isOver` tells that nobody waits for the answer any more. */
  readonly respond: (event: unknown, isOver: () => boolean) => Promise<FormattedExecutionResult>
  /** Asked before each event; false ends the stream as `unauthenticated`. */
  readonly isStillGood: () => boolean
  /** What is answered when the source throws; the stream is complete then. */
  readonly failed: (error: unknown) => FormattedExecutionResult
  /** What is answered last; throws when the stream is to break off instead. */
  readonly lastWords: (why: Ending) => FormattedExecutionResult | undefined
  readonly onEnd: () => void
}

export function liveStream(options: LiveStreamOptions): LiveStream {
  const { source, respond, isStillGood, failed, lastWords, onEnd } = options
  let ending: Ending | undefined
  let interrupt = () => {}
  const isOver = () => ending !== undefined

  function end(why: Ending): void {
    if (ending !== undefined) return
    ending = why
    interrupt()
    onEnd()
    source.return?.().catch(() => {})
  }

  // A promise of its own for each step: one that lives as long as the stream, raced against at every event, would keep
  // what each race has hung on it.
  function unlessOver<T>(work: Promise<T>): Promise<T | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<T | undefined>()
    interrupt = () => resolve(undefined)
    if (isOver()) interrupt()
    work.then(resolve, reject)
    return promise
  }

  async function* answers(): AsyncGenerator<FormattedExecutionResult, void> {
    for (;;) {
      const next = isOver() ? undefined : await unlessOver(source.next())
      if (next?.done) end('complete')
      else if (!isStillGood()) end('unauthenticated')
      if (next === undefined || isOver()) return
      const answer = await unlessOver(respond(next.value, isOver))
      if (answer === undefined) return
      yield answer
    }
  }

  async function* answersAndLastWords(): AsyncGenerator<FormattedExecutionResult, void> {
    try {
      yield* answers()
    } catch (error) {
      end('complete')
      yield failed(error)
    }
    const last = ending && lastWords(ending)
    if (last) yield last
  }

  const generated = answersAndLastWords()
  return {
    end,
    stream: {
      next: () => generated.next(),
      return() {
        // First, because a generator takes its own `return` only when what it awaits has come.
        end('left')
        return generated.return()
      },
      [Symbol.asyncIterator]() {
        return this
      },
    },
  }
}
