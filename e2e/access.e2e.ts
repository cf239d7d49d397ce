// The access table of the design as one table: five actors × every field of every type of the clients' schema, by
// every door, and every mutation; over both topologies. Who is refused has changed nothing.
import { readFileSync } from 'node:fs'
import { schemaRoom } from '@supermarket/schema/load.ts'
import type { GraphAnswer, GraphClient } from '@supermarket/testkit/graph-client.ts'
import { openWork } from '@supermarket/testkit/invariants.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import {
  buildSchema,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doorsOf } from './access-doors.ts'
import { type MutationCase, mutationCases } from './access-mutations.ts'
import { type AccessShop, openAccessShop } from './access-shop.ts'
import { type Actor, actors, flatTable, verdictOf } from './access-table.ts'
import type { Door } from './door.ts'
import { follow } from './followers.ts'
import { until } from './until.ts'

const schema = buildSchema(readFileSync(new URL('api.graphql', schemaRoom), 'utf8'))
const table = flatTable()

type Owner = GraphQLObjectType | GraphQLInterfaceType

const types = Object.values(schema.getTypeMap()).filter(
  (type): type is Owner => !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)),
)

test('the table holds every field of the schema, and no other', () => {
  const inSchema = types.flatMap((type) =>
    Object.keys(type.getFields()).map((name) => `${type.name}.${name}`),
  )
  expect(inSchema.filter((field) => !table.has(field))).toEqual([])
  expect([...table.keys()].filter((field) => !inSchema.includes(field))).toEqual([])
})

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let shop: AccessShop
  let clients: Readonly<Record<Actor, GraphClient>>
  /** What somebody has seen a value of. */
  const seen = new Set<string>()

  beforeAll(async () => {
    // Of Stripe only what it makes an app do is seen here: nothing asks it.
    const keys = { secretKey: 'sk_test_x', webhookSecrets: ['whsec_x'], publishableKey: 'pk_test_x' }
    stack = await openStack(topology, { stripe: { ...keys, apiUrl: 'http://127.0.0.1:9' } })
    shop = await openAccessShop(stack)
    const { owner, other, staff, admin } = shop.people
    clients = {
      anonymous: shop.anonymous,
      owner: owner.graph,
      other: other.graph,
      staff: staff.graph,
      admin: admin.graph,
    }
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  test('by every door each actor sees exactly what the table grants', async () => {
    const problems: string[] = []
    for (const door of await doorsOf(shop)) {
      const visits = (door.only ?? actors).map((actor) =>
        knock(door, { actor, client: clients[actor], seen }),
      )
      problems.push(...(await Promise.all(visits)).flat())
    }
    expect(problems).toEqual([])
  })

  test('each mutation is refused to whom the table refuses it, and then nothing has changed', {
    timeout: 120_000,
  }, async () => {
    const cases = mutationCases({ stack, shop })
    const refused = await prepare(cases, clients, (verdict) => verdict !== '+')
    await until(
      () => openWork(stack.databases),
      ({ length }) => length === 0,
      { withinMs: 30_000 },
    )
    const before = await fingerprint(stack)
    const problems: string[] = []
    for (const attempt of refused) problems.push(...(await tryMutation(attempt, seen)))
    expect(problems).toEqual([])
    expect(await fingerprint(stack)).toEqual(before)
  })

  test('each mutation is done for whom the table allows it', { timeout: 120_000 }, async () => {
    const cases = mutationCases({ stack, shop })
    const problems: string[] = []
    for (const attempt of await prepare(cases, clients, (verdict) => verdict === '+'))
      problems.push(...(await tryMutation(attempt, seen)))
    expect(problems).toEqual([])
    const tried = new Set(cases.map(({ field }) => field))
    expect(
      Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((field) => !tried.has(field)),
    ).toEqual([])
  })

  test('each actor follows an order as the table says', async () => {
    const verdicts = table.get('Subscription.orderUpdated') ?? ''
    for (const actor of actors) {
      const { accessToken } = clients[actor]
      const variables = { id: shop.order.id }
      const follower = follow('server-sent events', { url: stack.url, accessToken, variables })
      const [first] = await until(
        async () => follower.heard,
        ({ length }) => length > 0,
      )
      follower.leave()
      expect([actor, first === null ? '0' : '+']).toEqual([actor, verdictOf(verdicts, actor)])
    }
  })

  test('of every field a value was seen by somebody who may see it', () => {
    const never = [...table.keys()].filter(
      (field) => !seen.has(field) && !/^(Query|Mutation|Subscription)\./.test(field),
    )
    expect(never).toEqual([])
  })
})

type Visit = { readonly actor: Actor; readonly client: GraphClient; readonly seen: Set<string> }

async function knock(door: Door, { actor, client, seen }: Visit): Promise<string[]> {
  const type = getOwner(door.type)
  const answer = await client.ask(door.query(selectionOf(type)), door.variables)
  const place = `${door.type} at ${door.at.join('.')} as ${actor}`
  const reached = valueAt(answer, door.at)
  const expected = verdictOf(door.open, actor)
  if (expected !== '+') {
    if (reached != null) return [`${place}: reached what is not theirs`]
    // What the graph's policies deny is told whether or not there is an object that has it.
    const above = answer.errors.filter(({ path = [] }) => namesOf(path).length <= namesOf(door.at).length)
    const codes = above.map(({ extensions }) => extensions?.code)
    const isAsExpected =
      expected === '0' ? codes.length === 0 : codes.length === 1 && codes[0] === denial(actor)
    return isAsExpected ? [] : [`${place}: expected ${expected}, got ${JSON.stringify(answer.errors)}`]
  }
  if (reached == null) return [`${place}: not reached, ${JSON.stringify(answer.errors)}`]
  const column = door.isOwn && actor !== 'anonymous' ? 'owner' : actor
  return Object.keys(type.getFields()).flatMap((name) => {
    const field = `${door.type}.${name}`
    const verdict = verdictOf(door.except?.[name] ?? table.get(field) ?? '', column)
    const found = fieldVerdict(answer, [...door.at, name], actor)
    if (found === '+') seen.add(field)
    return found === verdict
      ? []
      : [`${field} at ${door.at.join('.')} as ${actor}: ${found}, expected ${verdict}`]
  })
}

/** `+` a value, `0` null, `-` null with a denial at the field; otherwise what went wrong. */
function fieldVerdict(answer: Answer, path: readonly (string | number)[], actor: Actor): string {
  const value = valueAt(answer, path)
  const errors = answer.errors.filter((error) => isAt(error.path ?? [], path))
  if (errors.length === 0) return value == null ? '0' : '+'
  const isDenied = errors.length === 1 && errors[0]?.extensions?.code === denial(actor) && value == null
  const isRightHere = namesOf(errors[0]?.path ?? []).length === namesOf(path).length
  return isDenied && isRightHere ? '-' : JSON.stringify(errors)
}

type Path = readonly (string | number)[]

/** What was denied before anything was fetched names no items of lists. */
function isAt(errorPath: Path, path: Path): boolean {
  const isCounted = errorPath.some((step) => typeof step === 'number')
  const [there, here] = isCounted ? [errorPath, path] : [errorPath, namesOf(path)]
  return here.every((step, at) => there[at] === step)
}

function namesOf(path: Path): Path {
  return path.filter((step) => typeof step === 'string')
}

type Attempt = {
  readonly actor: Actor
  readonly verdict: string
  readonly case: MutationCase
  readonly client: GraphClient
  readonly input: object | undefined
}

/** Makes what the calls need, for the verdicts asked for. */
async function prepare(
  cases: readonly MutationCase[],
  clients: Readonly<Record<Actor, GraphClient>>,
  wanted: (verdict: string) => boolean,
): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  for (const each of cases) {
    for (const actor of actors) {
      const verdict = verdictOf(each.verdicts, actor)
      if (!wanted(verdict)) continue
      const { input, as = clients[actor] } = await each.call(actor)
      attempts.push({ actor, verdict, case: each, client: as, input })
    }
  }
  return attempts
}

async function tryMutation(
  { actor, verdict, case: { field, on }, client, input }: Attempt,
  seen: Set<string>,
) {
  const definition = schema.getMutationType()?.getFields()[field]
  const payload = definition && getNamedType(definition.type)
  if (definition === undefined || !isObjectType(payload)) return [`there is no mutation ${field}`]
  const inputType = definition.args.find(({ name }) => name === 'input')?.type
  const [head, call] = inputType ? [`($input: ${inputType})`, `${field}(input: $input)`] : ['', field]
  const selection = selectionOf(payload).replace(
    'userErrors { __typename }',
    'userErrors { __typename code }',
  )
  const answer = await client.ask<Payloads>(`mutation Try${head} { ${call} { ${selection} } }`, { input })
  const found = mutationVerdict(answer, field, actor)
  if (found === verdict && verdict === '+')
    for (const name of Object.keys(payload.getFields())) {
      if (valueAt(answer, [field, name]) != null) seen.add(`${payload.name}.${name}`)
    }
  return found === verdict ? [] : [`${field} on ${on} as ${actor}: ${found}, expected ${verdict}`]
}

type Payloads = Record<string, { userErrors: { code: string }[] } | null>

function mutationVerdict(answer: GraphAnswer<Payloads>, field: string, actor: Actor): string {
  const payload = answer.data?.[field]
  const [error, ...others] = answer.errors
  if (error === undefined) {
    const codes = payload?.userErrors.map(({ code }) => code) ?? []
    if (codes.length === 0) return payload ? '+' : '0'
    return codes.length === 1 && codes[0] === 'NOT_FOUND' ? 'n' : JSON.stringify(payload)
  }
  const isDenied = error.extensions?.code === denial(actor) && error.path?.join('.') === field && !payload
  return isDenied && others.length === 0 ? '-' : JSON.stringify(answer.errors)
}

function denial(actor: Actor): string {
  return actor === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
}

function selectionOf(type: Owner): string {
  return Object.values(type.getFields())
    .map(({ name, type: of }) => `${name}${isCompositeType(getNamedType(of)) ? ' { __typename }' : ''}`)
    .join(' ')
}

function getOwner(name: string): Owner {
  const type = schema.getType(name)
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${name} has no fields`)
  return type
}

type Answer = Pick<GraphAnswer<unknown>, 'data' | 'errors'>

function valueAt({ data }: Answer, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    data,
  )
}

/** Of every table, without what the services change by themselves: how often they look, and who was counted. */
async function fingerprint({ databases }: Stack): Promise<Record<string, string>> {
  const prints: Record<string, string> = {}
  for (const [service, url] of Object.entries(databases)) {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'throttles'`
    for (const { name } of tables) {
      const [row] = await sql`
        select md5(coalesce(string_agg(line, ' ' order by line), '')) as print
        from (select (to_jsonb(each) - 'settle_after')::text as line from ${sql(name)} as each) as lines`
      prints[`${service}.${name}`] = row?.print
    }
    await sql.end()
  }
  return prints
}
