// Every mutation takes one non-null `input` (or nothing) and answers with a payload of nullable fields and userErrors.
import { type GraphQLField, type GraphQLSchema, getNamedType, isNonNullType, isObjectType } from 'graphql'

export function lintMutationShape(schema: GraphQLSchema): readonly string[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {})
  return fields.flatMap((field) => [...lintInput(field), ...lintPayload(field)])
}

function lintInput(field: GraphQLField<unknown, unknown>): readonly string[] {
  if (field.args.length === 0) return []
  const wanted = `${pascalCase(field.name)}Input!`
  const [argument] = field.args
  if (field.args.length === 1 && argument?.name === 'input' && String(argument.type) === wanted) return []
  return [`Mutation.${field.name} must take exactly one argument, input: ${wanted}.`]
}

function lintPayload(field: GraphQLField<unknown, unknown>): readonly string[] {
  const payload = getNamedType(field.type)
  const wanted = `${pascalCase(field.name)}Payload`
  if (payload.name !== wanted || !isObjectType(payload))
    return [`Mutation.${field.name} must return ${wanted}.`]
  const { userErrors, ...others } = payload.getFields()
  const findings: string[] = []
  if (String(userErrors?.type) !== '[UserError!]!')
    findings.push(`${wanted} must have userErrors: [UserError!]!.`)
  if (Object.keys(others).length === 0)
    findings.push(`${wanted} must tell what was changed in a nullable field.`)
  const strict = Object.values(others).filter((other) => isNonNullType(other.type))
  return [
    ...findings,
    ...strict.map((other) => `${wanted}.${other.name} must be nullable: a refusal leaves it null.`),
  ]
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
