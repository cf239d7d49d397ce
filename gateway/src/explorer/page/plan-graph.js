// Draws a plan: cards for fetches over lines that SVG draws. The cards are a list to choose from; arrow keys walk it as
// it is drawn.
// @ts-check
import { arrowHead, html, svg } from './element.js'
import { layoutPlan, neighbour } from './plan-layout.js'
import { entitiesOf, errorsIn, measuresOf, nameOf, placeOf, requestsOf } from './plan-words.js'
import { colourOf } from './subgraph-colour.js'

/**
 * @typedef {import('./plan-words.js').PlanView} PlanView
 * @typedef {import('./plan-words.js').PlanViewFetch} PlanViewFetch
 * @typedef {import('./plan-layout.js').Card} Card
 * @typedef {{ element: HTMLElement, select: (id: number) => void, focus: () => void }} PlanGraph
 */

/**
 * @param {PlanView} view
 * @param {readonly string[]} subgraphs
 * @param {{ chosen: (fetch: PlanViewFetch) => void, opened: () => void }} on
 * @returns {PlanGraph}
 */
export function drawPlan(view, subgraphs, { chosen, opened }) {
  const drawing = layoutPlan(view.plan)
  const cards = drawing.cards.map((card) => ({ card, element: cardOf(view, card, subgraphs) }))
  const list = html(
    'div',
    {
      role: 'listbox',
      class: 'plan-cards',
      'aria-label': 'Fetches of the plan',
      'aria-orientation': 'vertical',
    },
    ...cards.map(({ element }) => element),
  )
  const canvas = html('div', { class: 'plan-canvas' }, linesOf(drawing), ...framesOf(drawing), list)
  canvas.style.width = `${drawing.width}px`
  canvas.style.height = `${drawing.height}px`
  const element = html('div', { class: 'plan-graph' }, canvas)

  /** @param {number} id */
  function select(id) {
    for (const { card, element: each } of cards) {
      const isChosen = card.fetch.id === id
      each.setAttribute('aria-selected', String(isChosen))
      each.tabIndex = isChosen ? 0 : -1
    }
  }

  /** @param {Card | undefined} card */
  function choose(card) {
    if (!card) return
    select(card.fetch.id)
    chosen(card.fetch)
    const target = cards.find((each) => each.card === card)?.element
    target?.focus()
    target?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  for (const { card, element: each } of cards) {
    each.addEventListener('click', () => choose(card))
    each.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') opened()
      else if (!/^(?:Arrow|Home|End)/.test(event.key)) return
      else choose(neighbour(drawing.cards, card, event.key))
      event.preventDefault()
    })
  }
  const focus = () => cards.find(({ element: each }) => each.tabIndex === 0)?.element.focus()
  return { element, select, focus }
}

/** @param {PlanView} view @param {Card} card @param {readonly string[]} subgraphs */
function cardOf(view, { fetch, ...box }, subgraphs) {
  const requests = requestsOf(view, fetch)
  const errors = errorsIn(requests)
  const entities = entitiesOf(fetch)
  const element = html(
    'div',
    {
      role: 'option',
      class: `plan-card plan-${fetch.state} ${colourOf(fetch.subgraph, subgraphs)}`,
      'aria-selected': 'false',
      tabindex: -1,
      'data-fetch': fetch.id,
    },
    html('span', { class: 'unseen' }, nameOf(view, fetch)),
    html(
      'span',
      { class: 'plan-card-head', 'aria-hidden': 'true' },
      html('span', { class: 'plan-number' }, String(fetch.id + 1)),
      html('strong', {}, fetch.subgraph),
      requests.some(({ shared }) => shared) ? html('span', { class: 'plan-badge' }, 'shared') : undefined,
      errors > 0 ? html('span', { class: 'plan-badge plan-badge-error' }, `${errors} ✕`) : undefined,
    ),
    html(
      'span',
      { class: 'plan-card-path', 'aria-hidden': 'true', title: placeOf(fetch.path) },
      html('bdi', { dir: 'ltr' }, placeOf(fetch.path)),
    ),
    html('span', { class: 'plan-card-line', 'aria-hidden': 'true' }, measuresOf(view, fetch)),
    entities === undefined
      ? undefined
      : html('span', { class: 'plan-card-line', 'aria-hidden': 'true' }, entities),
  )
  place(element, box)
  return element
}

/** @param {import('./plan-layout.js').Drawing} drawing */
function framesOf({ frames }) {
  return frames.map(({ label, kind, muted, ...box }) => {
    const element = html(
      'div',
      { class: `plan-frame plan-frame-${kind}${muted ? ' plan-muted' : ''}` },
      html('span', { class: 'plan-frame-label', title: label }, label),
    )
    place(element, box)
    return element
  })
}

/** @param {import('./plan-layout.js').Drawing} drawing */
function linesOf({ edges, width, height }) {
  return svg(
    'svg',
    { class: 'plan-lines', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    arrowHead('plan-arrow'),
    ...edges.map(({ from, to, kind, muted }) => {
      const bend = (to.x - from.x) / 2
      const d = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`
      return svg('path', {
        class: `plan-line plan-line-${kind}${muted ? ' plan-muted' : ''}`,
        d,
        'marker-end': 'url(#plan-arrow)',
      })
    }),
  )
}

/** @param {HTMLElement} element @param {import('./plan-layout.js').Box} box */
function place({ style }, { x, y, width, height }) {
  style.left = `${x}px`
  style.top = `${y}px`
  style.width = `${width}px`
  style.height = `${height}px`
}
