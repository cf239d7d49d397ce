// A deprecation names what to use instead, in backticks, and that exists.
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { listOwnTypes } from './schema-shape.ts'

type Deprecable = { readonly name: string; readonly deprecationReason?: string | null | undefined }
type Group = { readonly at: string; readonly members: readonly Deprecable[] }

export function lintDeprecations(schema: GraphQLSchema): readonly string[] {
  const groups = listGroups(schema)
  const known = new Set(groups.flatMap(({ at, members }) => members.map((member) => `${at}.${member.name}`)))
  return groups.flatMap(({ at, members }) =>
    members.flatMap((member) => {
      if (member.deprecationReason == null) return []
      const named = [...member.deprecationReason.matchAll(/`([\w.]+)`/g)].map((match) => match[1] ?? '')
      const exists = (name: string): boolean => known.has(name) || known.has(`${at}.${name}`)
      if (named.some((name) => name !== member.name && exists(name))) return []
      return [`${at}.${member.name} is deprecated without an existing replacement in backticks.`]
    }),
  )
}

function listGroups(schema: GraphQLSchema): readonly Group[] {
  return listOwnTypes(schema).flatMap((type): readonly Group[] => {
    if (isEnumType(type)) return [{ at: type.name, members: type.getValues() }]
    if (isInputObjectType(type)) return [{ at: type.name, members: Object.values(type.getFields()) }]
    if (!isObjectType(type) && !isInterfaceType(type)) return []
    const fields = Object.values(type.getFields())
    const args = fields.map((field) => ({ at: `${type.name}.${field.name}`, members: field.args }))
    return [{ at: type.name, members: fields }, ...args]
  })
}
