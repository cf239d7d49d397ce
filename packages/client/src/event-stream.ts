// Reads server-sent events as the graph sends them: `next` with an answer, `complete` with nothing.

export type StreamEvent = { readonly event: string; readonly data: string }

/** Longer than any answer of the graph; a server that sends no line's end is cut off. */
const maxBufferedChars = 4_000_000

/** Until the body ends. Comments, which are signs of life, are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let buffer = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      buffer = `${buffer}${decoder.decode(value, { stream: true })}`.replaceAll('\r\n', '\n')
      const blocks = buffer.split('\n\n')
      buffer = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event !== undefined) yield event
      }
      if (buffer.length > maxBufferedChars) throw new Error('An event of the stream does not end.')
    }
  } finally {
    // Also when the reader leaves: the connection is closed with it.
    await reader.cancel().catch(() => {})
  }
}

function parseBlock(block: string): StreamEvent | undefined {
  const lines = block.split('\n').filter((line) => line !== '' && !line.startsWith(':'))
  if (lines.length === 0) return undefined
  const valuesOf = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
  return { event: valuesOf('event').at(-1) ?? 'message', data: valuesOf('data').join('\n') }
}
