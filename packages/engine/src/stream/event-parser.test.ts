import { describe, expect, it } from 'vitest'
import { EventTooLong, eventParser } from './event-parser.ts'

function parsed(chunks: readonly (string | Uint8Array)[], maxLength = 1_000) {
  const parse = eventParser(maxLength)
  return chunks.flatMap((chunk) => [...parse(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)])
}

const hello = [
  { name: 'next', data: '{"a":"é€😀"}' },
  { name: 'complete', data: '' },
]

describe('server-sent events', () => {
  it.each(['\n', '\r\n', '\r'])('end their lines with %j, wherever the bytes are cut', (end) => {
    const lines = [':', '', 'event: next', 'data: {"a":"é€😀"}', '', 'event: complete', 'data:', '', '']
    const bytes = Buffer.from(lines.join(end))
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(parsed([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(hello)
    }
    expect(parsed([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(hello)
  })

  it('join the lines of their data', () => {
    expect(parsed(['data: {\ndata:"a":1\ndata:  }\n\n'])).toEqual([{ name: '', data: '{\n"a":1\n }' }])
  })

  it('may have no data when they have a name, and no name when they have data', () => {
    expect(parsed(['event: complete\n\ndata: 1\n\n\n\n'])).toEqual([
      { name: 'complete', data: '' },
      { name: '', data: '1' },
    ])
  })

  it('pass over comments, unknown fields and fields without a colon', () => {
    expect(parsed([': ping\nid: 1\nretry: 5\nnonsense\nevent: next\ndata: 1\n\n'])).toEqual([
      { name: 'next', data: '1' },
    ])
  })

  it('are not given before they end', () => {
    expect(parsed(['event: next\ndata: 1\n'])).toEqual([])
  })

  it.each([
    ['a line without an end', ['x'.repeat(600), 'x'.repeat(600)]],
    ['many lines of data', Array.from({ length: 200 }, () => 'data: 12345\n')],
  ])('are bounded: %s', (_what, chunks) => {
    expect(() => parsed(chunks)).toThrow(EventTooLong)
  })

  it('may be many, each within the limit', () => {
    expect(parsed([`data: ${'x'.repeat(900)}\n\n`.repeat(50)])).toHaveLength(50)
  })
})
