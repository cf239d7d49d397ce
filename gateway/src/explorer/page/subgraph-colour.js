// Pure. One colour for one subgraph; the first eight differ.
// @ts-check

const colours = 8

/** The class of its colour. @param {string} subgraph @param {readonly string[]} all May repeat names. */
export function colourOf(subgraph, all) {
  return `subgraph-${Math.max(0, [...new Set(all)].sort().indexOf(subgraph)) % colours}`
}
