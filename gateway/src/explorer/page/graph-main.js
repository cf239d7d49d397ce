// Starts the page of the graph: what the address names is shown, and what is searched for is listed.
// @ts-check
import { elementById, html } from './element.js'
import { overviewOf } from './graph-overview.js'
import { findTypes, grouped } from './graph-search.js'
import { typePage } from './graph-type.js'
import { counted } from './graph-words.js'

/** @typedef {import('./graph-words.js').GraphModel} GraphModel @typedef {import('./graph-search.js').Found} Found */

/** At most so many fields of a type that are found; the others are on its page. */
const shownFields = 5

/** @type {GraphModel} */
const model = JSON.parse(elementById('graph-data').textContent ?? '')
const main = elementById('graph-main')
const list = elementById('graph-types')
const search = /** @type {HTMLInputElement} */ (elementById('graph-search'))
const subgraph = /** @type {HTMLSelectElement} */ (elementById('graph-subgraph'))

subgraph.append(...model.subgraphs.map((name) => html('option', { value: name }, name)))
search.addEventListener('input', listTypes)
subgraph.addEventListener('change', listTypes)
addEventListener('hashchange', () => show(true))
wireKeys()
listTypes()
show(false)

function listTypes() {
  const found = findTypes(model.types, { text: search.value, subgraph: subgraph.value })
  elementById('graph-count').textContent = counted(found.length, 'type')
  const isSearch = search.value.trim() !== ''
  const groups = isSearch ? [{ title: 'Found', found }] : grouped(found)
  list.replaceChildren(
    ...groups.map(({ title, found: types }) =>
      html('section', {}, html('h2', {}, title), html('ul', {}, ...types.map(itemOf))),
    ),
  )
  markCurrent()
}

/** @param {Found} found */
function itemOf({ type, fields }) {
  const inner = fields.slice(0, shownFields).map(({ name }) => {
    const coordinate = `${type.name}.${name}`
    return html('li', {}, html('a', { href: `#${coordinate}` }, name))
  })
  const more = fields.length - inner.length
  return html(
    'li',
    {},
    html(
      'a',
      { href: `#${type.name}` },
      type.name,
      type.internal ? html('small', {}, ' internal') : undefined,
    ),
    inner.length > 0 ? html('ul', {}, ...inner) : undefined,
    more > 0 ? html('small', {}, `and ${more} more`) : undefined,
  )
}

/** @param {boolean} moves Whether the reader has followed a link: then the focus goes there. */
function show(moves) {
  const { typeName, coordinate } = addressed()
  const type = model.types.find(({ name }) => name === typeName)
  document.title = type ? `${type.name} · Supermarket graph` : 'Supermarket graph'
  if (type) main.replaceChildren(...typePage(model, type))
  else if (typeName === '') main.replaceChildren(...overviewOf(model))
  else
    main.replaceChildren(
      html('h2', { tabindex: -1 }, `There is no ${typeName} in this graph.`),
      html('p', {}, html('a', { href: '#' }, 'Who owns what')),
    )
  const row = coordinate.includes('.') ? document.getElementById(coordinate) : null
  row?.classList.add('graph-addressed')
  markCurrent()
  const target = row ?? (moves ? main.querySelector('h2') : null)
  target?.focus({ preventScroll: true })
  if (row) row.scrollIntoView({ block: 'center' })
  else main.scrollTop = 0
}

function addressed() {
  /** @type {string} */
  let coordinate
  try {
    coordinate = decodeURIComponent(location.hash.slice(1))
  } catch {
    coordinate = location.hash.slice(1)
  }
  return { coordinate, typeName: coordinate.split('.')[0] ?? '' }
}

function markCurrent() {
  const { coordinate } = addressed()
  for (const link of list.querySelectorAll('a')) {
    if (link.hash === `#${coordinate}`) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
}

/** `/` goes to the search, arrows walk from it through what was found, Escape comes back. */
function wireKeys() {
  addEventListener('keydown', (event) => {
    const { target, key } = event
    if (key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return
    event.preventDefault()
    search.focus()
  })
  const side = search.closest('nav')
  side?.addEventListener('keydown', (event) => {
    if (event.target === subgraph) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape' && event.target !== search) search.focus()
    if (step === 0) return
    const links = [...list.querySelectorAll('a')]
    const at = links.findIndex((link) => link.contains(/** @type {Node} */ (event.target)))
    const next = at + step
    event.preventDefault()
    if (next < 0) search.focus()
    else links[next]?.focus()
  })
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') list.querySelector('a')?.click()
  })
}
