// The fetches of a plan as a table: the same as the drawing in words and numbers, with bars on one time line.
// @ts-check
import { broken, html } from './element.js'
import {
  bytes,
  entitiesOf,
  fetchesOf,
  milliseconds,
  placeOf,
  requestsOf,
  spanOf,
  stateWords,
} from './plan-words.js'
import { colourOf } from './subgraph-colour.js'

/** @typedef {import('./plan-words.js').PlanView} PlanView @typedef {import('./plan-words.js').PlanViewFetch} PlanViewFetch */

/**
 * @param {PlanView} view
 * @param {readonly string[]} subgraphs
 * @param {(fetch: PlanViewFetch) => void} chosen
 */
export function timelineOf(view, subgraphs, chosen) {
  const { planMs, totalMs, writeMs } = view
  const lastMs = Math.max(totalMs, ...view.requests.map(({ startMs, ms }) => startMs + (ms ?? 0)), 0.001)
  const bar = (/** @type {number} */ startMs, /** @type {number} */ ms, /** @type {string} */ kind) => {
    const element = html('span', { class: `plan-bar ${kind}` })
    element.style.insetInlineStart = `${(100 * startMs) / lastMs}%`
    element.style.width = `${Math.min(100, (100 * ms) / lastMs)}%`
    return element
  }
  const row = (/** @type {Node | string} */ name, /** @type {Cells} */ { bars, time, size, entities }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, name),
      html('td', {}, html('span', { class: 'plan-track', 'aria-hidden': 'true' }, ...bars), time),
      html('td', {}, size ?? '–'),
      html('td', {}, entities ?? '–'),
    )
  const fetches = fetchesOf(view.plan).map((fetch) => {
    const colour = colourOf(fetch.subgraph, subgraphs)
    const requests = requestsOf(view, fetch)
    return row(buttonOf(fetch, colour, chosen), {
      bars: requests.map(({ startMs, ms }) => bar(startMs, ms ?? lastMs - startMs, colour)),
      time: timeOf(view, fetch),
      size: sizeOf(requests),
      entities: entitiesOf(fetch),
    })
  })
  const planning = row('planning', { bars: [bar(0, planMs, 'plan-bar-own')], time: milliseconds(planMs) })
  const writing = row('writing', {
    bars: [bar(Math.max(0, totalMs - writeMs), writeMs, 'plan-bar-own')],
    time: milliseconds(writeMs),
  })
  return html(
    'table',
    { class: 'plan-table' },
    html('caption', {}, `Time line of ${milliseconds(totalMs)}`),
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        ...['Fetch', 'Start + time', 'Received', 'Entities'].map((name) =>
          html('th', { scope: 'col' }, name),
        ),
      ),
    ),
    html(
      'tbody',
      {},
      ...(view.operationKind === 'subscription' ? [] : [planning]),
      ...fetches,
      ...(view.complete ? [writing] : []),
    ),
  )
}

/** @typedef {{ bars: Node[], time: string, size?: string | undefined, entities?: string | undefined }} Cells */

/** @param {PlanViewFetch} fetch @param {string} colour @param {(fetch: PlanViewFetch) => void} chosen */
function buttonOf(fetch, colour, chosen) {
  const button = html(
    'button',
    { type: 'button', class: `plan-row ${colour}` },
    html('span', { class: 'plan-number' }, String(fetch.id + 1)),
    html(
      'span',
      {},
      html('strong', {}, fetch.subgraph),
      ' ',
      html('span', { class: 'plan-row-path' }, ...broken(placeOf(fetch.path))),
    ),
  )
  button.addEventListener('click', () => chosen(fetch))
  return button
}

/** @param {PlanView} view @param {PlanViewFetch} fetch */
function timeOf(view, fetch) {
  const span = spanOf(requestsOf(view, fetch))
  if (!span) return stateWords[fetch.state]
  if (span.ms === undefined) return `${milliseconds(span.startMs)} + …`
  return `${milliseconds(span.startMs)} + ${milliseconds(span.ms)}`
}

/** @param {import('./plan-words.js').PlanViewRequest[]} requests */
function sizeOf(requests) {
  if (requests.length === 0) return undefined
  return bytes(requests.reduce((sum, { bytesIn }) => sum + bytesIn, 0))
}
