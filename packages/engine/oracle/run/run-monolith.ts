// A case without federation: graphql-js over the client's schema and the truth itself.
import { type ExecutionResult, execute, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import type { Case } from '../case.ts'
import type { Store } from '../data/store.ts'
import { placeOf, rootThing, type Thing } from '../data/things.ts'

type Context = { readonly store: Store; readonly isCalm: boolean; readonly seen: Seen | undefined }

/** What stands where, by JSON of the path. */
export type Seen = Map<string, SeenPlace>

export type SeenPlace = {
  /** The field of the thing above, as its errors name it. */
  readonly place: string
  /** Its type and name. */
  readonly field: string
  /** What stands there, if it is an object. */
  readonly thing: Thing | undefined
}

/** The answer as JSON text; undefined when something went wrong on the way. */
export async function runMonolith(given: Case): Promise<string | undefined> {
  const { store, schemas } = given.world
  const { data, errors } = await run(given, schemas.apiSchema, { store, isCalm: false, seen: undefined })
  return errors ? undefined : JSON.stringify(data)
}

/** Every place of the answer, and the answer, as if nothing had gone wrong. */
export async function survey(given: Case): Promise<{ seen: Seen; data: unknown }> {
  const seen: Seen = new Map()
  const { store, schemas } = given.world
  // What clients may not see would be an error, and nobody would look below it or beside it.
  const { data } = await run(given, schemas.supergraphSchema, { store, isCalm: true, seen })
  return { seen, data }
}

async function run(
  { document, variables }: Case,
  schema: GraphQLSchema,
  contextValue: Context,
): Promise<ExecutionResult> {
  return execute({
    schema,
    document,
    variableValues: variables,
    contextValue,
    fieldResolver: readField,
    typeResolver: ({ kind }: Thing) => kind,
  })
}

const readField: GraphQLFieldResolver<Thing | undefined, Context> = (
  source,
  args,
  { store, isCalm, seen },
  info,
) => {
  const thing = source ?? rootThing(info.parentType.name)
  const value = store.read(thing, info.fieldName, args, isCalm)
  if (seen) {
    const path: (string | number)[] = []
    for (let step: typeof info.path | undefined = info.path; step; step = step.prev) path.unshift(step.key)
    const place = placeOf(thing, info.fieldName, args)
    note(seen, path, { place, field: `${thing.kind}.${info.fieldName}`, value })
  }
  return value
}

type Noted = { readonly place: string; readonly field: string; readonly value: unknown }

function note(seen: Seen, path: readonly (string | number)[], { place, field, value }: Noted): void {
  seen.set(JSON.stringify(path), { place, field, thing: isThing(value) ? value : undefined })
  if (!Array.isArray(value)) return
  for (const [i, item] of value.entries()) {
    note(seen, [...path, i], { place: `${place}[${i}]`, field, value: item })
  }
}

export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'identity')
}
