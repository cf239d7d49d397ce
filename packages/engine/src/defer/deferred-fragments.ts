// The @defer fragments of a document, by label: the planner names the parts of its plan by them. Fragments without a
// label get one before planning, which clients never see.
import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

export type DeferredFragment = {
  readonly selection: SelectionSetNode
  /** Name of the type that the fragment is written for. */
  readonly parent: string
  /** As the client wrote it. */
  readonly label: string | undefined
}

const ownLabel = '__deferred_'

/** The same document with a label on each @defer; itself when nothing is deferred. Throws for labels used twice. */
export function labelDefers(document: DocumentNode): DocumentNode {
  const labels = new Set<string>()
  let count = 0
  return visit(document, {
    Directive(node) {
      if (node.name.value !== 'defer') return undefined
      const label = labelOf(node)
      if (label === undefined) return withLabel(node, `${ownLabel}${count++}`)
      if (labels.has(label) || label.startsWith(ownLabel)) throw badLabel(label, node)
      labels.add(label)
      return undefined
    },
  })
}

/** Undefined for a label that `labelDefers` has given. */
export function clientLabel(label: string | undefined): string | undefined {
  return label?.startsWith(ownLabel) ? undefined : label
}

/** `document` has been through `labelDefers`. */
export function deferredFragments(
  document: DocumentNode,
  schema: GraphQLSchema,
): ReadonlyMap<string, DeferredFragment> {
  const found = new Map<string, DeferredFragment>()
  const definitions = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )
  const types = new TypeInfo(schema)
  const add = (node: ASTNode & { directives?: readonly DirectiveNode[] | undefined }, fragment: Part) => {
    const directive = node.directives?.find(({ name }) => name.value === 'defer')
    const label = directive && labelOf(directive)
    if (label === undefined || !fragment.selection || fragment.parent === undefined) return
    const { selection, parent } = fragment
    found.set(label, { selection, parent, label: clientLabel(label) })
  }
  visit(
    document,
    visitWithTypeInfo(types, {
      InlineFragment(node) {
        // Inside an inline fragment the parent is already what its condition says.
        const type = types.getParentType() ?? types.getType()
        add(node, { selection: node.selectionSet, parent: node.typeCondition?.name.value ?? nameOf(type) })
      },
      FragmentSpread(node) {
        const definition = definitions.get(node.name.value)
        add(node, { selection: definition?.selectionSet, parent: definition?.typeCondition.name.value })
      },
    }),
  )
  return found
}

type Part = { readonly selection: SelectionSetNode | undefined; readonly parent: string | undefined }

function nameOf(type: Parameters<typeof getNamedType>[0]): string | undefined {
  return getNamedType(type)?.name
}

function labelOf({ arguments: given = [] }: DirectiveNode): string | undefined {
  const value = given.find(({ name }) => name.value === 'label')?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

function withLabel(node: DirectiveNode, label: string): DirectiveNode {
  const argument = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'label' },
    value: { kind: Kind.STRING, value: label },
  } as const
  return { ...node, arguments: [...(node.arguments ?? []), argument] }
}

function badLabel(label: string, nodes: DirectiveNode): GraphQLError {
  return new GraphQLError(`The label "${label}" may stand at one @defer only.`, {
    nodes,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  })
}
