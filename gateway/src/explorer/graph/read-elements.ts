// Reads what a supergraph says of one element by directives: terms of use, and the subgraphs behind it.
import { applicationsOf, linkedDirective } from '@supermarket/engine/policy/linked-directive.ts'
import { type ASTNode, type DocumentNode, Kind } from 'graphql'
import type { FieldInSubgraph, Policy, Terms, TypeInSubgraph } from './graph-model.ts'

export type ReadElements = {
  /** Subgraphs by the name of their value in `join__Graph`. */
  readonly subgraphs: ReadonlyMap<string, string>
  readonly terms: (node: ASTNode) => Terms
  readonly listSize: (node: ASTNode) => string | null
  readonly typeIn: (node: ASTNode) => readonly TypeInSubgraph[]
  /** `all` are the subgraphs that have the type around it. */
  readonly fieldIn: (node: ASTNode, all: readonly string[]) => readonly FieldInSubgraph[]
  /** Of an enum's value, by the subgraphs that define it. */
  readonly valueIn: (node: ASTNode, all: readonly string[]) => readonly FieldInSubgraph[]
}

type Values = Readonly<Record<string, unknown>>

export function readElements(document: DocumentNode): ReadElements {
  const schema = {
    astNode: document.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION),
    extensionASTNodes: document.definitions.filter((node) => node.kind === Kind.SCHEMA_EXTENSION),
  }
  const named = (spec: string, directive = spec) => linkedDirective(schema, spec, directive)
  const reader = (name: string | undefined) => (node: ASTNode) => applicationsOf({ astNode: node }, name)
  const join = (directive: string) => reader(named('join', directive))
  const subgraphs = subgraphsOf(document, join('graph'))
  const nameOf = (graph: unknown) => subgraphs.get(String(graph)) ?? String(graph)
  const [joinType, joinField, joinValue] = [join('type'), join('field'), join('enumValue')]
  return {
    subgraphs,
    terms: termsReader((spec, directive) => reader(named(spec, directive))),
    listSize: sizeReader(reader(named('cost', 'listSize'))),
    typeIn: (node) => typesIn(joinType(node), nameOf),
    fieldIn(node, all) {
      const applied = joinField(node)
      return applied.length > 0 ? fieldsIn(applied, nameOf) : all.map((subgraph) => resolvedIn(subgraph, {}))
    },
    valueIn(node, all) {
      const applied = joinValue(node)
      const names = applied.length > 0 ? applied.map(({ graph }) => nameOf(graph)) : all
      return names.map((subgraph) => resolvedIn(subgraph, {}))
    },
  }
}

function subgraphsOf(document: DocumentNode, joinGraph: (node: ASTNode) => readonly Values[]) {
  const subgraphs = new Map<string, string>()
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION) continue
    for (const value of node.values ?? []) {
      const [graph] = joinGraph(value)
      if (graph) subgraphs.set(value.name.value, textOf(graph.name) ?? value.name.value)
    }
  }
  return subgraphs
}

function typesIn(applied: readonly Values[], nameOf: (graph: unknown) => string): TypeInSubgraph[] {
  const bySubgraph = Map.groupBy(applied, ({ graph }) => nameOf(graph))
  return [...bySubgraph].map(([subgraph, uses]) => ({
    subgraph,
    keys: uses.flatMap(({ key, resolvable }) =>
      typeof key === 'string' ? [{ fields: key, resolvable: resolvable !== false }] : [],
    ),
    isInterfaceObject: uses.some(({ isInterfaceObject }) => isInterfaceObject === true),
  }))
}

/** Without a subgraph a field comes by way of the interface that the type implements. */
function fieldsIn(applied: readonly Values[], nameOf: (graph: unknown) => string): FieldInSubgraph[] {
  return applied.flatMap((values) =>
    values.graph === undefined ? [] : [resolvedIn(nameOf(values.graph), values)],
  )
}

function resolvedIn(subgraph: string, values: Values): FieldInSubgraph {
  const external = values.external === true
  return {
    subgraph,
    resolves: !external && values.usedOverridden !== true,
    requires: textOf(values.requires),
    provides: textOf(values.provides),
    external,
    override: textOf(values.override),
    overrideLabel: textOf(values.overrideLabel),
  }
}

type ReaderOf = (spec: string, directive?: string) => (node: ASTNode) => readonly Values[]

function termsReader(readerOf: ReaderOf): (node: ASTNode) => Terms {
  const inaccessible = readerOf('inaccessible')
  const authenticated = readerOf('authenticated')
  const scopes = readerOf('requiresScopes')
  const policies = readerOf('policy')
  const cost = readerOf('cost')
  return (node) => ({
    internal: inaccessible(node).length > 0,
    policies: [
      ...authenticated(node).map((): Policy => ({ directive: 'authenticated', anyOf: [] })),
      ...scopes(node).map((use): Policy => ({ directive: 'requiresScopes', anyOf: groupsOf(use.scopes) })),
      ...policies(node).map((use): Policy => ({ directive: 'policy', anyOf: groupsOf(use.policies) })),
    ],
    cost: numberOf(cost(node)[0]?.weight),
    deprecated: deprecationOf(node),
  })
}

function sizeReader(listSize: (node: ASTNode) => readonly Values[]): (node: ASTNode) => string | null {
  return (node) => {
    const [use] = listSize(node)
    if (use === undefined) return null
    const { assumedSize, slicingArguments, sizedFields } = use
    const words = [
      typeof assumedSize === 'number' ? `${assumedSize} assumed` : undefined,
      namesOf(slicingArguments, 'as many as'),
      namesOf(sizedFields, 'counted in'),
    ]
    return words.filter((word) => word !== undefined).join(', ')
  }
}

function namesOf(value: unknown, words: string): string | undefined {
  return Array.isArray(value) && value.length > 0 ? `${words} ${value.map(String).join(', ')}` : undefined
}

function deprecationOf(node: ASTNode): string | null {
  const [use] = applicationsOf({ astNode: node }, 'deprecated')
  return use ? (textOf(use.reason) ?? 'No longer supported') : null
}

function groupsOf(value: unknown): string[][] {
  return Array.isArray(value) ? value.filter(Array.isArray).map((group) => group.map(String)) : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : null
}
