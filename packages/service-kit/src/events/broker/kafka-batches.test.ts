import { expect, it } from 'vitest'
import { batched, type TopicRecord } from './kafka-batches.ts'
import { RecordRefusedError } from './kafka-client.ts'

const record = (key: string): TopicRecord => ({
  topic: 't',
  record: { key, value: new Uint8Array(), headers: {} },
})
const keysOf = (records: readonly TopicRecord[]) => records.map((each) => each.record.key).join('')

it('sends the first at once, and together what came meanwhile', async () => {
  const requests: string[] = []
  const send = batched(async (records) => {
    requests.push(keysOf(records))
    await Promise.resolve()
  })
  await Promise.all(['a', 'b', 'c'].map((key) => send(record(key))))
  await send(record('d'))
  expect(requests).toEqual(['a', 'bc', 'd'])
})

it('lets one that is refused fail alone, and all of them when the broker is gone', async () => {
  const requests: string[] = []
  let isGone = false
  const send = batched(async (records) => {
    requests.push(keysOf(records))
    if (isGone) throw new Error('gone')
    if (keysOf(records).includes('x')) throw new RecordRefusedError('too large')
  })
  const outcomes = async (...keys: string[]) =>
    (await Promise.allSettled(keys.map((key) => send(record(key))))).map((each) =>
      each.status === 'rejected' ? each.reason.message : 'stored',
    )
  expect(await outcomes('a', 'b', 'x', 'c')).toEqual(['stored', 'stored', 'too large', 'stored'])
  expect(requests).toEqual(['a', 'bxc', 'b', 'x', 'c'])
  isGone = true
  expect(await outcomes('d', 'e', 'f')).toEqual(['gone', 'gone', 'gone'])
})
