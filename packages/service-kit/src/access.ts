// A subgraph's access table: every `Type.field` is public or stands under a rule. The table is the authority;
// the shield is generated from it, and a field that it does not name fails the completeness test.
import type { GraphQLSchema } from 'graphql'
import { isIntrospectionType, isObjectType } from 'graphql'
import type { RequestContext } from './request-context.ts'
import { isAdmin, isStaff, isUser } from './viewer.ts'

/** `allow`, or the denial that stands in the field's place. */
export type Decision = 'allow' | 'unauthenticated' | 'forbidden'

export type Rule = {
  readonly name: string
  // A method, so that a rule may state the parent that it reads: the table puts it where that parent stands.
  decide(parent: unknown, args: Readonly<Record<string, unknown>>, context: RequestContext): Decision
}

export type AccessTable = Readonly<Record<string, 'public' | Rule>>

export const signedIn: Rule = {
  name: 'signedIn',
  decide: (_parent, _args, { viewer }) => (viewer.kind === 'user' ? 'allow' : 'unauthenticated'),
}

export const staff: Rule = {
  name: 'staff',
  decide: (_parent, _args, context) => allowIf(isStaff(context.viewer), context),
}

export const admin: Rule = {
  name: 'admin',
  decide: (_parent, _args, context) => allowIf(isAdmin(context.viewer), context),
}

/** Only the named services, acting as themselves or for a viewer; the signature has proven who they are. */
export function service(...names: readonly string[]): Rule {
  return {
    name: `service:${names.join('|')}`,
    decide: (_parent, _args, { caller }) => (names.includes(caller) ? 'allow' : 'forbidden'),
  }
}

/** The user that `ownerId` finds on the parent, or whoever `orElse` allows. */
export function owner<Parent>(ownerId: (parent: Parent) => string | null, orElse?: Rule): Rule {
  return {
    name: orElse ? `owner|${orElse.name}` : 'owner',
    decide(parent: Parent, args, context) {
      const id = ownerId(parent)
      if (id !== null && isUser(context.viewer, id)) return 'allow'
      return orElse ? orElse.decide(parent, args, context) : allowIf(false, context)
    },
  }
}

/** Fields of the schema that the table does not name, and names in the table that the schema does not have. */
export function accessGaps(
  schema: GraphQLSchema,
  table: AccessTable,
): { missing: string[]; unknown: string[] } {
  const fields = new Set(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => !isIntrospectionType(type))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((field) => !federationFields.has(field)),
  )
  return {
    missing: [...fields].filter((field) => table[field] === undefined),
    unknown: Object.keys(table).filter((field) => !fields.has(field)),
  }
}

/** What every subgraph answers to the gateway; the signature is their guard. */
const federationFields: ReadonlySet<string> = new Set(['Query._entities', 'Query._service', '_Service.sdl'])

function allowIf(allowed: boolean, { viewer }: RequestContext): Decision {
  if (allowed) return 'allow'
  return viewer.kind === 'anonymous' ? 'unauthenticated' : 'forbidden'
}
