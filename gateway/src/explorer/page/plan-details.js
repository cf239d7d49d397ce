// Everything that is known of one fetch, in words.
// @ts-check
import { html } from './element.js'
import { bytes, counted, milliseconds, placeOf, requestsOf, stateWords } from './plan-words.js'
import { colourOf } from './subgraph-colour.js'

/**
 * @typedef {import('./plan-words.js').PlanView} PlanView
 * @typedef {import('./plan-words.js').PlanViewFetch} PlanViewFetch
 * @typedef {import('./plan-words.js').PlanViewRequest} PlanViewRequest
 */

/** @param {PlanView} view @param {PlanViewFetch} fetch @param {readonly string[]} subgraphs */
export function detailsOf(view, fetch, subgraphs) {
  const { entityTypes, positions, sent, reused, variables } = fetch
  const requests = requestsOf(view, fetch)
  /** @type {[string, string | Node | undefined][]} */
  const facts = [
    ['State', stateWords[fetch.state]],
    ['Place', fetch.path.length === 0 ? 'root fields' : placeOf(fetch.path)],
    ['Entities', entityTypes.length > 0 ? html('span', {}, ...entityTypes.flatMap(linkTo)) : undefined],
    [
      'Positions',
      entityTypes.length > 0 && positions > 0
        ? `${positions} asked, ${sent} sent, ${reused} known from another fetch`
        : undefined,
    ],
    ['Variables', variables.length > 0 ? variables.map((name) => `$${name}`).join(', ') : 'none of yours'],
  ]
  return html(
    'div',
    { class: `plan-details-inner ${colourOf(fetch.subgraph, subgraphs)}` },
    html('h3', { id: 'plan-details-title' }, `Fetch ${fetch.id + 1}: ${fetch.subgraph}`),
    html(
      'dl',
      {},
      ...facts.flatMap(([name, words]) =>
        words === undefined ? [] : [html('dt', {}, name), html('dd', {}, words)],
      ),
    ),
    ...requests.map((request, index) => requestOf(request, requests.length > 1 ? index + 1 : undefined)),
    html('h4', {}, `Operation for ${fetch.subgraph}`),
    html(
      'pre',
      { tabindex: 0, role: 'region', 'aria-label': `Operation for ${fetch.subgraph}` },
      html('code', {}, fetch.operation),
    ),
  )
}

/** @param {PlanViewRequest} request @param {number | undefined} number */
function requestOf(request, number) {
  const { startMs, ms, bytesIn, bytesOut, measured, shared, retries, outcome, status, parts } = request
  const how = measured === 'wire' ? 'on the wire' : 'as JSON, in memory'
  const others =
    parts.length > 1 ? `serves fetches ${parts.map((part) => part.fetch + 1).join(', ')}` : undefined
  const words = [
    ms === null ? `began at ${milliseconds(startMs)}` : `${milliseconds(startMs)} + ${milliseconds(ms)}`,
    outcome === null ? 'under way' : outcome === 'answer' ? undefined : outcome,
    status === null ? undefined : `HTTP ${status}`,
    `${bytes(bytesOut)} sent, ${bytes(bytesIn)} received (${how})`,
    shared ? 'joined the same request of another client' : undefined,
    retries > 0 ? `${counted(retries, 'repetition')}` : undefined,
    others,
  ]
  return html(
    'div',
    { class: 'plan-request' },
    html('h4', {}, number === undefined ? 'Request' : `Request ${number}`),
    html('p', {}, words.filter((each) => each !== undefined).join(' · ')),
    ...(request.errors.length > 0 ? [errorsOf(request)] : []),
  )
}

/** @param {PlanViewRequest} request */
function errorsOf({ errors, errorCount }) {
  const more = errorCount - errors.length
  return html(
    'ul',
    { class: 'plan-errors' },
    ...errors.map(({ code, message }) => html('li', {}, html('strong', {}, code ?? 'error'), ` ${message}`)),
    ...(more > 0 ? [html('li', {}, `and ${more} more`)] : []),
  )
}

/** Whose it is, on the page of the graph. @param {string} type @param {number} index @returns {(Node | string)[]} */
function linkTo(type, index) {
  const link = html('a', { href: `/graph#${type}` }, type)
  return index > 0 ? [', ', link] : [link]
}
