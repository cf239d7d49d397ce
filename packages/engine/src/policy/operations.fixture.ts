// Operations of all shapes over a schema, for properties that must hold for each: nested, aliased, behind fragments of
// both kinds, conditional.
import fc from 'fast-check'
import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql'

export type OperationShape = {
  readonly schema: GraphQLSchema
  /** By name of a field: its arguments, always the same, so that repeated fields can be merged. */
  readonly args: Readonly<Record<string, string>>
  /** Fields that are chosen more often than others. */
  readonly favoured?: readonly string[]
  /** Aliases that are names of other fields; they may make an operation invalid. Others are always new names. */
  readonly shadowing?: readonly string[]
  /** Declares `$with`, and what `args` use. */
  readonly variables: string
}

const deepest = 6

/** Valid but for variables that are not used, and for what `shadowing` does. */
export function operations(shape: OperationShape): fc.Arbitrary<DocumentNode> {
  const { schema, args, favoured = [], shadowing = [], variables } = shape
  return fc.gen().map((pick) => {
    const fragments: string[] = []
    let made = 0
    const oneOf = (texts: readonly string[]) => texts[pick(fc.nat, texts.length - 1)] ?? ''
    const condition = () => (pick(fc.nat, 7) === 0 ? ' @include(if: $with)' : '')

    function selectionSet(type: GraphQLNamedType, depth: number): string {
      const count = depth <= 0 ? 1 : 1 + pick(fc.nat, 3)
      return `{ ${Array.from({ length: count }, () => selection(type, depth)).join(' ')} }`
    }

    function selection(type: GraphQLNamedType, depth: number): string {
      const kind = pick(fc.nat, isAbstractType(type) ? 9 : 6)
      if (kind === 0 || depth <= 0) return '__typename'
      if (kind >= 5) return fragment(type, depth - 1)
      return isObjectType(type) || isInterfaceType(type) ? field(type, depth - 1) : '__typename'
    }

    function field(parent: GraphQLNamedType, depth: number): string {
      const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {}
      const preferred = favoured.filter((name) => Object.hasOwn(fields, name))
      const name = oneOf([...Object.keys(fields), ...preferred, ...preferred, ...preferred])
      const type = fields[name] && getNamedType(fields[name].type)
      if (!type) return '__typename'
      const alias = oneOf(['', `n${made++}: `, ...(shadowing.length > 0 ? [`${oneOf(shadowing)}: `] : [])])
      const below = isCompositeType(type) ? ` ${selectionSet(type, depth)}` : ''
      return `${alias}${name}${args[name] ?? ''}${condition()}${below}`
    }

    function fragment(type: GraphQLNamedType, depth: number): string {
      const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type]
      const on = types[pick(fc.nat, types.length - 1)] ?? type
      if (pick(fc.boolean)) {
        const bare = on === type && pick(fc.boolean)
        return `...${bare ? '' : ` on ${on.name}`}${condition()} ${selectionSet(on, depth)}`
      }
      const name = `F${made++}`
      fragments.push(`fragment ${name} on ${on.name} ${selectionSet(on, depth)}`)
      return `...${name}${condition()}`
    }

    const mutationType = pick(fc.nat, 5) === 0 ? schema.getMutationType() : undefined
    const root = mutationType ?? schema.getQueryType()
    if (!root) throw new Error('the schema has no query type')
    const keyword = mutationType ? 'mutation' : 'query'
    return parse([`${keyword} ${variables} ${selectionSet(root, deepest)}`, ...fragments].join('\n'))
  })
}
