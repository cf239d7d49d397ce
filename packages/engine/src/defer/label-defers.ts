// Prepares a document with @defer for planning: a label of our own at each place where something is deferred.
import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { tooComplex } from '../plan/planning-errors.ts'
import { type Directed, deferOf, labelOf } from './deferred-fragments.ts'

const ownLabel = '__deferred_'

/** `@defer` in fragments that are spread in several places stands in as many; past this an operation is too complex. */
const maxInlined = 1_000

/**
 * The same operations with another label on each @defer: the planner takes those of one label for one, but a fragment may
 * be spread in several places. So fragments that defer are written where they are spread. The document itself when
 * nothing is deferred. Throws for labels used twice.
 */
export function labelDefers(document: DocumentNode): DocumentNode {
  requireDistinctLabels(document)
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )
  const defers = deferringFragments(fragments)
  let [labels, inlined] = [0, 0]
  const labelled = <Node extends Directed>(node: Node): Node => ({
    ...node,
    directives: node.directives?.map((each) =>
      each.name.value === 'defer' ? withLabel(each, `${ownLabel}${labels++}`) : each,
    ),
  })
  const write = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(writeOne),
  })
  const writeOne = (node: SelectionNode): SelectionNode => {
    if (node.kind !== Kind.FRAGMENT_SPREAD) {
      const { selectionSet } = node
      return labelled(selectionSet ? { ...node, selectionSet: write(selectionSet) } : node)
    }
    const fragment = fragments.get(node.name.value)
    if (!fragment || !(deferOf(node) || defers(fragment))) return node
    if (inlined++ >= maxInlined) throw tooComplex()
    const { typeCondition, selectionSet } = fragment
    const { directives = [] } = labelled(node)
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: write(selectionSet) }
  }
  if (!document.definitions.some((node) => 'selectionSet' in node && defers(node))) return document
  const definitions = document.definitions.flatMap((node): DefinitionNode[] => {
    if (node.kind === Kind.FRAGMENT_DEFINITION) return defers(node) ? [] : [node]
    return node.kind === Kind.OPERATION_DEFINITION
      ? [{ ...node, selectionSet: write(node.selectionSet) }]
      : [node]
  })
  return { ...document, definitions }
}

function requireDistinctLabels(document: DocumentNode): void {
  const labels = new Set<string>()
  visit(document, {
    Directive(node) {
      const label = node.name.value === 'defer' ? labelOf(node) : undefined
      if (label === undefined) return
      if (labels.has(label)) throw badLabel(label, node)
      labels.add(label)
    },
  })
}

type Selecting = { readonly selectionSet: SelectionSetNode }

/** Whether something is deferred in a definition, or in a fragment that it spreads. */
function deferringFragments(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (node: Selecting) => boolean {
  const known = new Map<Selecting, boolean>()
  const defers = (node: Selecting): boolean => {
    const before = known.get(node)
    if (before !== undefined) return before
    const found = node.selectionSet.selections.some((each) => {
      if (deferOf(each)) return true
      const within = each.kind === Kind.FRAGMENT_SPREAD ? fragments.get(each.name.value) : each
      return within !== undefined && selects(within) && defers(within)
    })
    known.set(node, found)
    return found
  }
  return defers
}

function selects(node: { readonly selectionSet?: SelectionSetNode | undefined }): node is Selecting {
  return node.selectionSet !== undefined
}

/** The client's own label stands behind ours. */
function withLabel(node: DirectiveNode, label: string): DirectiveNode {
  const own = labelOf(node)
  const { arguments: given = [] } = node
  const argument = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'label' },
    value: { kind: Kind.STRING, value: own === undefined ? label : `${label} ${own}` },
  } as const
  return { ...node, arguments: [...given.filter(({ name }) => name.value !== 'label'), argument] }
}

function badLabel(label: string, nodes: DirectiveNode): GraphQLError {
  return new GraphQLError(`The label "${label}" may stand at one @defer only.`, {
    nodes,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  })
}
