// The @defer fragments of a document, by label: the planner names the parts of its plan by them. All get one of their own
// before planning, which clients never see.
import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
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
    const label = deferLabelOf(node)
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

/** Undefined where nothing is deferred. */
export function deferLabelOf(node: Directed): string | undefined {
  const directive = deferOf(node)
  return directive && labelOf(directive)
}

type Part = { readonly selection: SelectionSetNode | undefined; readonly parent: string | undefined }

function nameOf(type: Parameters<typeof getNamedType>[0]): string | undefined {
  return getNamedType(type)?.name
}

export function labelOf({ arguments: given = [] }: DirectiveNode): string | undefined {
  const value = given.find(({ name }) => name.value === 'label')?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

/** What the client calls it; undefined when it gave no label. */
export function clientLabel(label: string): string | undefined {
  const end = label.indexOf(' ')
  return end < 0 ? undefined : label.slice(end + 1)
}

export type Directed = { readonly directives?: readonly DirectiveNode[] | undefined }

export function deferOf({ directives }: Directed): DirectiveNode | undefined {
  return directives?.find(({ name }) => name.value === 'defer')
}
