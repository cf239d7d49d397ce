// The plan's page scripts without a browser: how a plan is laid out and said, and how it is taken out of answers.
import type {
  PlanView,
  PlanViewFetch,
  PlanViewNode,
  PlanViewRequest,
} from '@supermarket/engine/plan-view/plan-view.ts'
import { describe, expect, test } from 'vitest'

type Box = { x: number; y: number; width: number; height: number }
type Card = Box & { fetch: PlanViewFetch }
type Point = { x: number; y: number }
type Drawing = {
  width: number
  height: number
  cards: Card[]
  frames: (Box & { label: string; muted: boolean })[]
  edges: { from: Point; to: Point; kind: string; muted: boolean }[]
}
type OnView = (view: PlanView | undefined) => void

const page = (name: string) => import(new URL(`page/${name}`, import.meta.url).href)
const {
  layoutPlan,
  neighbour,
}: {
  layoutPlan: (plan: PlanViewNode | null) => Drawing
  neighbour: (cards: Card[], from: Card | undefined, key: string) => Card | undefined
} = await page('plan-layout.js')
const {
  nameOf,
  summaryOf,
  milliseconds,
  bytes,
}: {
  nameOf: (view: PlanView, fetch: PlanViewFetch) => string
  summaryOf: (view: PlanView, event: number) => string
  milliseconds: (ms: number) => string
  bytes: (count: number) => string
} = await page('plan-words.js')
const { colourOf }: { colourOf: (subgraph: string, all: string[]) => string } =
  await page('subgraph-colour.js')
const {
  askingForPlan,
  withoutPlans,
}: {
  askingForPlan: (init: RequestInit) => RequestInit
  withoutPlans: (answer: Response, onView: OnView) => Promise<Response>
} = await page('plan-answers.js')

function fetchNode(id: number, changes: Partial<PlanViewFetch> = {}): PlanViewFetch {
  return {
    kind: 'Fetch',
    id,
    deferId: null,
    subgraph: `s${id}`,
    path: [],
    operationKind: 'query',
    operation: '{ a }',
    variables: [],
    entityTypes: [],
    state: 'sent',
    positions: 0,
    sent: 0,
    reused: 0,
    requests: [],
    ...changes,
  }
}

const inTurn = (...nodes: PlanViewNode[]): PlanViewNode => ({ kind: 'Sequence', nodes })
const atOnce = (...nodes: PlanViewNode[]): PlanViewNode => ({ kind: 'Parallel', nodes })

function request(changes: Partial<PlanViewRequest> = {}): PlanViewRequest {
  return {
    subgraph: 's0',
    startMs: 1,
    ms: 2,
    outcome: 'answer',
    status: null,
    bytesOut: 10,
    bytesIn: 1_234,
    measured: 'text',
    shared: false,
    retries: 0,
    errorCount: 0,
    errors: [],
    parts: [],
    ...changes,
  }
}

function viewOf(plan: PlanViewNode | null, requests: PlanViewRequest[] = []): PlanView {
  const times = { planMs: 0.5, writeMs: 0.25, totalMs: 12.34 }
  return { version: 1, operationKind: 'query', complete: true, ...times, plan, requests, unrecorded: 0 }
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

describe('the layout of a plan', () => {
  test('what follows stands to the right, what runs at once one below the other, and lines lead from one to the next', () => {
    const { cards, edges, width, height } = layoutPlan(
      inTurn(fetchNode(0), atOnce(fetchNode(1), inTurn(fetchNode(2), fetchNode(3)))),
    )
    const [root, one, two, three] = cards
    expect(cards.map(({ fetch }) => fetch.id)).toEqual([0, 1, 2, 3])
    expect([one?.x, two?.x]).toEqual([220 + 8, 220 + 8])
    expect(one?.y).toBeLessThan(two?.y ?? 0)
    expect(three?.x).toBeGreaterThan(two?.x ?? 0)
    const ends = edges.map(({ from, to }) => [
      cards.find(({ x, width: w }) => x + w === from.x)?.x,
      cards.find(({ x }) => x === to.x)?.x,
    ])
    expect(ends).toEqual([
      [two?.x, three?.x],
      [root?.x, one?.x],
      [root?.x, two?.x],
    ])
    for (const card of cards) {
      expect(cards.filter((other) => other !== card && overlap(card, other))).toEqual([])
      expect([card.x >= 0, card.x + card.width <= width, card.y + card.height <= height]).toEqual([
        true,
        true,
        true,
      ])
    }
  })

  test('many to many meet in one point', () => {
    const { edges } = layoutPlan(
      inTurn(
        atOnce(fetchNode(0), fetchNode(1), fetchNode(2)),
        atOnce(fetchNode(3), fetchNode(4), fetchNode(5)),
      ),
    )
    expect(edges).toHaveLength(6)
  })

  test('a condition frames both ways and mutes the one that was not taken', () => {
    const { frames, cards } = layoutPlan({
      kind: 'Condition',
      variable: 'all',
      value: false,
      ifClause: fetchNode(0, { state: 'excluded' }),
      elseClause: fetchNode(1),
    })
    expect(frames.map(({ label, muted }) => [label, muted])).toEqual([
      ['if $all is true: left out', true],
      ['if $all is false', false],
    ])
    expect(
      frames.map((frame) => cards.filter((card) => overlap(frame, card)).map(({ fetch }) => fetch.id)),
    ).toEqual([[0], [1]])
  })

  test('deferred parts are framed to the right, and lead from the fetches that they wait for', () => {
    const { frames, cards, edges } = layoutPlan({
      kind: 'Defer',
      primary: atOnce(fetchNode(0, { deferId: 'a' }), fetchNode(1)),
      deferred: [
        { label: 'later', path: ['me'], depends: ['a'], node: fetchNode(2) },
        { label: null, path: ['me', 'cart'], depends: [], node: null },
      ],
    })
    expect(frames.map(({ label }) => label)).toEqual(['later: later', 'later: deferred at me.cart'])
    expect(edges.map(({ kind, from, to }) => [kind, from.y, to.x])).toEqual([
      ['defer', (cards[0]?.y ?? 0) + 42, frames[0]?.x],
    ])
    expect(frames[0]?.x).toBeGreaterThan((cards[1]?.x ?? 0) + 184)
  })

  test('an empty plan takes no room, and one of a thousand fetches is laid out', () => {
    expect(layoutPlan(null)).toEqual({ width: 0, height: 0, cards: [], frames: [], edges: [] })
    const many = Array.from({ length: 1_000 }, (_, id) => fetchNode(id))
    expect(layoutPlan(atOnce(...many)).cards).toHaveLength(1_000)
  })

  test('arrow keys walk it as it is drawn, and stop at its ends', () => {
    const { cards } = layoutPlan(inTurn(fetchNode(0), atOnce(fetchNode(1), fetchNode(2))))
    const [root, one, two] = cards
    const from = (card: Card | undefined, key: string) => neighbour(cards, card, key)?.fetch.id
    expect([
      from(root, 'ArrowRight'),
      from(one, 'ArrowDown'),
      from(two, 'ArrowUp'),
      from(two, 'ArrowLeft'),
    ]).toEqual([1, 2, 1, 0])
    expect([from(root, 'ArrowLeft'), from(two, 'ArrowRight'), from(one, 'x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([from(two, 'Home'), from(root, 'End')]).toEqual([0, 2])
  })
})

describe('the words of a plan', () => {
  test('a fetch says everything that its card shows', () => {
    const fetch = fetchNode(1, {
      subgraph: 'products',
      path: ['me', 'orders', '@', 'variant'],
      entityTypes: ['ProductVariant'],
      positions: 389,
      sent: 22,
      reused: 3,
      requests: [0, 1],
    })
    const requests = [request(), request({ startMs: 2, ms: 11.5, bytesIn: 66, errorCount: 2, shared: true })]
    expect(nameOf(viewOf(fetch, requests), fetch)).toBe(
      'Fetch 2, products, at me.orders[].variant, 12.5 ms, starting at 1.00 ms, 1.3 kB received, 389 positions asked, 22 entities sent, 3 known, shared with another client, 2 errors',
    )
  })

  test('a fetch that took no request says why', () => {
    const fetch = fetchNode(0, { state: 'idle' })
    expect(nameOf(viewOf(fetch), fetch)).toBe('Fetch 1, s0, at the root, nothing asked for it')
  })

  test('a fetch under way has no time yet', () => {
    const fetch = fetchNode(0, { requests: [0] })
    expect(nameOf(viewOf(fetch, [request({ ms: null, outcome: null })]), fetch)).toBe(
      'Fetch 1, s0, at the root',
    )
  })

  test('the summary counts what went out', () => {
    const view = viewOf(fetchNode(0), [request(), request({ shared: true })])
    expect(summaryOf(view, 1)).toBe('1 request · 12.3 ms in all · planned in 0.50 ms · written in 0.25 ms')
    expect(summaryOf({ ...view, complete: false, unrecorded: 5 }, 1)).toContain('6 requests · ')
    expect(summaryOf({ ...view, operationKind: 'subscription' }, 3)).toBe(
      'Event 3 · 1 request · 12.3 ms in all · written in 0.25 ms',
    )
    expect(summaryOf(viewOf(null), 1)).toBe('Nothing had to be fetched: answered in 12.3 ms.')
  })

  test('numbers have units that fit them', () => {
    expect([0.004, 9.5, 12.34, 123.4, 1_234].map(milliseconds)).toEqual([
      '0.00 ms',
      '9.50 ms',
      '12.3 ms',
      '123 ms',
      '1.23 s',
    ])
    expect([0, 999, 1_000, 2_345_678].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '2.3 MB'])
  })

  test('a subgraph has one colour', () => {
    expect(['b', 'a', 'b'].map((name) => colourOf(name, ['b', 'a', 'b']))).toEqual([
      'subgraph-1',
      'subgraph-0',
      'subgraph-1',
    ])
  })
})

describe('taking plans out of answers', () => {
  const planView = viewOf(fetchNode(0))
  const json = { 'content-type': 'application/json; charset=utf-8' }

  async function taken(text: string, type: string, chunk = text.length) {
    const views: (PlanView | undefined)[] = []
    const bytesOf = new TextEncoder().encode(text)
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytesOf.length; at += chunk) controller.enqueue(bytesOf.slice(at, at + chunk))
        controller.close()
      },
    })
    const answer = await withoutPlans(new Response(body, { headers: { 'content-type': type } }), (view) => {
      views.push(view)
    })
    return { text: await answer.text(), views, type: answer.headers.get('content-type') }
  }

  test('an answer in one piece is left as any client gets it', async () => {
    const data = { a: 1, planView: 'a field of that name' }
    const { text, views } = await taken(
      JSON.stringify({ data, extensions: { planView } }),
      json['content-type'],
    )
    expect([text, views]).toEqual([JSON.stringify({ data }), [planView]])
    const other = await taken(
      JSON.stringify({ data, extensions: { planView, valueCompletion: [] } }),
      json['content-type'],
    )
    expect(JSON.parse(other.text)).toEqual({ data, extensions: { valueCompletion: [] } })
  })

  test('an answer without a plan says so and is not touched', async () => {
    for (const text of ['{"data":{"planView":{"version":1}}}', '{"errors":[]}', 'no "planView" JSON'])
      expect(await taken(text, 'application/json')).toMatchObject({ text, views: [undefined] })
  })

  test.each([1, 7, 10_000])(
    'deferred parts and events lose theirs, however they are cut (%i bytes)',
    async (chunk) => {
      const part = (value: object) =>
        `\r\n--graphql\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(value)}`
      const first = { data: { a: 'é' }, hasNext: true }
      const next = { incremental: [{ path: [], data: { b: 2 } }], hasNext: false }
      const withPlans =
        part({ ...first, extensions: { planView } }) +
        part({ ...next, incremental: [{ path: [], data: { b: 2 }, extensions: { planView } }] })
      const end = '\r\n--graphql--\r\n'
      const multipart = await taken(withPlans + end, 'multipart/mixed;boundary="graphql"', chunk)
      expect(multipart).toEqual({
        text: part(first) + part(next) + end,
        views: [planView, planView],
        type: 'multipart/mixed;boundary="graphql"',
      })
      const event = (value: object) => `:\n\nevent: next\ndata: ${JSON.stringify(value)}\n\n`
      const stream = event({ data: { a: 1 }, extensions: { planView } }) + event({ data: { a: 2 } })
      const events = await taken(`${stream}event: complete\ndata:\n\n`, 'text/event-stream', chunk)
      expect(events.text).toBe(
        `${event({ data: { a: 1 } })}${event({ data: { a: 2 } })}event: complete\ndata:\n\n`,
      )
      expect(events.views).toEqual([planView])
    },
  )

  test('asking adds a header and keeps the others', () => {
    const { headers, method } = askingForPlan({ method: 'POST', headers: { accept: 'x' } })
    expect([method, [...new Headers(headers)]]).toEqual([
      'POST',
      [
        ['accept', 'x'],
        ['x-plan-view', '1'],
      ],
    ])
  })
})
