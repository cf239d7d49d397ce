// The plan of the operation that was run last, in the panel beside the answer: as a drawing, as a time line, and each
// fetch in words.
// @ts-check
import { elementById, html } from './element.js'
import { detailsOf } from './plan-details.js'
import { drawPlan } from './plan-graph.js'
import { timelineOf } from './plan-timeline.js'
import { fetchesOf, summaryOf } from './plan-words.js'
import { wireSidePanel } from './side-panel.js'

/** @typedef {import('./plan-words.js').PlanView} PlanView @typedef {import('./plan-words.js').PlanViewFetch} PlanViewFetch */

const waiting = 'Run an operation to see how it is planned.'
const unplanned = 'This answer came without a plan: nothing was executed.'

/** @param {readonly string[]} known Subgraphs in the order of their colours. */
export function createPlanPanel(known) {
  const summary = elementById('plan-summary')
  const body = elementById('plan-body')
  /** @type {number | undefined} */
  let chosenId
  /** @type {PlanView | undefined} */
  let shown
  let events = 0

  summary.textContent = waiting

  /** A new operation is on its way; its first view is the first event. */
  function begin() {
    events = 0
    chosenId = undefined
  }

  /** @param {PlanView | undefined} view */
  function show(view) {
    shown = view
    events += 1
    summary.textContent = view ? summaryOf(view, events) : unplanned
    const hadFocus = body.contains(document.activeElement)
    const drawn = view?.plan ? draw(view) : undefined
    body.replaceChildren(...(drawn?.elements ?? []))
    if (hadFocus) drawn?.focus()
  }

  /** @param {PlanView} view */
  function draw(view) {
    const fetches = fetchesOf(view.plan)
    const subgraphs = [...known, ...fetches.map(({ subgraph }) => subgraph)]
    const details = html('section', {
      class: 'plan-details',
      id: 'plan-details',
      tabindex: -1,
      'aria-labelledby': 'plan-details-title',
    })
    const graph = drawPlan(view, subgraphs, { chosen: tell, opened: () => details.focus() })
    /** @param {PlanViewFetch} fetch */
    function tell(fetch) {
      chosenId = fetch.id
      details.replaceChildren(detailsOf(view, fetch, subgraphs))
    }
    details.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') graph.focus()
    })
    const table = timelineOf(view, subgraphs, (fetch) => {
      graph.select(fetch.id)
      tell(fetch)
      details.focus()
    })
    const first = fetches.find(({ id }) => id === chosenId) ?? fetches[0]
    if (first) {
      graph.select(first.id)
      tell(first)
    }
    return {
      elements: [graph.element, html('div', { class: 'plan-times' }, table), details],
      focus: graph.focus,
    }
  }

  const isOpen = wireSidePanel(() => {
    if (!shown) summary.textContent = waiting
  })
  return { begin, show, isOpen }
}
