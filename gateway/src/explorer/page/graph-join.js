// Draws joins over the cards of an overview: a line from what a subgraph adds to the entity that it adds it to.
// @ts-check
import { arrowHead, svg } from './element.js'

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Edges */

/**
 * Pure. From one box to another: out of the sides that face each other, or around where one stands over the other.
 * @param {Edges} from
 * @param {Edges} to
 */
export function joinPath(from, to) {
  const y1 = (from.top + from.bottom) / 2
  const y2 = (to.top + to.bottom) / 2
  const [x1, x2, bend1, bend2] =
    to.left >= from.right
      ? [from.right, to.left, 1, -1]
      : to.right <= from.left
        ? [from.left, to.right, -1, 1]
        : [from.left, to.left, -1, -1]
  const reach = Math.max(24, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend1 * reach} ${y1} ${x2 + bend2 * reach} ${y2} ${x2} ${y2}`
}

/**
 * Redraws whenever the cards take another size.
 * @param {HTMLElement} cards
 * @param {readonly { from: HTMLElement, to: HTMLElement, colour: string, dashed: boolean }[]} joins
 */
export function drawJoins(cards, joins) {
  const lines = svg('svg', { class: 'graph-lines', 'aria-hidden': 'true' })
  cards.prepend(lines)
  const draw = () => {
    const { left, top } = cards.getBoundingClientRect()
    lines.setAttribute('width', String(cards.scrollWidth))
    lines.setAttribute('height', String(cards.scrollHeight))
    const place = (/** @type {HTMLElement} */ element) => {
      const row = element.getBoundingClientRect()
      const card = (element.closest('section') ?? element).getBoundingClientRect()
      // At the height of its row, from the side of its card: lines pass behind cards.
      return {
        left: card.left - left,
        top: row.top - top,
        right: card.right - left,
        bottom: row.bottom - top,
      }
    }
    lines.replaceChildren(
      arrowHead('graph-arrow'),
      ...joins.map(({ from, to, colour, dashed }) =>
        svg('path', {
          class: `graph-line ${colour}${dashed ? ' graph-line-dashed' : ''}`,
          d: joinPath(place(from), place(to)),
          'marker-end': 'url(#graph-arrow)',
        }),
      ),
    )
  }
  new ResizeObserver(draw).observe(cards)
}
