// Descriptions are the public documentation: every type, field, argument, input field and enum value has one.
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { listOwnTypes } from './schema-shape.ts'

type Described = { readonly description?: string | null | undefined }

/** `schema` is the supergraph's: an entity is described by its owner only. */
export function lintDescriptions(schema: GraphQLSchema): readonly string[] {
  return listOwnTypes(schema)
    .flatMap(listElements)
    .filter(([, element]) => (element.description ?? '').trim() === '')
    .map(([at]) => `${at} has no description.`)
}

function listElements(type: GraphQLNamedType): readonly (readonly [at: string, element: Described])[] {
  const self = [type.name, type] as const
  if (isEnumType(type)) {
    return [self, ...type.getValues().map((value) => [`${type.name}.${value.name}`, value] as const)]
  }
  if (isInputObjectType(type)) {
    return [
      self,
      ...Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
    ]
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [self]
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const at = `${type.name}.${field.name}`
    const args = field.args.map((argument) => [`${at}(${argument.name}:)`, argument] as const)
    return [[at, field] as const, ...args]
  })
  return [self, ...fields]
}
