// What the registry remembers of each part of the contract, by schema coordinate: `Order`, `Order.status`,
// `Order.events(first:)`, `OrderStatus.PAID`, `@tag(name:)`. Only words, so that any two states can be compared and kept.

export const properties = ['sdl', 'deprecated', 'policy', 'subgraphs', 'description'] as const

export type Property = (typeof properties)[number]

/**
 * `sdl` is the part without what stands inside it: `type Order implements Node`, `OrderStatus!`, `Int = 20`; empty for an
 * enum value. `deprecated` is the reason, `subgraphs` are the names of those that serve it. A property that is not there
 * says that there is none.
 */
export type Element = Readonly<Partial<Record<Property, string>>> & { readonly sdl: string }

export type Elements = ReadonlyMap<string, Element>

/** `Order` of `Order.status`, `Order.events` of `Order.events(first:)`; undefined for what stands alone. */
export function ownerOf(at: string): string | undefined {
  if (at.includes('(')) return at.slice(0, at.indexOf('('))
  return at.includes('.') ? at.slice(0, at.indexOf('.')) : undefined
}

/** The last name of a coordinate: `first` of `Order.events(first:)`. */
export function lastNameOf(at: string): string {
  return /([^.(@]+?):?\)?$/.exec(at)?.[1] ?? at
}

export function compareWords(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
