// Turns an access table into graphql-shield rules and applies them to a schema.
// Three things that cost a day to find: the ESM build does not load on Node 24 (`util.isUndefined`), hence
// `createRequire`; `chain` and `race` do not work there, so a rule is always one function; and it wraps every
// field of every type whatever the rule, so only what stands under a rule is kept (a page of 20 × 3 entities costs
// 0.4 instead of 1.0 ms). The fallback is therefore allow: the completeness test of the table is the deny.
import { createRequire } from 'node:module'
import type { GraphQLSchema } from 'graphql'
import type { AccessTable, Decision, Rule } from './access.ts'
import { forbidden, unauthenticated } from './graph-error.ts'
import type { RequestContext } from './request-context.ts'

const require = createRequire(import.meta.url)
const { shield, rule } = require('graphql-shield') as typeof import('graphql-shield')
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware')

type FieldMiddleware = Record<string, Record<string, unknown>>

/** The schema with every field of `table` that is not public guarded. Works through `_entities` too. */
export function protect(schema: GraphQLSchema, table: AccessTable): GraphQLSchema {
  const guarded = Object.entries(table).filter((entry): entry is [string, Rule] => entry[1] !== 'public')
  if (guarded.length === 0) return schema
  const tree: Record<string, Record<string, ReturnType<ReturnType<typeof rule>>>> = {}
  for (const [path, access] of guarded) {
    const [type = '', field = ''] = path.split('.')
    tree[type] = { ...tree[type], [field]: shieldRule(path, access) }
  }
  const generated = shield(tree, { allowExternalErrors: true, debug: false }).generate(
    schema,
  ) as FieldMiddleware
  const kept = Object.fromEntries(
    Object.entries(tree).map(([type, fields]) => [
      type,
      Object.fromEntries(Object.keys(fields).map((field) => [field, generated[type]?.[field]])),
    ]),
  )
  const protectedSchema = applyMiddleware(schema, kept as never)
  for (const [path, access] of guarded) guardSubscription(protectedSchema, path, access)
  return protectedSchema
}

/**
 * graphql-middleware wraps a field's `resolve` or its `subscribe`, never both, so a subscription with both would begin
 * for everybody and be denied event by event. Both are asked here: a right may be lost while events come.
 */
function guardSubscription(schema: GraphQLSchema, path: string, access: Rule): void {
  const [type, name = ''] = path.split('.')
  const field = schema.getSubscriptionType()?.getFields()[name]
  if (type !== schema.getSubscriptionType()?.name || !field?.subscribe) return
  const { subscribe } = field
  field.subscribe = (parent, args, context, info) => {
    const verdict = denial(access.decide(parent, args, context))
    if (verdict !== true) throw verdict
    return subscribe(parent, args, context, info)
  }
}

function shieldRule(path: string, access: Rule) {
  const check = rule(`${path}:${access.name}`, { cache: 'no_cache' })
  return check((parent: unknown, args: Record<string, unknown>, context: RequestContext) => {
    try {
      return denial(access.decide(parent, args, context))
    } catch (error) {
      // What a rule throws graphql-shield would swallow; what it answers takes the field's place.
      return error instanceof Error ? error : new Error(String(error))
    }
  })
}

function denial(decision: Decision): true | Error {
  if (decision === 'allow') return true
  return decision === 'unauthenticated' ? unauthenticated() : forbidden()
}
