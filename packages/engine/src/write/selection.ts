// The client's selection as it applies to one runtime type: fragments resolved, repeated fields merged, @skip and
// @include decided. Their order is GraphQL's: where a response name stands first.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { type Included, isIncluded } from '../execute/conditions.ts'
import type { PlannedNames } from '../names/planned-names.ts'

export type Operation = {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Value of each variable that a @skip, @include or @defer looks at. */
  readonly conditions: ReadonlyMap<string, boolean>
  /** Labels that @defer puts off, by the dotted key path of the data; of others it says nothing. */
  readonly deferred: ReadonlyMap<string, ReadonlySet<string>>
  /** Selections that may not be answered: null whatever was fetched, with all that is reached through them. */
  readonly removed: ReadonlySet<SelectionNode>
  readonly names: PlannedNames
}

/** What is selected of the objects at a place. */
export type Place = {
  readonly selected: readonly Selected[]
  /** Dotted key path of the data; empty at the root. */
  readonly path: string
}

/** A selection set and the type that it was written for. */
export type Selected = { readonly set: SelectionSetNode; readonly parent: string }

export type SelectedField = {
  readonly name: string
  readonly responseName: string
  /** Under which the data has it. */
  readonly plannedName: string
  /** Type as the field is declared where it was selected first. */
  readonly type: GraphQLOutputType
  /** Name of the type that stands before the field in messages. */
  readonly owner: string
  readonly node: FieldNode
  readonly selected: readonly Selected[]
  /** Every selection of it was removed. */
  readonly removed: boolean
}

/** The fields of an object of type `typename`, which may be the name of an interface. */
export function fieldsFor(
  typename: string,
  { selected, path }: Place,
  operation: Operation,
): SelectedField[] {
  const included: Included = { conditions: operation.conditions, deferred: operation.deferred.get(path) }
  const fields = new Map<string, SelectedField & { selected: Selected[]; removed: boolean }>()
  const enter = ({ set, parent }: Selected, owner: string, within: boolean): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, included)) continue
      const removed = within || operation.removed.has(selection)
      if (selection.kind === Kind.FIELD) add(selection, { parent, owner, removed })
      else {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? operation.fragments.get(selection.name.value) : selection
        const condition = fragment?.typeCondition?.name.value
        if (!fragment || (condition !== undefined && !applies(condition, typename, operation.schema)))
          continue
        enter({ set: fragment.selectionSet, parent: condition ?? parent }, condition ?? owner, removed)
      }
    }
  }
  const add = (node: FieldNode, { parent, owner, removed }: Found): void => {
    const responseName = (node.alias ?? node.name).value
    const known = fields.get(responseName)
    const { value: name } = node.name
    const type = known?.type ?? typeOf(name, parent, operation.schema)
    if (!type) return
    const readsBelow = node.selectionSet && !removed
    const sub = readsBelow ? [{ set: node.selectionSet, parent: getNamedType(type).name }] : []
    if (known) {
      known.selected.push(...sub)
      known.removed &&= removed
    } else {
      const plannedName = operation.names.plannedName(node)
      fields.set(responseName, { name, responseName, plannedName, type, owner, node, selected: sub, removed })
    }
  }
  for (const each of selected) enter(each, typename, false)
  return [...fields.values()]
}

type Found = { readonly parent: string; readonly owner: string; readonly removed: boolean }

const metaFields = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef]

function typeOf(field: string, parent: string, schema: GraphQLSchema): GraphQLOutputType | undefined {
  const meta = metaFields.find(({ name }) => name === field)
  if (meta) return meta.type
  const type = schema.getType(parent)
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined
  const fields = type.getFields()
  return Object.hasOwn(fields, field) ? fields[field]?.type : undefined
}

function applies(condition: string, typename: string, schema: GraphQLSchema): boolean {
  if (condition === typename) return true
  const abstract = schema.getType(condition)
  const type = schema.getType(typename)
  if (!isAbstractType(abstract) || !isCompositeType(type)) return false
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type)
}
