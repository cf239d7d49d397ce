// The operations of several entity fetches as one: each asks under an alias of its own, for representations of its own.
// What they have in common, the client's variables and fragments of the same text, stands in it once.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql'
import type { CompiledFetch } from './fetch.ts'

export type BatchedOperation = {
  /** One text object for all requests: transports remember what they made of it. */
  readonly query: string
  readonly operationName: string | undefined
  readonly subgraph: string
  /** Of the client, as `CompiledFetch` has them. */
  readonly variables: CompiledFetch['variables']
  /** In the order of the fetches. */
  readonly parts: readonly BatchedPart[]
}

/** `prefix` is the member of the variables object that takes the representations, up to its value. */
export type BatchedPart = { readonly alias: string; readonly prefix: string }

type Fetch = Pick<CompiledFetch, 'variables'> & {
  readonly node: Pick<CompiledFetch['node'], 'serviceName' | 'operation' | 'operationName'>
}

type EntityOperation = {
  readonly operation: OperationDefinitionNode
  readonly entities: FieldNode
  readonly fragments: readonly FragmentDefinitionNode[]
}

/** Of fetches to one subgraph; undefined when one of them is no plain entity fetch, or two of them mean different things by a variable. */
export function batchOperations(fetches: readonly Fetch[]): BatchedOperation | undefined {
  const [first] = fetches
  if (first === undefined) return undefined
  const operations: EntityOperation[] = []
  for (const { node } of fetches) {
    const read = readOperation(parse(node.operation, { noLocation: true }))
    if (read === undefined) return undefined
    operations.push(read)
  }
  const declared = declaredVariables(operations)
  if (declared === undefined) return undefined
  const fragments = new Map<string, string>()
  const definitions: string[] = []
  const fields: string[] = []
  const parts: BatchedPart[] = []
  for (const [index, each] of operations.entries()) {
    const variable = freeName(`${representations}_${index}`, declared)
    const { entities, fragments: own } = withOwnFragments(each, fragments, index)
    for (const fragment of own) fragments.set(fragment.name.value, print(fragment))
    const alias = `_${index}`
    definitions.push(`$${variable}:[_Any!]!`)
    fields.push(`${alias}:${entitiesField}(${representations}:$${variable})${print(selectionsOf(entities))}`)
    parts.push({ alias, prefix: `"${variable}":` })
  }
  const operationName = nameOf(fetches)
  const text = `query ${operationName ?? ''}(${[...definitions, ...declared.values()].join(',')}){${fields.join(' ')}}`
  return {
    query: stripIgnoredCharacters([text, ...fragments.values()].join('\n')),
    operationName,
    subgraph: first.node.serviceName,
    variables: distinctVariables(fetches),
    parts,
  }
}

const entitiesField = '_entities'
const representations = 'representations'

/** As the planner writes them: one field, and no directive around it. */
function readOperation({ definitions }: DocumentNode): EntityOperation | undefined {
  const [operation, ...others] = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  if (operation === undefined || others.length > 0 || operation.directives?.length) return undefined
  const [entities, ...fields] = operation.selectionSet.selections
  if (entities?.kind !== Kind.FIELD || entities.name.value !== entitiesField || fields.length > 0) {
    return undefined
  }
  const argument = entities.arguments?.length === 1 ? entities.arguments[0]?.value : undefined
  const isBare = entities.alias === undefined && !entities.directives?.length
  if (!isBare || argument?.kind !== Kind.VARIABLE || argument.name.value !== representations) return undefined
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  return { operation, entities, fragments }
}

/** Definitions of the client's variables by name; undefined when there are two of one name. */
function declaredVariables(operations: readonly EntityOperation[]): Map<string, string> | undefined {
  const declared = new Map<string, string>()
  for (const { operation } of operations) {
    for (const definition of operation.variableDefinitions ?? []) {
      const name = definition.variable.name.value
      if (name === representations) continue
      const text = print(definition)
      if ((declared.get(name) ?? text) !== text) return undefined
      declared.set(name, text)
    }
  }
  return declared
}

function freeName(wanted: string, taken: { has(name: string): boolean }): string {
  return taken.has(wanted) ? freeName(`${wanted}_`, taken) : wanted
}

/** Fragments of another text than one of that name before get names of their own, all of them: they may nest. */
function withOwnFragments(
  each: EntityOperation,
  known: ReadonlyMap<string, string>,
  index: number,
): Pick<EntityOperation, 'entities' | 'fragments'> {
  const { entities, fragments } = each
  if (
    fragments.every((fragment) => (known.get(fragment.name.value) ?? print(fragment)) === print(fragment))
  ) {
    return each
  }
  const taken = new Set([...known.keys(), ...fragments.map(({ name }) => name.value)])
  const names = new Map(
    fragments.map(({ name }) => [name.value, freeName(`${name.value}_${index}`, taken)] as const),
  )
  const renamed = <Node extends FieldNode | FragmentDefinitionNode>(node: Node): Node =>
    visit(node, {
      FragmentSpread: (spread) => ({ ...spread, name: rename(spread.name, names) }),
      FragmentDefinition: (fragment) => ({ ...fragment, name: rename(fragment.name, names) }),
    })
  return { entities: renamed(entities), fragments: fragments.map(renamed) }
}

type Name = FragmentDefinitionNode['name']

function rename(name: Name, names: ReadonlyMap<string, string>): Name {
  return { ...name, value: names.get(name.value) ?? name.value }
}

function selectionsOf({ selectionSet }: FieldNode) {
  return selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] }
}

/** The planner's name of the first fetch and the numbers of the others; no name when the planner gave none. */
function nameOf(fetches: readonly Fetch[]): string | undefined {
  const [first, ...others] = fetches.map(({ node }) => node.operationName)
  if (first === undefined) return undefined
  return [first, ...others.map((name) => name?.slice(name.lastIndexOf('_') + 1))].join('_')
}

function distinctVariables(fetches: readonly Fetch[]): CompiledFetch['variables'] {
  const byPrefix = new Map(
    fetches.flatMap(({ variables }) => variables.map((each) => [each.prefix, each] as const)),
  )
  return [...byPrefix.values()]
}
