// The operation in a form that stock shapes rightly. It forgets that an object of a known type is of that type once a
// fragment on an interface or a union stands around what is selected, unless its `__typename` was fetched, and drops
// the selection. Such a fragment says nothing that the type does not, so it is written without its condition.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

type Rewriting = {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

export function documentForStock(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const definitions = document.definitions.flatMap((definition) => {
    const root = definition.kind === Kind.OPERATION_DEFINITION && schema.getRootType(definition.operation)
    return root
      ? [{ ...definition, selectionSet: rewriteSet(definition.selectionSet, root, { schema, fragments }) }]
      : []
  })
  return { kind: Kind.DOCUMENT, definitions }
}

function rewriteSet(
  set: SelectionSetNode,
  parent: GraphQLCompositeType,
  rewriting: Rewriting,
): SelectionSetNode {
  return { ...set, selections: set.selections.map((selection) => rewrite(selection, parent, rewriting)) }
}

function rewrite(
  selection: SelectionNode,
  parent: GraphQLCompositeType,
  rewriting: Rewriting,
): SelectionNode {
  const { schema, fragments } = rewriting
  if (selection.kind === Kind.FIELD) {
    const { selectionSet, name } = selection
    const isKnown = isObjectType(parent) || isInterfaceType(parent)
    const field = isKnown ? parent.getFields()[name.value] : undefined
    const type = field && getNamedType(field.type)
    return selectionSet && isCompositeType(type)
      ? { ...selection, selectionSet: rewriteSet(selectionSet, type, rewriting) }
      : selection
  }
  const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
  const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)
  if (!fragment || (condition && !isCompositeType(condition))) return selection
  const isSaid = isAbstractType(condition) && isObjectType(parent) && schema.isSubType(condition, parent)
  const { directives = [] } = selection
  return {
    kind: Kind.INLINE_FRAGMENT,
    directives,
    ...(isSaid || !fragment.typeCondition ? {} : { typeCondition: fragment.typeCondition }),
    selectionSet: rewriteSet(fragment.selectionSet, isSaid ? parent : (condition ?? parent), rewriting),
  }
}
