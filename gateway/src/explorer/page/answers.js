// Pure. What the graph has answered so far, by the prefix of ids, so that one example can go on where another ended:
// the cart that `Cart open` made is the cart that `Checkout` pays.
// @ts-check

/** @typedef {Record<string, unknown>} Fields */

const idPattern = /^([a-z]{3})_/

export function createAnswers() {
  /** The object seen last of each kind; within one answer the first one counts. @type {Map<string, Fields>} */
  const seen = new Map()

  /** @param {unknown} answer */
  function remember(answer) {
    /** @type {Map<string, Fields>} */
    const found = new Map()
    collect(answer, found)
    for (const [prefix, fields] of found) {
      const known = seen.get(prefix)
      seen.set(prefix, known?.id === fields.id ? { ...known, ...fields } : fields)
    }
  }

  /**
   * Fills in what samples.ts marks with `@`; what is not known is left for the reader and named in `missing`.
   * @param {unknown} sample
   * @param {() => string} newKey
   * @returns {{ value: unknown, missing: string[] }}
   */
  function fill(sample, newKey) {
    /** @type {string[]} */
    const missing = []
    /** @param {unknown} value @returns {unknown} */
    const walk = (value) => {
      if (Array.isArray(value)) return value.map(walk)
      if (isFields(value)) {
        const entries = Object.entries(value).map(([key, inner]) => [key, walk(inner)])
        return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined))
      }
      if (typeof value !== 'string' || !value.startsWith('@')) return value
      if (value === '@new-key') return newKey()
      const optional = value.endsWith('?')
      const [prefix = '', ...path] = value.slice(1, optional ? -1 : undefined).split('.')
      const known = path.reduce(
        (inner, key) => (isFields(inner) ? inner[key] : undefined),
        /** @type {unknown} */ (seen.get(prefix)),
      )
      if (known !== undefined && known !== null) return known
      if (optional) return undefined
      if (!missing.includes(prefix)) missing.push(prefix)
      return path.at(-1) === 'id' ? `${prefix}_…` : '…'
    }
    return { value: walk(sample), missing }
  }

  return { remember, fill }
}

/** @param {unknown} value @param {Map<string, Fields>} found */
function collect(value, found) {
  if (Array.isArray(value)) {
    for (const inner of value) collect(inner, found)
    return
  }
  if (!isFields(value)) return
  const prefix = typeof value.id === 'string' ? idPattern.exec(value.id)?.[1] : undefined
  if (prefix && !found.has(prefix)) found.set(prefix, value)
  for (const inner of Object.values(value)) collect(inner, found)
  // A guest reads the order back with the token that stands beside it in the payload.
  const order = found.get('ord')
  if (order && typeof value.orderAccessToken === 'string')
    found.set('ord', { ...order, accessToken: value.orderAccessToken })
}

/** @param {unknown} value @returns {value is Fields} */
function isFields(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
