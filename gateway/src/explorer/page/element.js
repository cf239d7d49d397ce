// Makes elements. Text is always text: nothing that the graph says is ever read as HTML.
// @ts-check

/**
 * @typedef {Record<string, string | number | boolean | undefined>} Attributes Undefined and false are left out.
 * @typedef {(Node | string | undefined)[]} Children
 */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {Children} children
 */
export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children)
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {Children} children
 */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children)
}

/** The head of lines: a marker that they end with by its id. @param {string} id */
export function arrowHead(id) {
  const size = { viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }
  return svg('marker', { id, ...size }, svg('path', { d: 'M0 0 8 4 0 8z' }))
}

/** @template {Element} Made @param {Made} element @param {Attributes} attributes @param {Children} children */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** @param {string} id */
export function elementById(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element
}

/** A dotted path that may be broken after each dot. @param {string} path @returns {(Node | string)[]} */
export function broken(path) {
  return path
    .split('.')
    .flatMap((name, index, all) =>
      index < all.length - 1 ? [`${name}.`, document.createElement('wbr')] : [name],
    )
}
