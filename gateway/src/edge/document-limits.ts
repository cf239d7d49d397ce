// Bounds on what one document may ask, checked once per document as a validation rule: what passes is cached with it.
// Counts follow fragments as often as they are spread, and stop at the first bound that is crossed.
import {
  type ASTNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
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
}

export const defaultDocumentLimits: DocumentLimits = {
  depth: 12,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 20,
  directives: 50,
}

type Tally = { aliases: number; rootFields: number; directives: number; credentials: number }

type Fragments = (name: string) => FragmentDefinitionNode | null | undefined

export function documentLimits(limits: DocumentLimits): ValidationRule {
  return (context: ValidationContext) => ({
    OperationDefinition(operation) {
      const problem = findExcess(operation, (name) => context.getFragment(name), limits)
      if (problem) context.reportError(new GraphQLError(problem, { nodes: operation as ASTNode }))
      return false
    },
  })
}

/** The first bound that the operation crosses, as a sentence. */
function findExcess(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  limits: DocumentLimits,
): string | undefined {
  const tally: Tally = {
    aliases: 0,
    rootFields: 0,
    directives: operation.directives?.length ?? 0,
    credentials: 0,
  }
  const walk = (
    selectionSet: SelectionSetNode,
    depth: number,
    maxDepth: number,
    spread: readonly string[],
  ): string | undefined => {
    if (depth > maxDepth) return `The operation is deeper than ${maxDepth} levels.`
    for (const selection of selectionSet.selections) {
      tally.directives += selection.directives?.length ?? 0
      let problem: string | undefined
      if (selection.kind === Kind.FIELD) {
        countField(selection, depth, tally)
        const introspects = selection.name.value === '__schema' || selection.name.value === '__type'
        if (selection.selectionSet) {
          problem = introspects
            ? walk(selection.selectionSet, 1, limits.introspectionDepth, spread)
            : walk(selection.selectionSet, depth + 1, maxDepth, spread)
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        problem = walk(selection.selectionSet, depth, maxDepth, spread)
      } else if (!spread.includes(selection.name.value)) {
        // A cycle is another rule's error.
        const fragment = fragments(selection.name.value)
        if (fragment)
          problem = walk(fragment.selectionSet, depth, maxDepth, [...spread, selection.name.value])
      }
      problem ??= excessOf(tally, limits)
      if (problem) return problem
    }
    return undefined
  }
  return walk(operation.selectionSet, 1, limits.depth, [])
}

function countField(field: FieldNode, depth: number, tally: Tally): void {
  if (field.alias) tally.aliases += 1
  if (depth > 1) return
  tally.rootFields += 1
  if (credentialOperations.has(field.name.value)) tally.credentials += 1
}

function excessOf(tally: Tally, limits: DocumentLimits): string | undefined {
  if (tally.aliases > limits.aliases) return `The operation has more than ${limits.aliases} aliases.`
  if (tally.rootFields > limits.rootFields)
    return `The operation has more than ${limits.rootFields} root fields.`
  if (tally.directives > limits.directives)
    return `The operation has more than ${limits.directives} directives.`
  if (tally.credentials > 1) return 'A document may sign in, register or refresh once.'
  return undefined
}
