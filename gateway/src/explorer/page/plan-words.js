// Pure. A plan in words: what stands on a card, what a screen reader hears.
// @ts-check

/**
 * @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanView} PlanView
 * @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanViewNode} PlanViewNode
 * @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanViewFetch} PlanViewFetch
 * @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanViewRequest} PlanViewRequest
 */

/** @type {Record<PlanViewFetch['state'], string>} */
export const stateWords = {
  sent: 'sent',
  reused: 'already asked for by another fetch',
  idle: 'nothing asked for it',
  excluded: 'left out by a condition',
  waiting: 'comes later',
  streaming: 'source of events',
}

/** In the order of the plan. @param {PlanViewNode | null} node @returns {PlanViewFetch[]} */
export function fetchesOf(node) {
  switch (node?.kind) {
    case undefined:
      return []
    case 'Fetch':
      return [node]
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesOf)
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap(fetchesOf)
    case 'Defer':
      return [node.primary, ...node.deferred.map((part) => part.node)].flatMap(fetchesOf)
    case 'Subscription':
      return [node.primary, node.rest].flatMap(fetchesOf)
  }
}

/** @param {PlanView} view @param {PlanViewFetch} fetch @returns {PlanViewRequest[]} */
export function requestsOf(view, fetch) {
  return fetch.requests.flatMap((index) => view.requests[index] ?? [])
}

/** From the first byte out to the last one in. @param {readonly PlanViewRequest[]} requests */
export function spanOf(requests) {
  if (requests.length === 0) return undefined
  const startMs = Math.min(...requests.map((request) => request.startMs))
  if (requests.some(({ ms }) => ms === null)) return { startMs, ms: undefined }
  return {
    startMs,
    ms: Math.max(...requests.map((request) => request.startMs + (request.ms ?? 0))) - startMs,
  }
}

/** @param {number} ms */
export function milliseconds(ms) {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`
  return `${ms >= 100 ? Math.round(ms) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)} ms`
}

/** @param {number} count */
export function bytes(count) {
  if (count < 1_000) return `${count} B`
  return count < 1_000_000 ? `${(count / 1_000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`
}

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`
}

/** `@` is every item of a list. @param {readonly string[]} path */
export function placeOf(path) {
  return path.length === 0 ? 'root' : path.join('.').replaceAll('.@', '[]')
}

/** @param {PlanViewFetch} fetch */
export function entitiesOf({ entityTypes, positions, sent, reused, state }) {
  if (entityTypes.length === 0 || state === 'idle' || state === 'excluded' || state === 'waiting')
    return undefined
  if (state === 'reused') return `${positions} asked → all known`
  return `${positions} asked → ${sent} sent${reused > 0 ? `, ${reused} known` : ''}`
}

/** @param {PlanView} view @param {PlanViewFetch} fetch */
export function measuresOf(view, fetch) {
  const requests = requestsOf(view, fetch)
  const span = spanOf(requests)
  if (!span) return stateWords[fetch.state]
  if (span.ms === undefined) return 'under way'
  return `${milliseconds(span.ms)} · ${bytes(requests.reduce((sum, { bytesIn }) => sum + bytesIn, 0))}`
}

/** @param {readonly PlanViewRequest[]} requests */
export function errorsIn(requests) {
  return requests.reduce((sum, { errorCount }) => sum + errorCount, 0)
}

/** What a screen reader hears of a fetch. @param {PlanView} view @param {PlanViewFetch} fetch */
export function nameOf(view, fetch) {
  const requests = requestsOf(view, fetch)
  const span = spanOf(requests)
  const received = requests.reduce((sum, { bytesIn }) => sum + bytesIn, 0)
  const errors = errorsIn(requests)
  const { entityTypes, positions, sent, reused, state } = fetch
  return [
    `Fetch ${fetch.id + 1}`,
    fetch.subgraph,
    fetch.path.length === 0 ? 'at the root' : `at ${placeOf(fetch.path)}`,
    state === 'sent' ? undefined : stateWords[state],
    span?.ms === undefined
      ? undefined
      : `${milliseconds(span.ms)}, starting at ${milliseconds(span.startMs)}`,
    span?.ms === undefined ? undefined : `${bytes(received)} received`,
    entityTypes.length > 0 && positions > 0
      ? `${counted(positions, 'position')} asked, ${counted(sent, 'entity', 'entities')} sent${reused > 0 ? `, ${reused} known` : ''}`
      : undefined,
    requests.some(({ shared }) => shared) ? 'shared with another client' : undefined,
    errors > 0 ? counted(errors, 'error') : undefined,
  ]
    .filter((words) => words !== undefined)
    .join(', ')
}

/** @param {PlanView} view @param {number} event Counts the events of a subscription, from 1. */
export function summaryOf(view, event) {
  const { plan, requests, planMs, writeMs, totalMs, complete, operationKind, unrecorded } = view
  if (plan === null) return `Nothing had to be fetched: answered in ${milliseconds(totalMs)}.`
  const sent = requests.length + unrecorded - requests.filter(({ shared }) => shared).length
  return [
    operationKind === 'subscription' ? `Event ${event}` : undefined,
    counted(sent, 'request'),
    `${milliseconds(totalMs)} in all`,
    operationKind === 'subscription' ? undefined : `planned in ${milliseconds(planMs)}`,
    `written in ${milliseconds(writeMs)}`,
    complete ? undefined : 'more to come',
  ]
    .filter((words) => words !== undefined)
    .join(' · ')
}
