// Pure. Finds types by what they and their fields are called and described as, and lists them by what they are.
// @ts-check
import { isEntity } from './graph-words.js'

/**
 * @typedef {import('./graph-words.js').GraphType} GraphType
 * @typedef {import('./graph-words.js').GraphField} GraphField
 * @typedef {{ type: GraphType, fields: GraphField[] }} Found `fields` are those that match.
 */

/**
 * The best first; in the order of the model without a text.
 * @param {readonly GraphType[]} types
 * @param {{ text: string, subgraph: string }} asked
 * @returns {Found[]}
 */
export function findTypes(types, { text, subgraph }) {
  const words = text.trim().toLowerCase()
  const there =
    subgraph === '' ? types : types.filter((type) => type.in.some((place) => place.subgraph === subgraph))
  if (words === '') return there.map((type) => ({ type, fields: [] }))
  return there
    .map((type) => {
      const fields = type.fields.filter((field) => rank(field, words) > 0)
      const best = Math.max(0, ...fields.map((field) => rank(field, words)))
      return { type, fields, rank: Math.max(2 * rank(type, words), best, coordinateRank(type, words)) }
    })
    .filter((found) => found.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ type, fields }) => ({ type, fields }))
}

/** @param {{ name: string, description: string }} element @param {string} words */
function rank({ name, description }, words) {
  const lower = name.toLowerCase()
  if (lower === words) return 4
  if (lower.startsWith(words)) return 3
  if (lower.includes(words)) return 2
  return description.toLowerCase().includes(words) ? 1 : 0
}

/** `Order.events` @param {GraphType} type @param {string} words */
function coordinateRank({ name, fields }, words) {
  if (!words.startsWith(`${name.toLowerCase()}.`)) return 0
  return fields.some((field) => `${name}.${field.name}`.toLowerCase().startsWith(words)) ? 9 : 0
}

/** @type {{ title: string, has: (type: GraphType) => boolean }[]} */
const groups = [
  { title: 'Operations', has: (type) => type.root !== null },
  { title: 'Entities', has: (type) => type.root === null && isEntity(type) },
  { title: 'Objects', has: (type) => type.root === null && type.kind === 'object' && !isEntity(type) },
  {
    title: 'Interfaces and unions',
    has: (type) => !isEntity(type) && (type.kind === 'interface' || type.kind === 'union'),
  },
  { title: 'Inputs', has: ({ kind }) => kind === 'input' },
  { title: 'Enums', has: ({ kind }) => kind === 'enum' },
  { title: 'Scalars', has: ({ kind }) => kind === 'scalar' },
]

/** @param {readonly Found[]} found */
export function grouped(found) {
  return groups
    .map(({ title, has }) => ({ title, found: found.filter(({ type }) => has(type)) }))
    .filter((group) => group.found.length > 0)
}
