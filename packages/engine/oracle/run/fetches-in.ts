// What a request asks for, fetch by fetch: the engine sends several entity fetches in one operation, stock each in its
// own. Written alike, so that they can be compared: without names, and fragments where they are spread.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql'
import { canonical } from '../data/hash.ts'

export type FetchIn = {
  /** Under which the answer has its entities; undefined for a fetch of root fields. */
  readonly key: string | undefined
  readonly question: string
  /** Canonical JSON of the variables beside the representations. */
  readonly variables: string
  /** Canonical JSON of each representation, in order; undefined for a fetch of root fields. */
  readonly representations: readonly string[] | undefined
}

type Part = {
  readonly key: string | undefined
  readonly question: string
  readonly uses: ReadonlySet<string>
  readonly representations: string | undefined
}

const known = new Map<string, readonly Part[]>()

export function fetchesIn(query: string, variables: Readonly<Record<string, unknown>>): FetchIn[] {
  const parts = known.get(query) ?? partsOf(parse(query, { noLocation: true }))
  known.set(query, parts)
  return parts.map((part) => {
    const own = Object.entries(variables).filter(([name]) => part.uses.has(name))
    const sent = part.representations === undefined ? undefined : variables[part.representations]
    return {
      key: part.key,
      question: part.question,
      variables: canonical(Object.fromEntries(own)),
      representations: Array.isArray(sent) ? sent.map(canonical) : undefined,
    }
  })
}

function partsOf({ definitions }: DocumentNode): Part[] {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  const [operation] = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new TypeError('a request without an operation')
  const entities = operation.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD && field.name.value === '_entities' ? [field] : [],
  )
  const directives = operation.directives ?? []
  if (entities.length === 0) {
    const { selectionSet } = inlined(operation, fragments)
    const text = print({
      kind: Kind.OPERATION_DEFINITION,
      operation: operation.operation,
      selectionSet,
      directives,
    })
    return [
      {
        key: undefined,
        question: stripIgnoredCharacters(text),
        uses: variablesIn(text),
        representations: undefined,
      },
    ]
  }
  return entities.map((field) => partOf(field, fragments))
}

function partOf(field: FieldNode, fragments: readonly FragmentDefinitionNode[]): Part {
  const value = field.arguments?.[0]?.value
  const representations = value?.kind === Kind.VARIABLE ? value.name.value : undefined
  const { selectionSet } = inlined(field, fragments)
  const text = `{_entities${selectionSet ? print(selectionSet) : ''}}`
  const key = (field.alias ?? field.name).value
  return { key, question: stripIgnoredCharacters(text), uses: variablesIn(text), representations }
}

function inlined<Node extends FieldNode | DocumentNode['definitions'][number]>(
  node: Node,
  fragments: readonly FragmentDefinitionNode[],
): Node {
  return visit(node, {
    FragmentSpread({ name, directives = [] }) {
      const fragment = fragments.find((each) => each.name.value === name.value)
      if (!fragment) throw new TypeError(`a request without the fragment ${name.value}`)
      const { typeCondition, selectionSet } = inlined(fragment, fragments)
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet }
    },
  })
}

function variablesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name))
}
