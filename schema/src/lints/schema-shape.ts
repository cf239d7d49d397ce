// How the lints walk a schema: our own types only, without federation's and introspection's.
import {
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  valueFromASTUntyped,
} from 'graphql'

type FieldsType = GraphQLObjectType | GraphQLInterfaceType
type FieldAt = {
  readonly type: FieldsType
  readonly field: GraphQLField<unknown, unknown>
  readonly at: string
}

const machinery = /^_|__/

export function listOwnTypes(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !machinery.test(type.name) && !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  )
}

/** Every field of every object and interface, with its coordinate `Type.field`. */
export function listOwnFields(schema: GraphQLSchema): readonly FieldAt[] {
  return listOwnTypes(schema)
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !machinery.test(field.name))
        .map((field) => ({ type, field, at: `${type.name}.${field.name}` })),
    )
}

export function isRootType(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
    type as GraphQLObjectType,
  )
}

type Directed = {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined
}

export function findDirective(element: Directed, name: string): ConstDirectiveNode | undefined {
  return element.astNode?.directives?.find((directive) => directive.name.value === name)
}

/** The value of a directive's argument as plain data; undefined when the directive or the argument is absent. */
export function readDirectiveArgument(element: Directed, directive: string, argument: string): unknown {
  const found = findDirective(element, directive)?.arguments?.find(
    (candidate) => candidate.name.value === argument,
  )
  return found === undefined ? undefined : valueFromASTUntyped(found.value)
}
