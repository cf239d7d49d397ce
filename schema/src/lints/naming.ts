// Names: types in PascalCase, fields in camelCase, enum values in SCREAMING_SNAKE, mutations nounVerb.
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { listOwnTypes } from './schema-shape.ts'

const verbs =
  'Add Adjust Approve Archive Cancel Capture Change Commit Complete Confirm Create Delete Fulfill ' +
  'Login Logout LogoutEverywhere Merge Publish Receive Refresh Refund Register Reject Release ' +
  'Remove Request Reserve Retry Revoke Rotate Set Submit Test Update'
const nounVerb = new RegExp(`^[a-z][A-Za-z]*(${verbs.split(' ').join('|')})$`)
const combinators = new Set(['AND', 'OR', 'NOT'])

export function lintNaming(schema: GraphQLSchema): readonly string[] {
  return [...listOwnTypes(schema).flatMap(lintType), ...lintMutationNames(schema)]
}

function lintType(type: GraphQLNamedType): readonly string[] {
  const findings = isPascalCase(type.name) ? [] : [`${type.name} is not in PascalCase.`]
  if (isEnumType(type)) {
    if (type.name.endsWith('Enum')) findings.push(`${type.name} carries the suffix Enum: drop it.`)
    const badValues = type.getValues().filter((value) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value.name))
    return [...findings, ...badValues.map((value) => `${type.name}.${value.name} is not in SCREAMING_SNAKE.`)]
  }
  if (isInputObjectType(type)) {
    if (!/(Input|Where|Sort)$/.test(type.name)) findings.push(`${type.name} is an input: end it with Input.`)
    const badFields = Object.keys(type.getFields()).filter(
      (name) => !isCamelCase(name) && !combinators.has(name),
    )
    return [...findings, ...badFields.map((name) => `${type.name}.${name} is not in camelCase.`)]
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return findings
  const badFields = Object.keys(type.getFields()).filter(
    (name) => !name.startsWith('_') && !isCamelCase(name),
  )
  return [...findings, ...badFields.map((name) => `${type.name}.${name} is not in camelCase.`)]
}

function lintMutationNames(schema: GraphQLSchema): readonly string[] {
  const names = Object.keys(schema.getMutationType()?.getFields() ?? {})
  return names
    .filter((name) => !nounVerb.test(name))
    .map((name) => `Mutation.${name} is not nounVerb: end it with one of ${verbs.split(' ').join(', ')}.`)
}

function isPascalCase(name: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(name) && !/^[A-Z0-9]{4,}$/.test(name)
}

function isCamelCase(name: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(name)
}
