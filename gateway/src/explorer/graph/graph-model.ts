// What the page /graph knows of a supergraph: who owns what, how it is joined, and under which terms. Pure data; the
// addresses of subgraphs are no part of it.

export type GraphModel = {
  readonly subgraphs: readonly string[]
  /** By name. */
  readonly types: readonly GraphType[]
  readonly joins: readonly GraphJoin[]
}

export type GraphType = Terms & {
  readonly name: string
  readonly kind: 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar'
  readonly description: string
  /** The operation that it is the root of. */
  readonly root: 'query' | 'mutation' | 'subscription' | null
  /** Where the most of an entity comes from; null for what is no entity, or of several subgraphs alike. */
  readonly home: string | null
  readonly in: readonly TypeInSubgraph[]
  readonly interfaces: readonly string[]
  /** Of a union, or the types that implement an interface. */
  readonly members: readonly string[]
  /** Fields, input fields, or the values of an enum. */
  readonly fields: readonly GraphField[]
}

export type TypeInSubgraph = {
  readonly subgraph: string
  readonly keys: readonly EntityKey[]
  /** It knows the interface as an object type (`@interfaceObject`). */
  readonly isInterfaceObject: boolean
}

export type EntityKey = {
  readonly fields: string
  /** False: it points at the entity and cannot answer for it. */
  readonly resolvable: boolean
}

export type GraphField = Terms & {
  readonly name: string
  readonly description: string
  /** As SDL writes it; empty for a value of an enum. */
  readonly type: string
  readonly typeName: string
  readonly args: readonly GraphArgument[]
  readonly default: string | null
  readonly in: readonly FieldInSubgraph[]
  readonly listSize: string | null
}

export type GraphArgument = {
  readonly name: string
  readonly type: string
  readonly typeName: string
  readonly default: string | null
  readonly description: string
  readonly internal: boolean
}

export type FieldInSubgraph = {
  readonly subgraph: string
  /** False where the subgraph only knows the field, or has handed it over. */
  readonly resolves: boolean
  readonly requires: string | null
  readonly provides: string | null
  readonly external: boolean
  /** The subgraph from which it was taken over. */
  readonly override: string | null
  /** For which requests the take-over holds; null for all. */
  readonly overrideLabel: string | null
}

/** The terms under which something may be used. */
export type Terms = {
  /** `@inaccessible`: no client sees it. */
  readonly internal: boolean
  readonly policies: readonly Policy[]
  readonly cost: number | null
  /** The reason. */
  readonly deprecated: string | null
}

/** One of the groups must hold as a whole; without groups, being signed in is enough. */
export type Policy = {
  readonly directive: 'authenticated' | 'requiresScopes' | 'policy'
  readonly anyOf: readonly (readonly string[])[]
}

/** One subgraph's share in an entity whose home is another. */
export type GraphJoin = {
  readonly type: string
  readonly home: string
  readonly subgraph: string
  /** Fields that come from here; none where the subgraph only points at the entity. */
  readonly adds: readonly string[]
}
