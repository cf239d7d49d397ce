// Server-sent events however the network cuts them.
import { expect, test } from 'vitest'
import { readEvents, type StreamEvent } from './event-stream.ts'

async function read(chunks: readonly (string | Uint8Array)[]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  for await (const event of readEvents(ReadableStream.from(chunks.map(bytes)))) events.push(event)
  return events
}

function bytes(chunk: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
}

const text =
  ':\n\nevent: next\ndata: {"a":"ü"}\n\n:\n\nevent: next\ndata: {"b":\ndata: 1}\n\nevent: complete\ndata:\n\n'
const events = [
  { event: 'next', data: '{"a":"ü"}' },
  { event: 'next', data: '{"b":\n1}' },
  { event: 'complete', data: '' },
]

test('events are read however they are cut, in the middle of a character too', async () => {
  const whole = bytes(text)
  for (let at = 0; at <= whole.length; at++) {
    expect(await read([whole.slice(0, at), whole.slice(at)])).toEqual(events)
  }
  expect(await read(Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(events)
})

test('lines may end as on Windows, and the cut may stand between', async () => {
  const whole = bytes(text.replaceAll('\n', '\r\n'))
  for (let at = 0; at <= whole.length; at++) {
    expect(await read([whole.slice(0, at), whole.slice(at)])).toEqual(events)
  }
})

test('an event that was not finished is none', async () => {
  expect(await read(['event: next\ndata: {"a":1}\n'])).toEqual([])
})

test('an event without end is given up', async () => {
  const endless = Array.from({ length: 50 }, () => 'x'.repeat(100_000))
  await expect(read(endless)).rejects.toThrow('An event of the stream does not end.')
})

test('whoever leaves closes the connection', async () => {
  let canceled = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(bytes('event: next\ndata: 1\n\n')),
    cancel: () => {
      canceled = true
    },
  })
  for await (const event of readEvents(body)) {
    expect(event.data).toBe('1')
    break
  }
  expect(canceled).toBe(true)
})
