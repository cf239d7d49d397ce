// Pure. What an Accept header says of answers in parts: which formats the client can read, and which it likes best.

export type SubscriptionFormat = 'event-stream' | 'multipart'
export type DeferSpec = '20220824' | 'v0.2'

export type AcceptedStreams = {
  readonly subscription: SubscriptionFormat | undefined
  readonly defer: DeferSpec | undefined
  /** What is left of the header for an answer in one piece; undefined when only streams are accepted. */
  readonly rest: string | undefined
}

/** Undefined when no format of streams is named: then the request is none of ours. Wildcards name none. */
export function acceptedStreams(accept: string | undefined): AcceptedStreams | undefined {
  if (accept === undefined || !/event-stream|multipart\/mixed/i.test(accept)) return undefined
  const ranges = splitQuoted(accept, ',').map(readRange)
  const named = ranges.filter(({ stream, quality }) => stream !== undefined && quality > 0)
  if (named.length === 0) return undefined
  // A stable sort: among equals the order of the client counts.
  const streams = named.sort((a, b) => b.quality - a.quality).flatMap(({ stream }) => stream ?? [])
  const rest = ranges.filter(({ stream, text }) => stream === undefined && text !== '')
  return {
    subscription: streams.find(isSubscriptionFormat),
    defer: streams.find(isDeferSpec),
    rest: rest.length === 0 ? undefined : rest.map(({ text }) => text).join(', '),
  }
}

type Range = {
  readonly text: string
  readonly quality: number
  readonly stream: SubscriptionFormat | DeferSpec | undefined
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = splitQuoted(text, ';').map((part) => part.trim())
  const value = (name: string) => {
    const parameter = parameters.find((each) => each.toLowerCase().startsWith(`${name}=`))
    return parameter?.slice(name.length + 1).replaceAll('"', '')
  }
  const quality = Number(value('q') ?? 1)
  return {
    text: text.trim(),
    quality: Number.isNaN(quality) ? 0 : quality,
    stream: streamOfType(type.toLowerCase(), value),
  }
}

function streamOfType(type: string, value: (name: string) => string | undefined): Range['stream'] {
  if (type === 'text/event-stream') return 'event-stream'
  if (type !== 'multipart/mixed') return undefined
  if (value('subscriptionspec') === '1.0') return 'multipart'
  if (value('deferspec') === '20220824') return '20220824'
  return value('incrementalspec') === 'v0.2' ? 'v0.2' : undefined
}

function isSubscriptionFormat(stream: SubscriptionFormat | DeferSpec): stream is SubscriptionFormat {
  return stream === 'event-stream' || stream === 'multipart'
}

function isDeferSpec(stream: SubscriptionFormat | DeferSpec): stream is DeferSpec {
  return !isSubscriptionFormat(stream)
}

function splitQuoted(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = []
  let quoted = false
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') quoted = !quoted
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}
