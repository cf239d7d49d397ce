import { describe, expect, it } from 'vitest'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'
import { type ResubscribeOptions, resubscribing } from './resubscribing.ts'
import { testSource } from './source.fixture.ts'

const quick: ResubscribeOptions = { firstDelayMs: 1, maxDelayMs: 1, sessionGraceMs: 1, random: () => 0 }

function answer(tick: number): SubgraphResponse {
  return { data: { tick } }
}

function refused(code: string): SubgraphResponse {
  return { errors: [{ message: 'No.', extensions: { code } }] }
}

/** Streams that give what is listed and then break, or end after `'end'`. */
function scripted(...scripts: (readonly (SubgraphResponse | 'end')[])[]) {
  let attempts = 0
  const subscribe = async function* (): AsyncGenerator<SubgraphResponse> {
    const script = scripts[attempts++] ?? []
    for (const step of script) {
      if (step === 'end') return
      yield step
    }
    throw new Error(`broken ${attempts}`)
  }
  return { subscribe, attempts: () => attempts }
}

async function collect(source: AsyncIterable<SubgraphResponse>): Promise<SubgraphResponse[]> {
  const all: SubgraphResponse[] = []
  for await (const each of source) all.push(each)
  return all
}

describe('a subscription that breaks', () => {
  it('is opened again until it ends', async () => {
    const { subscribe, attempts } = scripted([answer(1)], [], [answer(2), answer(3)], [answer(4), 'end'])
    const broken: unknown[] = []
    const source = resubscribing(subscribe, { ...quick, onBreak: (error) => broken.push(String(error)) })
    expect(await collect(source)).toEqual([1, 2, 3, 4].map(answer))
    expect(attempts()).toBe(4)
    expect(broken).toEqual(['Error: broken 1', 'Error: broken 2', 'Error: broken 3'])
  })

  it('waits longer each time, up to a limit, and anew after an answer', async () => {
    const waits: number[] = []
    const { subscribe } = scripted([], [], [], [], [answer(1)], [answer(2), 'end'])
    const source = resubscribing(subscribe, {
      firstDelayMs: 100,
      maxDelayMs: 400,
      random: () => 0.5,
      wait: async (ms) => void waits.push(ms),
    })
    expect(await collect(source)).toEqual([answer(1), answer(2)])
    expect(waits).toEqual([50, 100, 200, 200, 50])
  })

  it('ends with the error of the last attempt when the subgraph stays away', async () => {
    const { subscribe } = scripted([answer(1)])
    const seen: SubgraphResponse[] = []
    const reading = (async () => {
      const options = { firstDelayMs: 4, maxDelayMs: 4, random: () => 0.999, giveUpAfterMs: 20 }
      for await (const each of resubscribing(subscribe, options)) seen.push(each)
    })()
    await expect(reading).rejects.toThrow(/^broken \d+$/)
    expect(seen).toEqual([answer(1)])
  })

  it.each(['FORBIDDEN', 'UNAUTHENTICATED'])(
    'is not opened again when it is refused with %s',
    async (code) => {
      const { subscribe, attempts } = scripted([answer(1)], [refused(code)])
      expect(await collect(resubscribing(subscribe, quick))).toEqual([answer(1), refused(code)])
      expect(attempts()).toBe(2)
    },
  )

  it('is opened once more when a token expired in its midst, with the token of then', async () => {
    const expired = refused('UNAUTHENTICATED')
    const renewed = scripted([answer(1), expired, 'end'], [answer(2), 'end'])
    expect(await collect(resubscribing(renewed.subscribe, quick))).toEqual([answer(1), answer(2)])
    const stale = scripted([answer(1), expired, 'end'], [expired, 'end'])
    expect(await collect(resubscribing(stale.subscribe, quick))).toEqual([answer(1), expired])
    expect([renewed.attempts(), stale.attempts()]).toEqual([2, 2])
  })

  it('leaves it to whoever watches the session to tell that its token is refused', async () => {
    const over = new AbortController()
    const { subscribe } = scripted(
      [answer(1), refused('UNAUTHENTICATED')],
      [refused('UNAUTHENTICATED'), 'end'],
    )
    const source = resubscribing(subscribe, { ...quick, sessionGraceMs: 60_000, signal: over.signal })
    const heard: SubgraphResponse[] = []
    for await (const each of source) {
      heard.push(each)
      setTimeout(() => over.abort(), 20)
    }
    expect(heard).toEqual([answer(1)])
  })

  it('stops waiting when its reader leaves', async () => {
    const { subscribe, attempts } = scripted([])
    const leaving = new AbortController()
    const source = resubscribing(subscribe, {
      firstDelayMs: 60_000,
      random: () => 0.9,
      signal: leaving.signal,
      onBreak: () => setImmediate(() => leaving.abort()),
    })
    expect(await collect(source)).toEqual([])
    expect(attempts()).toBe(1)
  })

  it('aborts the attempt that waits when its reader returns', async () => {
    const source = testSource<SubgraphResponse>()
    const aborted = Promise.withResolvers<void>()
    const awaited = source.awaited()
    const iterator = resubscribing((signal) => {
      signal.addEventListener('abort', () => {
        aborted.resolve()
        source.end()
      })
      return source
    }, quick)[Symbol.asyncIterator]()
    const pending = iterator.next()
    await awaited
    await iterator.return?.()
    await aborted.promise
    expect(await pending).toEqual({ done: true, value: undefined })
  })
})
