import { describe, expect, test } from 'vitest'
import type { Ask } from '../ask.ts'
import { workOf } from './work.ts'

const right = { query: '{ users { id } }', data: { users: [{ id: '1' }, { id: '2' }] } }

function asker(data: unknown) {
  const asked: { query: string; token: string | undefined }[] = []
  const ask: Ask = async (query, _variables, token) => {
    asked.push({ query, token })
    return data as never
  }
  return { asked, ask }
}

describe('work', () => {
  test('asks its questions in turn, under another token each time', async () => {
    const { asked, ask } = asker(right.data)
    const work = workOf([right, { ...right, query: '{ users { id: id } }' }])
    for (let turn = 0; turn < 4; turn++) await work(ask)
    expect(asked.map(({ query }) => query)).toEqual([
      '{ users { id } }',
      '{ users { id: id } }',
      '{ users { id } }',
      '{ users { id: id } }',
    ])
    expect(new Set(asked.map(({ token }) => token)).size).toBe(4)
  })

  test('rejects a first answer that is wrong anywhere', async () => {
    const { ask } = asker({ users: [{ id: '1' }, { id: '3' }] })
    await expect(workOf([right])(ask)).rejects.toThrow('{ users { id } } has another answer')
  })

  test.each([[{ users: [{ id: '1' }] }], [{ users: null }], [{}]])(
    'rejects %j, with something missing, at any time',
    async (data) => {
      const work = workOf([right])
      await work(asker(right.data).ask)
      await expect(work(asker(data).ask)).rejects.toThrow('has another answer')
    },
  )

  test('looks at every hundredth answer in full', async () => {
    const work = workOf([right])
    const { ask } = asker({ users: [{ id: '1' }, { id: '3' }] })
    await work(asker(right.data).ask)
    for (let turn = 1; turn < 100; turn++) await work(ask)
    await expect(work(ask)).rejects.toThrow('has another answer')
  })
})
