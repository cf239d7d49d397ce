// Starts the explorer: wires the bar, loads GraphiQL, and lets its requests carry the signed-in account's token.
// @ts-check
import { createAnswers } from './answers.js'
import { openTab, prepareMonaco, renderGraphiQL } from './editor.js'
import { elementById } from './element.js'
import { askingForPlan, withoutPlans } from './plan-answers.js'
import { createPlanPanel } from './plan-panel.js'
import { createSession } from './session.js'
import { wireSignInBar, wordsOf } from './sign-in-bar.js'

/**
 * @typedef {{ name: string, kind: string, query: string, variables?: object }} Example
 * @typedef {{ graphqlPath: string, graphiql: string, workers: Record<string, string>, examples: Example[], subgraphs: string[],
 *   accounts: import('./session.js').Account[] }} ExplorerData
 */

/** What an example may need an id of, by the id's prefix. @type {Record<string, string>} */
const nouns = {
  crt: 'a cart',
  cli: 'a line of a cart',
  ord: 'an order',
  prd: 'a product',
  ses: 'a session',
  var: 'a variant',
}

/** @type {ExplorerData} */
const data = JSON.parse(elementById('explorer-data').textContent ?? '')
const answers = createAnswers()
const fetchPlainly = globalThis.fetch.bind(globalThis)
const session = createSession({ fetch: fetchNamed, now: Date.now, graphqlPath: data.graphqlPath })
const plan = document.getElementById('plan') ? createPlanPanel(data.subgraphs) : undefined
const bar = wireSignInBar({ session, accounts: data.accounts, say })

// Yoga's `additionalHeaders` is read without waiting and never sees an answer, so it could neither renew a token nor
// notice a refused one; its `fetcher` would replace the executor that speaks SSE and multipart. That executor looks
// `fetch` up on the global object at each request: this is the seam that leaves everything else of Yoga's in place.
globalThis.fetch = async (input, init = {}) => {
  if (urlOf(input).pathname !== data.graphqlPath) return fetchPlainly(input, init)
  const before = session.current()
  const answer = await sendForPlan(input, inParts(init))
  const after = session.current()
  if (before && after && before !== after && before.account === after.account)
    say(`The session of ${after.account.label} had ended: signed in again.`)
  bar.show()
  void rememberAnswer(answer)
  return answer
}

wireExamples()
await start()

/** What GraphiQL asks for itself has no place in the panel. @param {RequestInfo | URL} input @param {RequestInit} init */
async function sendForPlan(input, init) {
  const asked = `${urlOf(input).search}${init.body}`
  if (!plan?.isOpen() || asked.includes('IntrospectionQuery')) return session.send(input, init)
  plan.begin()
  return withoutPlans(await session.send(input, askingForPlan(init)), plan.show)
}

/** GraphiQL reads deferred parts, but does not say which of their formats. @param {RequestInit} init @returns {RequestInit} */
function inParts(init) {
  const headers = new Headers(init.headers)
  const accept = headers.get('accept') ?? ''
  if (!String(init.body).includes('@defer') || !accept.includes('multipart/mixed')) return init
  headers.set('accept', accept.replace('multipart/mixed', 'multipart/mixed;deferSpec=20220824'))
  return { ...init, headers }
}

async function start() {
  prepareMonaco(data.workers)
  try {
    await import(data.graphiql)
  } catch {
    elementById('loading').textContent =
      'GraphiQL could not be loaded. Is the shop still running? Reload to try again.'
    return
  }
  const first = data.examples.find(({ kind }) => kind === 'query')
  renderGraphiQL(elementById('graphiql'), {
    endpoint: data.graphqlPath,
    title: 'GraphiQL',
    // A session cookie beside the bar's token would be refused as ambiguous.
    credentials: 'omit',
    shouldPersistHeaders: false,
    // Subscriptions too: a GET is refused as forgeable, and would leave ids in histories and logs.
    method: 'POST',
    defaultTabs: [first ? { query: first.query } : {}],
  })
}

function wireExamples() {
  const menu = document.getElementById('examples')
  menu?.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-example]') : null
    const example = button instanceof HTMLElement ? data.examples[Number(button.dataset.example)] : undefined
    if (!example) return
    menu.hidePopover()
    void open(example)
  })
}

/** @param {Example} example */
async function open({ name, query, variables }) {
  const { value, missing } = answers.fill(variables, newKey)
  try {
    await openTab({ query, variables: textOf(value) })
    say(
      missing.length > 0
        ? `${name} needs ${missing.map(nounOf).join(' and ')}: get one with another example first, or fill it in.`
        : `${name} is open.`,
    )
  } catch (error) {
    say(wordsOf(error), 'error')
  }
}

/** @param {string} prefix */
function nounOf(prefix) {
  return nouns[prefix] ?? `${prefix}_…`
}

/** Traffic is recorded by client: the explorer is none of the applications. @param {RequestInfo | URL} input @param {RequestInit} [init] */
function fetchNamed(input, init = {}) {
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set('apollographql-client-name', 'explorer')
  return fetchPlainly(input, { ...init, headers })
}

/** Reads a copy, and of a stream none: nobody would drain it. @param {Response} answer */
async function rememberAnswer(answer) {
  if (!answer.headers.get('content-type')?.includes('json')) return
  const { data: fields } = await answer
    .clone()
    .json()
    .catch(() => ({}))
  if (fields && !('__schema' in fields)) answers.remember(fields)
}

/** @param {string} text @param {'error'} [kind] */
function say(text, kind) {
  const status = elementById('status')
  status.textContent = text
  status.title = text
  status.classList.toggle('bar-error', kind === 'error')
}

/** Not `randomUUID`, which browsers keep from pages that come over plain HTTP from another machine. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** @param {unknown} variables */
function textOf(variables) {
  return variables === undefined ? '' : JSON.stringify(variables, null, 2)
}

/** @param {RequestInfo | URL} input */
function urlOf(input) {
  return new URL(input instanceof Request ? input.url : input, location.href)
}
