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
  // biome-ignore lint/suspicious/noExplicitAny: a rule reads the parents of many types; each states its own.
  readonly decide: (parent: any, args: Readonly<Record<string, unknown>>, context: RequestContext) => Decision
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
    decide: (parent, args, context) => {
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
      .filter((type) => isObjectType(type) && !isIntrospectionType(type) && !federationTypes.has(type.name))
      .flatMap((type) =>
        isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
      )
      .filter((field) => field !== 'Query._entities' && field !== 'Query._service'),
  )
  return {
    missing: [...fields].filter((field) => table[field] === undefined),
    unknown: Object.keys(table).filter((field) => !fields.has(field)),
  }
}

const federationTypes: ReadonlySet<string> = new Set(['_Service'])

function allowIf(allowed: boolean, { viewer }: RequestContext): Decision {
  if (allowed) return 'allow'
  return viewer.kind === 'anonymous' ? 'unauthenticated' : 'forbidden'
}
