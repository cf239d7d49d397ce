// Who may use a field is part of the contract too, but not of what introspection shows: it is read from both supergraphs.
import { buildASTSchema, type ConstDirectiveNode, type GraphQLSchema, parse, print } from 'graphql'
import { listOwnFields, listOwnTypes } from '../lints/schema-shape.ts'
import type { SchemaChange } from './compare-apis.ts'

const policies = new Set(['authenticated', 'requiresScopes', 'policy'])

/** Dangerous when a policy is new or another one: clients that fulfil it notice nothing, others lose the field. */
export function comparePolicies(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly SchemaChange[] {
  return [...before].flatMap(([at, old]): readonly SchemaChange[] => {
    const now = after.get(at)
    if (now === undefined || now === old) return []
    const loosened = now === ''
    return [
      {
        type: loosened ? 'POLICY_LOOSENED' : 'POLICY_TIGHTENED',
        level: loosened ? 'safe' : 'dangerous',
        at,
        message: `Policy of '${at}' changed from ${old || 'none'} to ${now || 'none'}`,
        affects: [[at]],
      },
    ]
  })
}

/** By coordinate of every type and field, in a fixed order; empty where there is none. */
export function policiesOf(supergraphSdl: string): ReadonlyMap<string, string> {
  const schema: GraphQLSchema = buildASTSchema(parse(supergraphSdl), { assumeValid: true })
  const told = (directives: readonly ConstDirectiveNode[] | undefined) =>
    (directives ?? [])
      .filter((directive) => policies.has(directive.name.value))
      .map(print)
      .sort()
      .join(' ')
  return new Map([
    ...listOwnTypes(schema).map((type) => [type.name, told(type.astNode?.directives)] as const),
    ...listOwnFields(schema).map(({ at, field }) => [at, told(field.astNode?.directives)] as const),
  ])
}
