// One type of the graph: whose it is, its fields with the subgraphs behind each, and the terms of using them.
// @ts-check
import { html } from './element.js'
import { codeIn, isEntity, joinWords, keysOf, placeWords, policyWords, usesOf } from './graph-words.js'
import { colourOf } from './subgraph-colour.js'

/**
 * @typedef {import('./graph-words.js').GraphModel} GraphModel
 * @typedef {import('./graph-words.js').GraphType} GraphType
 * @typedef {import('./graph-words.js').GraphField} GraphField
 * @typedef {import('./graph-words.js').Terms} Terms
 */

/** @param {GraphModel} model @param {GraphType} type @returns {Node[]} */
export function typePage(model, type) {
  const uses = usesOf(model, type.name)
  return [
    html('p', { class: 'graph-back' }, html('a', { href: '#' }, '← Who owns what')),
    html('h2', { tabindex: -1 }, type.name, ' ', html('small', {}, type.kind)),
    ...described(type.description),
    ...termsOf(type),
    ...sharesOf(model, type),
    ...linksOf('Implements', type.interfaces),
    ...linksOf(type.kind === 'union' ? 'One of' : 'Implemented by', type.members),
    ...(type.fields.length > 0 ? [fieldsOf(model, type)] : []),
    ...linksOf('Used by', uses),
  ]
}

/** @param {GraphModel} model @param {GraphType} type */
function sharesOf({ joins, subgraphs }, type) {
  const share = (/** @type {string} */ subgraph) => {
    const join = joins.find((each) => each.type === type.name && each.subgraph === subgraph)
    const keys = keysOf(type, subgraph).map(
      ({ fields, resolvable }) => `${fields}${resolvable ? '' : ' (points only)'}`,
    )
    const isObject = type.in.some((place) => place.subgraph === subgraph && place.isInterfaceObject)
    return [
      type.home === subgraph && isEntity(type) ? 'home' : undefined,
      join ? joinWords(join) : undefined,
      keys.length > 0 ? `key ${keys.join(' or ')}` : undefined,
      isObject ? 'knows it as an object' : undefined,
    ].filter((words) => words !== undefined)
  }
  const items = type.in.map(({ subgraph }) => {
    const words = share(subgraph).join(' · ')
    return html('li', {}, chipOf(subgraph, subgraphs), words === '' ? undefined : ` ${words}`)
  })
  return [html('ul', { class: 'graph-shares', 'aria-label': 'Subgraphs' }, ...items)]
}

/** @param {GraphModel} model @param {GraphType} type */
function fieldsOf({ subgraphs, types }, type) {
  const isEnum = type.kind === 'enum'
  const known = new Set(types.map(({ name }) => name))
  return html(
    'table',
    { class: 'graph-table graph-fields' },
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        ...[isEnum ? 'Value' : 'Field', 'Subgraphs', 'Terms'].map((name) =>
          html('th', { scope: 'col' }, name),
        ),
      ),
    ),
    html(
      'tbody',
      {},
      ...type.fields.map((field) => {
        const terms = [
          ...termsOf(field),
          ...(field.listSize ? [html('p', { class: 'graph-term' }, `list size: ${field.listSize}`)] : []),
        ]
        return html(
          'tr',
          {
            id: `${type.name}.${field.name}`,
            tabindex: -1,
            class: field.internal ? 'graph-internal' : undefined,
          },
          html('th', { scope: 'row' }, signatureOf(field, known), ...described(field.description)),
          html('td', {}, ...field.in.map((place) => placeOf(place, subgraphs))),
          html('td', {}, ...(terms.length > 0 ? terms : ['–'])),
        )
      }),
    ),
  )
}

/** @param {GraphField} field @param {ReadonlySet<string>} known */
function signatureOf({ name, args, type, typeName, default: given }, known) {
  const typed = (/** @type {string} */ text, /** @type {string} */ named) => {
    const [before = '', after = ''] = text.split(named)
    return known.has(named) ? [before, html('a', { href: `#${named}` }, named), after] : [text]
  }
  const listed = args.flatMap((argument, index) => [
    ...(index > 0 ? [', '] : []),
    html('span', { title: argument.description }, `${argument.name}: `),
    ...typed(argument.type, argument.typeName),
    ...(argument.default === null ? [] : [` = ${argument.default}`]),
  ])
  return html(
    'code',
    { class: 'graph-signature' },
    html('strong', {}, name),
    ...(args.length > 0 ? ['(', ...listed, ')'] : []),
    ...(type === '' ? [] : [': ', ...typed(type, typeName)]),
    ...(given === null ? [] : [` = ${given}`]),
  )
}

/** @param {GraphField['in'][number]} place @param {readonly string[]} subgraphs */
function placeOf(place, subgraphs) {
  const words = placeWords(place)
  return html(
    'p',
    { class: `graph-place${place.resolves ? '' : ' graph-place-known'}` },
    chipOf(place.subgraph, subgraphs),
    words.length > 0 ? ` ${words.join(', ')}` : undefined,
  )
}

/** @param {string} subgraph @param {readonly string[]} subgraphs */
function chipOf(subgraph, subgraphs) {
  return html('span', { class: `graph-subgraph ${colourOf(subgraph, subgraphs)}` }, subgraph)
}

/** @param {Terms} terms */
function termsOf({ internal, policies, cost, deprecated }) {
  const words = [
    internal ? 'internal: no client sees it' : undefined,
    ...policies.map((policy) => `needs ${policyWords(policy)}`),
    cost === null ? undefined : `cost ${cost}`,
  ].filter((each) => each !== undefined)
  return [
    ...words.map((each) => html('p', { class: 'graph-term' }, each)),
    ...(deprecated === null
      ? []
      : [html('p', { class: 'graph-term graph-deprecated' }, 'deprecated: ', ...texts(deprecated))]),
  ]
}

/** @param {string} title @param {readonly string[]} coordinates */
function linksOf(title, coordinates) {
  if (coordinates.length === 0) return []
  const items = coordinates.map((name) => html('li', {}, html('a', { href: `#${name}` }, name)))
  return [html('h3', {}, title), html('ul', { class: 'graph-links' }, ...items)]
}

/** @param {string} description */
function described(description) {
  return description === '' ? [] : [html('p', { class: 'graph-description' }, ...texts(description))]
}

/** @param {string} text */
function texts(text) {
  return codeIn(text).map(({ part, isCode }) => (isCode ? html('code', {}, part) : part))
}
