// Pure. Where the fetches of a plan stand when it is drawn: from left to right as time goes, what runs at once one below
// the other; conditions and deferred parts are frames. Plans are mostly wider than they are deep, and panels are not.
// @ts-check

/**
 * @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanViewNode} PlanViewNode
 * @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanViewFetch} PlanViewFetch
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {Box & { fetch: PlanViewFetch }} Card
 * @typedef {Box & { label: string, kind: 'condition' | 'defer', muted: boolean }} Frame
 * @typedef {{ from: Point, to: Point, kind: 'then' | 'defer', muted: boolean }} Edge
 * @typedef {{ width: number, height: number, cards: Card[], frames: Frame[], edges: Edge[] }} Drawing
 * @typedef {Drawing & { entries: Point[], exits: Point[] }} Block
 */

export const cardWidth = 184
export const cardHeight = 84
const gapX = 36
const gapY = 14
const framePad = 12
const frameHead = 26
const margin = 8

/** @param {PlanViewNode | null} plan @returns {Drawing} */
export function layoutPlan(plan) {
  const block = blockOf(plan)
  if (!block) return { width: 0, height: 0, cards: [], frames: [], edges: [] }
  const { cards, frames, edges, width, height } = moved(block, { x: margin, y: margin })
  return { width: width + 2 * margin, height: height + 2 * margin, cards, frames, edges }
}

/** @param {PlanViewNode | null} node @returns {Block | undefined} */
function blockOf(node) {
  switch (node?.kind) {
    case undefined:
      return undefined
    case 'Fetch':
      return cardOf(node)
    case 'Sequence':
      return inTurn(node.nodes.map(blockOf))
    case 'Parallel':
      return together(node.nodes.map(blockOf))
    case 'Subscription':
      return inTurn([cardOf(node.primary), blockOf(node.rest)])
    case 'Condition': {
      const { variable, value, ifClause, elseClause } = node
      const framed = (/** @type {PlanViewNode | null} */ clause, /** @type {boolean} */ when) =>
        frame(blockOf(clause), {
          label: `if $${variable} is ${when}${when === value ? '' : ': left out'}`,
          kind: 'condition',
          muted: when !== value,
        })
      return together([framed(ifClause, true), framed(elseClause, false)])
    }
    case 'Defer':
      return deferred(node)
  }
}

/** @param {PlanViewFetch} fetch @returns {Block} */
function cardOf(fetch) {
  const card = { x: 0, y: 0, width: cardWidth, height: cardHeight, fetch }
  return {
    ...card,
    cards: [card],
    frames: [],
    edges: [],
    entries: [{ x: 0, y: cardHeight / 2 }],
    exits: [{ x: cardWidth, y: cardHeight / 2 }],
  }
}

/** @param {(Block | undefined)[]} blocks @returns {Block | undefined} */
function together(blocks) {
  let y = 0
  const placed = blocks.flatMap((block) => {
    if (!block) return []
    const at = moved(block, { x: 0, y })
    y += block.height + gapY
    return [at]
  })
  return placed.length > 0 ? joined(placed) : undefined
}

/** @param {(Block | undefined)[]} blocks @returns {Block | undefined} */
function inTurn(blocks) {
  const present = blocks.filter((block) => block !== undefined)
  const height = Math.max(...present.map((block) => block.height))
  let x = 0
  const placed = present.map((block) => {
    const at = moved(block, { x, y: (height - block.height) / 2 })
    x += block.width + gapX
    return at
  })
  const [first] = placed
  const last = placed.at(-1)
  if (!first || !last) return undefined
  const all = joined(placed)
  placed.slice(1).forEach((block, index) => {
    all.edges.push(...edgesBetween(placed[index]?.exits ?? [], block.entries, block.cards))
  })
  return { ...all, entries: first.entries, exits: last.exits }
}

/** Many to many would be a thicket: they meet in one point. @param {Point[]} from @param {Point[]} to @param {Card[]} cards @returns {Edge[]} */
function edgesBetween(from, to, cards) {
  const muted = cards.every(({ fetch }) => fetch.state === 'excluded')
  const edge = (/** @type {Point} */ one, /** @type {Point} */ other) =>
    /** @type {Edge} */ ({ from: one, to: other, kind: 'then', muted })
  if (from.length < 2 || to.length < 2) return from.flatMap((one) => to.map((other) => edge(one, other)))
  const middle = (/** @type {number[]} */ values) => (Math.min(...values) + Math.max(...values)) / 2
  const meeting = {
    x: middle([Math.max(...from.map(({ x }) => x)), Math.min(...to.map(({ x }) => x))]),
    y: middle([...from, ...to].map(({ y }) => y)),
  }
  return [...from.map((one) => edge(one, meeting)), ...to.map((other) => edge(meeting, other))]
}

/** @param {Block | undefined} block @param {Pick<Frame, 'label' | 'kind' | 'muted'>} about @returns {Block | undefined} */
function frame(block, about) {
  if (!block) return undefined
  const inner = moved(block, { x: framePad, y: frameHead })
  const width = inner.width + 2 * framePad
  const height = inner.height + frameHead + framePad
  return { ...inner, width, height, frames: [{ x: 0, y: 0, width, height, ...about }, ...inner.frames] }
}

/** @param {Extract<PlanViewNode, { kind: 'Defer' }>} node @returns {Block | undefined} */
function deferred({ primary, deferred: parts }) {
  const first = blockOf(primary)
  const frames = parts.map(({ label, path, node }) => {
    const place = path.length > 0 ? ` at ${path.join('.')}` : ''
    return frame(blockOf(node) ?? nothing(), {
      label: `later: ${label ?? `deferred${place}`}`,
      kind: 'defer',
      muted: false,
    })
  })
  const later = together(frames)
  const all = inTurn([first, later])
  if (!all || !first || !later) return all
  // They wait for certain fetches, not for all that stands above.
  const cut = all.edges.length - edgesBetween(first.exits, later.entries, []).length
  const edges = all.edges.slice(0, cut)
  let index = first.frames.length
  parts.forEach(({ depends }, part) => {
    const box = all.frames[index]
    index += frames[part]?.frames.length ?? 0
    for (const { fetch, ...card } of all.cards) {
      if (!box || fetch.deferId === null || !depends.includes(fetch.deferId)) continue
      const from = { x: card.x + card.width, y: card.y + card.height / 2 }
      edges.push({ from, to: { x: box.x, y: box.y + box.height / 2 }, kind: 'defer', muted: false })
    }
  })
  return { ...all, edges }
}

/** A deferred part whose fields came with others. @returns {Block} */
function nothing() {
  return { width: cardWidth, height: 0, cards: [], frames: [], edges: [], entries: [], exits: [] }
}

/** @param {Block[]} blocks @returns {Block} */
function joined(blocks) {
  return {
    width: Math.max(...blocks.flatMap((block) => [...extents(block, 'x')])),
    height: Math.max(...blocks.flatMap((block) => [...extents(block, 'y')])),
    cards: blocks.flatMap(({ cards }) => cards),
    frames: blocks.flatMap(({ frames }) => frames),
    edges: blocks.flatMap(({ edges }) => edges),
    entries: blocks.flatMap(({ entries }) => entries),
    exits: blocks.flatMap(({ exits }) => exits),
  }
}

/** @param {Block} block @param {'x' | 'y'} axis */
function extents({ cards, frames, width, height }, axis) {
  const boxes = [...cards, ...frames]
  const size = axis === 'x' ? 'width' : 'height'
  return boxes.length > 0 ? boxes.map((box) => box[axis] + box[size]) : [axis === 'x' ? width : height]
}

/** @param {Block} block @param {Point} by @returns {Block} */
function moved(block, by) {
  const at = (/** @type {Point} */ { x, y }) => ({ x: x + by.x, y: y + by.y })
  return {
    ...block,
    cards: block.cards.map((card) => ({ ...card, ...at(card) })),
    frames: block.frames.map((box) => ({ ...box, ...at(box) })),
    edges: block.edges.map((edge) => ({ ...edge, from: at(edge.from), to: at(edge.to) })),
    entries: block.entries.map(at),
    exits: block.exits.map(at),
  }
}

/**
 * The card that an arrow key goes to from another.
 * @param {readonly Card[]} cards
 * @param {Card} from
 * @param {string} key
 * @returns {Card | undefined}
 */
export function neighbour(cards, from, key) {
  if (key === 'Home') return cards[0]
  if (key === 'End') return cards.at(-1)
  const [along, across, sign] =
    key === 'ArrowDown'
      ? /** @type {const} */ (['y', 'x', 1])
      : key === 'ArrowUp'
        ? /** @type {const} */ (['y', 'x', -1])
        : key === 'ArrowRight'
          ? /** @type {const} */ (['x', 'y', 1])
          : key === 'ArrowLeft'
            ? /** @type {const} */ (['x', 'y', -1])
            : []
  if (along === undefined) return undefined
  const ranked = cards
    .map((card) => ({
      card,
      forward: (card[along] - from[along]) * sign,
      aside: Math.abs(card[across] - from[across]),
    }))
    .filter(({ forward }) => forward > 0)
    .sort((a, b) => a.forward + 2 * a.aside - (b.forward + 2 * b.aside))
  return ranked[0]?.card
}
