// Pure. Reads server-sent events from bytes as they come, cut anywhere. What a hostile sender makes it hold is bounded.

export type ServerSentEvent = { readonly name: string; readonly data: string }

/** An event over `maxLength` characters, or a line that does not end within them. */
export class EventTooLong extends Error {
  override readonly name = 'EventTooLong'
}

/**
 * Takes chunk after chunk and gives the events that each completes. An event is what has a name or data: graphql-sse
 * says `complete` without data. Comments, ids and retry times are passed over.
 */
export function eventParser(
  maxLength: number,
): (chunk: Uint8Array) => Generator<ServerSentEvent, void, undefined> {
  const decoder = new TextDecoder()
  let event: Partial<ServerSentEvent> = {}
  let line = ''
  let afterReturn = false
  const append = (text: string) => {
    line += text
    if (line.length + (event.data?.length ?? 0) > maxLength) {
      throw new EventTooLong(`An event is over ${maxLength} characters.`)
    }
  }
  return function* parse(chunk) {
    const text = decoder.decode(chunk, { stream: true })
    let start = 0
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      // The second half of a line end that was cut in two.
      const isRest = index === 0 && end === '\n' && afterReturn
      if (!isRest) {
        append(text.slice(start, index))
        if (line !== '') event = withLine(event, line)
        else {
          const { name = '', data = '' } = event
          if (event.name || event.data !== undefined) yield { name, data }
          event = {}
        }
        line = ''
      }
      start = index + end.length
    }
    if (text !== '') afterReturn = text.endsWith('\r')
    append(text.slice(start))
  }
}

function withLine(event: Partial<ServerSentEvent>, line: string): Partial<ServerSentEvent> {
  const colon = line.indexOf(':')
  const field = colon < 0 ? line : line.slice(0, colon)
  const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
  if (field === 'event') return { ...event, name: value }
  if (field !== 'data') return event
  return { ...event, data: event.data === undefined ? value : `${event.data}\n${value}` }
}
