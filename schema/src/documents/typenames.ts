// `__typename` where Apollo Client's cache asks for it: in every selection set but the operation's own.
import { type DocumentNode, type FieldNode, Kind, type SelectionNode, visit } from 'graphql'

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

/** As `addTypenameToDocument` of @apollo/client does, so that ids are the same on both sides. */
export function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      enter(node, _key, parent) {
        if (parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION)
          return undefined
        if (node.selections.some(isIntrospection)) return undefined
        return { ...node, selections: [...node.selections, typename] }
      },
    },
  })
}

/** The other way round, wherever something else is selected as well. */
export function withoutTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(node) {
        const rest = node.selections.filter((selection) => !isPlainTypename(selection))
        return rest.length === 0 ? undefined : { ...node, selections: rest }
      },
    },
  })
}

function isIntrospection(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && selection.name.value.startsWith('__')
}

function isPlainTypename(selection: SelectionNode): boolean {
  if (selection.kind !== Kind.FIELD || selection.name.value !== '__typename') return false
  return selection.alias === undefined && (selection.directives ?? []).length === 0
}
