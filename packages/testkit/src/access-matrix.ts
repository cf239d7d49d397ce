// Drives one subgraph's access table as one test: every actor against every `Type.field`, through root fields, nested
// paths and `_entities`. Strict: a field without an expectation, a guarded type without a way in and an entity that is
// not tried through `_entities` are problems like a wrong answer.
import type { AccessTable } from '@supermarket/service-kit/access.ts'
import type { SubgraphAnswer } from '@supermarket/service-kit/subgraph-call.ts'
import { type GraphQLSchema, getNamedType, isCompositeType, isObjectType, isUnionType } from 'graphql'

/**
 * `deny`: null with UNAUTHENTICATED or FORBIDDEN at the field. `forbid`: FORBIDDEN even to anonymous, whom signing in
 * would not help. `hide`: null without an error, as if it were not there.
 */
export type Verdict = 'allow' | 'deny' | 'forbid' | 'hide'

/** `public`: the table must leave it open. Otherwise a verdict for each actor. */
export type Expectation<Actor extends string> = 'public' | Readonly<Record<Actor, Verdict>>

export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<SubgraphAnswer>

/** A way to an object: everybody of `open` must get it, nobody else may. */
export type Door<Actor extends string> = {
  readonly type: string
  readonly open: readonly Actor[]
  /** Who tries it; everybody unless given, as for `me`, which leads each of them to another object. */
  readonly only?: readonly Actor[]
} & (
  | { readonly query: (selection: string) => string; readonly at: readonly (string | number)[] }
  /** Through `_entities`, with this representation. */
  | { readonly representation: Readonly<Record<string, unknown>> }
)

export type AccessMatrix<Actor extends string> = {
  readonly schema: GraphQLSchema
  readonly access: AccessTable
  /** One of them must be `anonymous`: denials of it are UNAUTHENTICATED, of the others FORBIDDEN. */
  readonly actors: Readonly<Record<Actor, Ask>>
  readonly expectations: Readonly<Record<string, Expectation<Actor>>>
  /** For each field of Query and Mutation a call that succeeds, or is refused by `userErrors`, for whoever may make it. */
  readonly roots: Readonly<Record<string, string | ((actor: Actor) => string | Promise<string>)>>
  readonly doors: readonly Door<Actor>[]
  /** For each guarded field of Subscription how to begin it; the answer of one that began has something at the field. */
  readonly streams?: Readonly<Record<string, (actor: Actor) => Promise<SubgraphAnswer>>>
  /** Arguments of fields that need some: `'Cart.total': '(currency: "EUR")'`. */
  readonly args?: Readonly<Record<string, string>>
}

/** Everything that is not as expected, one sentence each; empty when all is well. */
export async function accessProblems<Actor extends string>(matrix: AccessMatrix<Actor>): Promise<string[]> {
  const problems = [...coverageProblems(matrix)]
  for (const actor of Object.keys(matrix.actors) as Actor[]) {
    const tried = matrix.doors.filter(({ only }) => only?.includes(actor) ?? true)
    for (const door of tried) problems.push(...(await doorProblems(matrix, actor, door)))
    for (const [field, call] of Object.entries(matrix.roots)) {
      const selection = typeof call === 'string' ? call : await call(actor)
      const [operation = '', name = ''] = field.split('.')
      const answer = await matrix.actors[actor](`${operation.toLowerCase()} { ${selection} }`)
      problems.push(...verdictProblems(matrix, { actor, field, answer, path: [name], by: 'root' }))
    }
    for (const [field, begin] of Object.entries(matrix.streams ?? {})) {
      const [, name = ''] = field.split('.')
      const answer = await begin(actor)
      problems.push(...verdictProblems(matrix, { actor, field, answer, path: [name], by: 'stream' }))
    }
  }
  return problems
}

/** The same expectation for several fields of a type. */
export function expectFields<Actor extends string>(
  type: string,
  fields: readonly string[],
  expectation: Expectation<Actor>,
): Record<string, Expectation<Actor>> {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, expectation]))
}

function* coverageProblems<Actor extends string>(matrix: AccessMatrix<Actor>): Generator<string> {
  const { schema, access, expectations, roots, doors } = matrix
  for (const [field, rule] of Object.entries(access)) {
    const [type = ''] = field.split('.')
    const expectation = expectations[field]
    if (expectation === undefined) yield `${field} has no expectation`
    if (expectation === 'public' && rule !== 'public') yield `${field} is guarded, expected public`
    const isRoot = type === 'Query' || type === 'Mutation'
    if (isRoot && roots[field] === undefined) yield `${field} is never called`
    if (type === 'Subscription') {
      if (rule !== 'public' && matrix.streams?.[field] === undefined)
        yield `${field} is guarded, and never begun`
    } else if (!isRoot && rule !== 'public' && !doors.some((door) => door.type === type))
      yield `${field} is guarded, and no door leads to ${type}`
  }
  for (const field of [...Object.keys(expectations), ...Object.keys(roots)])
    if (access[field] === undefined) yield `${field} is expected, but the access table does not know it`
  const entities = schema.getType('_Entity')
  for (const { name } of isUnionType(entities) ? entities.getTypes() : [])
    if (!doors.some((door) => door.type === name && 'representation' in door))
      yield `${name} is never asked for through _entities`
}

async function doorProblems<Actor extends string>(
  matrix: AccessMatrix<Actor>,
  actor: Actor,
  door: Door<Actor>,
): Promise<string[]> {
  const { schema, actors, args = {} } = matrix
  const type = schema.getType(door.type)
  if (!isObjectType(type)) return [`${door.type} is no object type`]
  const problems: string[] = []
  for (const [name, { type: fieldType }] of Object.entries(type.getFields())) {
    const field = `${door.type}.${name}`
    const inner = isCompositeType(getNamedType(fieldType)) ? ' { __typename }' : ''
    const { answer, at, by } = await knock(actors[actor], door, `${name}${args[field] ?? ''}${inner}`)
    if (door.open.includes(actor))
      problems.push(...verdictProblems(matrix, { actor, field, answer, path: [...at, name], by }))
    else if (valueAt(answer, at) != null)
      problems.push(`${field} by ${by} as ${actor}: reached an object that it must not see`)
  }
  return problems
}

async function knock<Actor extends string>(ask: Ask, door: Door<Actor>, selection: string) {
  if ('query' in door) return { answer: await ask(door.query(selection)), at: door.at, by: door.at.join('.') }
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on ${door.type} { ${selection} } } }`
  const representations = [{ __typename: door.type, ...door.representation }]
  return { answer: await ask(query, { representations }), at: ['_entities', 0], by: '_entities' }
}

type Reached<Actor> = {
  actor: Actor
  field: string
  answer: SubgraphAnswer
  path: readonly (string | number)[]
  by: string
}

function verdictProblems<Actor extends string>(
  { expectations }: AccessMatrix<Actor>,
  { actor, field, answer, path, by }: Reached<Actor>,
): string[] {
  const expectation = expectations[field]
  if (expectation === undefined) return []
  const expected = expectation === 'public' ? 'allow' : expectation[actor]
  const denial = actor === 'anonymous' && expected !== 'forbid' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
  const denied = expected === 'forbid' ? 'forbid' : 'deny'
  const found = verdictOf(answer, { path, denial, denied })
  return found === expected ? [] : [`${field} by ${by} as ${actor}: ${found}, expected ${expected}`]
}

function verdictOf(
  answer: SubgraphAnswer,
  { path, denial, denied }: { path: readonly (string | number)[]; denial: string; denied: Verdict },
): string {
  const { errors = [] } = answer.body
  const [error, ...others] = errors
  if (error === undefined) {
    // A field may well be null in what was reached: what counts is that its object was.
    const reached = path.length === 1 ? path : path.slice(0, -1)
    return valueAt(answer, reached) == null ? 'hide' : 'allow'
  }
  const isDenial = error.extensions?.code === denial && error.path?.join('.') === path.join('.')
  if (isDenial && others.length === 0 && valueAt(answer, path) == null) return denied
  return errors
    .map(({ message, extensions, path: at }) => `${extensions?.code} at ${at}: ${message}`)
    .join('; ')
}

function valueAt({ body }: SubgraphAnswer, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    body.data,
  )
}
