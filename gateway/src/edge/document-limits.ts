// Bounds on what one document may ask, checked once per document as a validation rule: what passes is cached with it.
// Fragments count as often as they are spread. Every selection is counted before it is entered, so the walk itself
// ends after `recursiveSelections` steps however a hostile document multiplies.
import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import { credentialOperations } from './token-plugin.ts'

export type DocumentLimits = {
  readonly depth: number
  /** Depth of what stands under `__schema` and `__type`. */
  readonly introspectionDepth: number
  readonly aliases: number
  readonly rootFields: number
  readonly directives: number
  /** Selections of an operation, with every fragment counted where it is spread. */
  readonly recursiveSelections: number
}

export const defaultDocumentLimits: DocumentLimits = {
  depth: 12,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  recursiveSelections: 1_000,
}

/** `credentials` goes on from operation to operation, because it is a document that may ask for them once. */
type Tally = {
  selections: number
  aliases: number
  rootFields: number
  directives: number
  credentials: number
}

type Walk = {
  readonly limits: DocumentLimits
  readonly tally: Tally
  readonly fragment: (name: string) => FragmentDefinitionNode | null | undefined
}

type Place = {
  readonly depth: number
  readonly maxDepth: number
  readonly isRoot: boolean
  /** Names of the fragments that were entered on the way here. */
  readonly spread: readonly string[]
}

export function documentLimits(limits: DocumentLimits): ValidationRule {
  return (context: ValidationContext) => {
    let credentials = 0
    return {
      OperationDefinition(operation) {
        const tally = { ...emptyTally(operation), credentials }
        const walk: Walk = { limits, tally, fragment: (name) => context.getFragment(name) }
        const root: Place = { depth: 1, maxDepth: limits.depth, isRoot: true, spread: [] }
        const problem = excessIn(operation.selectionSet, root, walk)
        credentials = tally.credentials
        if (problem) context.reportError(new GraphQLError(problem, { nodes: operation }))
        return false
      },
    }
  }
}

function emptyTally(operation: OperationDefinitionNode): Omit<Tally, 'credentials'> {
  const { directives = [], variableDefinitions = [] } = operation
  const onVariables = variableDefinitions.reduce((sum, { directives: own = [] }) => sum + own.length, 0)
  return { selections: 0, aliases: 0, rootFields: 0, directives: directives.length + onVariables }
}

/** The first bound that is crossed at or below a selection set, as a sentence. */
function excessIn({ selections }: SelectionSetNode, place: Place, walk: Walk): string | undefined {
  if (place.depth > place.maxDepth) return `The operation is deeper than ${place.maxDepth} levels.`
  for (const selection of selections) {
    count(selection, place, walk.tally)
    const problem = excessOf(walk) ?? excessBelow(selection, place, walk)
    if (problem) return problem
  }
  return undefined
}

function excessBelow(selection: SelectionNode, place: Place, walk: Walk): string | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return excessIn(selection.selectionSet, place, walk)
  if (selection.kind === Kind.FIELD) {
    if (!selection.selectionSet) return undefined
    const introspects = place.isRoot && introspectionFields.has(selection.name.value)
    const bounds = introspects
      ? { depth: 1, maxDepth: walk.limits.introspectionDepth }
      : { depth: place.depth + 1 }
    return excessIn(selection.selectionSet, { ...place, ...bounds, isRoot: false }, walk)
  }
  const name = selection.name.value
  const fragment = walk.fragment(name)
  // A cycle, or a fragment that is not there, is another rule's error.
  if (!fragment || place.spread.includes(name)) return undefined
  return excessIn(fragment.selectionSet, { ...place, spread: [...place.spread, name] }, walk)
}

const introspectionFields: ReadonlySet<string> = new Set(['__schema', '__type'])

function count(selection: SelectionNode, place: Place, tally: Tally): void {
  tally.selections += 1
  tally.directives += selection.directives?.length ?? 0
  if (selection.kind !== Kind.FIELD) return
  if (selection.alias) tally.aliases += 1
  if (!place.isRoot) return
  tally.rootFields += 1
  if (credentialOperations.has(selection.name.value)) tally.credentials += 1
}

function excessOf({ tally, limits }: Walk): string | undefined {
  if (tally.selections > limits.recursiveSelections)
    return `The operation has more than ${limits.recursiveSelections} selections.`
  if (tally.aliases > limits.aliases) return `The operation has more than ${limits.aliases} aliases.`
  if (tally.rootFields > limits.rootFields)
    return `The operation has more than ${limits.rootFields} root fields.`
  if (tally.directives > limits.directives)
    return `The operation has more than ${limits.directives} directives.`
  if (tally.credentials > 1) return 'A document may sign in, register or refresh once.'
  return undefined
}
