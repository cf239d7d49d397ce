// Who owns what, at a glance: a card for each subgraph, lines for joins, and the joins once more as a table.
// @ts-check
import { html } from './element.js'
import { drawJoins } from './graph-join.js'
import { counted, isEntity, joinWords, keysOf } from './graph-words.js'
import { colourOf } from './subgraph-colour.js'

/** @typedef {import('./graph-words.js').GraphModel} GraphModel @typedef {import('./graph-words.js').GraphJoin} GraphJoin */

/** @param {GraphModel} model @returns {HTMLElement[]} */
export function overviewOf(model) {
  const { subgraphs, types, joins } = model
  const entities = types.filter(isEntity)
  /** Where each entity and each join stands. @type {Map<string, HTMLElement>} */
  const places = new Map()
  const cards = html('div', { class: 'graph-cards' }, ...subgraphs.map((name) => cardOf(model, name, places)))
  const lines = joins.flatMap((join) => {
    const from = places.get(`${join.subgraph} ${join.type}`)
    const to = places.get(`${join.home} ${join.type}`)
    if (!from || !to) return []
    return [{ from, to, colour: colourOf(join.subgraph, subgraphs), dashed: join.adds.length === 0 }]
  })
  drawJoins(cards, lines)
  return [
    html('h2', { tabindex: -1 }, 'Who owns what'),
    html(
      'p',
      {},
      `${counted(subgraphs.length, 'subgraph')}, ${counted(types.length, 'type')}, ${counted(entities.length, 'entity', 'entities')}. A line leads from what a subgraph adds to the entity that it adds it to; a dashed one from where it only points at it.`,
    ),
    cards,
    html('h3', {}, 'Joins'),
    joins.length > 0 ? tableOf(model) : html('p', {}, 'No entity is shared.'),
  ]
}

/** @param {GraphModel} model @param {string} name @param {Map<string, HTMLElement>} places */
function cardOf({ subgraphs, types, joins }, name, places) {
  const owned = types.filter((type) => type.home === name && isEntity(type))
  const shares = joins.filter(({ subgraph }) => subgraph === name)
  const roots = types.filter(({ root }) => root !== null)
  const counts = roots.flatMap(({ root, name: type, fields }) => {
    const count = fields.filter((field) =>
      field.in.some((place) => place.subgraph === name && place.resolves),
    ).length
    const [one, many] = root === 'query' ? ['query', 'queries'] : [`${root}`, `${root}s`]
    return count > 0 ? [html('li', {}, html('a', { href: `#${type}` }, counted(count, one ?? '', many)))] : []
  })
  const others = types.filter((type) => type.home === name && !isEntity(type)).length
  const item = (/** @type {string} */ type, /** @type {(Node | string)[]} */ words) => {
    const element = html('li', { class: 'graph-chip' }, html('a', { href: `#${type}` }, type), ...words)
    places.set(`${name} ${type}`, element)
    return element
  }
  return html(
    'section',
    {
      class: `graph-card ${colourOf(name, subgraphs)}`,
      'aria-labelledby': `card-${subgraphs.indexOf(name)}`,
    },
    html('h3', { id: `card-${subgraphs.indexOf(name)}` }, name),
    ...listOf(
      'Entities',
      owned.map((type) => item(type.name, [keyWords(keysOf(type, name))])),
    ),
    ...listOf(
      'Shares in',
      shares.map((join) => item(join.type, [html('span', { class: 'graph-adds' }, ` ${joinWords(join)}`)])),
    ),
    ...listOf('Operations', counts),
    html('p', { class: 'graph-others' }, `${counted(others, 'type')} of its own besides`),
  )
}

/** @param {string} title @param {Node[]} items */
function listOf(title, items) {
  return items.length > 0 ? [html('h4', {}, title), html('ul', {}, ...items)] : []
}

/** @param {ReturnType<typeof keysOf>} keys */
function keyWords(keys) {
  return html('code', { class: 'graph-key' }, ` ${keys.map(({ fields }) => fields).join(' or ')}`)
}

/** @param {GraphModel} model */
function tableOf({ joins, subgraphs, types }) {
  const chip = (/** @type {string} */ name) =>
    html('span', { class: `graph-subgraph ${colourOf(name, subgraphs)}` }, name)
  const keyOf = (/** @type {GraphJoin} */ { type, subgraph }) => {
    const found = types.find(({ name }) => name === type)
    return found
      ? keysOf(found, subgraph)
          .map(({ fields }) => fields)
          .join(' or ')
      : ''
  }
  return html(
    'table',
    { class: 'graph-table' },
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        ...['Entity', 'Home', 'Subgraph', 'Share', 'Key'].map((name) => html('th', { scope: 'col' }, name)),
      ),
    ),
    html(
      'tbody',
      {},
      ...joins.map((join) =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, html('a', { href: `#${join.type}` }, join.type)),
          html('td', {}, chip(join.home)),
          html('td', {}, chip(join.subgraph)),
          html('td', {}, joinWords(join)),
          html('td', {}, html('code', {}, keyOf(join))),
        ),
      ),
    ),
  )
}
