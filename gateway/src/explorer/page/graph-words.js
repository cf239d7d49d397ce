// Pure. What the page of the graph says of types, fields and terms.
// @ts-check

/**
 * @typedef {import('../graph/graph-model.ts').GraphModel} GraphModel
 * @typedef {import('../graph/graph-model.ts').GraphType} GraphType
 * @typedef {import('../graph/graph-model.ts').GraphField} GraphField
 * @typedef {import('../graph/graph-model.ts').GraphJoin} GraphJoin
 * @typedef {import('../graph/graph-model.ts').FieldInSubgraph} FieldInSubgraph
 * @typedef {import('../graph/graph-model.ts').Policy} Policy
 * @typedef {import('../graph/graph-model.ts').Terms} Terms
 */

/** @param {Policy} policy */
export function policyWords({ directive, anyOf }) {
  if (directive === 'authenticated') return 'signed in'
  const groups = anyOf.map((group) => group.join(' and ')).join(', or ')
  return `${directive === 'policy' ? 'policy' : 'scope'} ${groups}`
}

/** What a subgraph has to do with a field, beyond resolving it. @param {FieldInSubgraph} place */
export function placeWords({ resolves, requires, provides, external, override, overrideLabel }) {
  return [
    external ? 'external' : resolves ? undefined : 'handed over',
    requires === null ? undefined : `requires ${requires}`,
    provides === null ? undefined : `provides ${provides}`,
    override === null
      ? undefined
      : `overrides ${override}${overrideLabel === null ? '' : ` for ${overrideLabel}`}`,
  ].filter((words) => words !== undefined)
}

/** @param {GraphType} type */
export function isEntity({ in: places }) {
  return places.some(({ keys }) => keys.length > 0)
}

/** Keys of a type in a subgraph. @param {GraphType} type @param {string} subgraph */
export function keysOf({ in: places }, subgraph) {
  return places.find((place) => place.subgraph === subgraph)?.keys ?? []
}

/** @param {GraphJoin} join */
export function joinWords({ adds }) {
  return adds.length > 0 ? `adds ${adds.join(', ')}` : 'points at it'
}

/** Fields and arguments that lead to a type. @param {GraphModel} model @param {string} name */
export function usesOf({ types }, name) {
  return types.flatMap((type) =>
    type.fields
      .filter((field) => field.typeName === name || field.args.some((argument) => argument.typeName === name))
      .map((field) => `${type.name}.${field.name}`),
  )
}

/** Parts of a description: what stands between backticks is code. @param {string} text */
export function codeIn(text) {
  const parts = text.split('`')
  const lone = parts.length % 2 === 0 ? parts.length - 1 : undefined
  return parts.map((part, index) =>
    index === lone ? { part: `\`${part}`, isCode: false } : { part, isCode: index % 2 === 1 },
  )
}

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`
}
