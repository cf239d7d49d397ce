// For tests: the users service on a database of its own, asked through its handler as the gateway would.
import type { EventEnvelope } from '@supermarket/service-kit/events/envelope.ts'
import type { ClientDetails, SubgraphAnswer } from '@supermarket/service-kit/subgraph-call.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import { pino } from 'pino'
import postgres from 'postgres'
import { openUsers, type UsersOptions, type UsersService } from './server.ts'

export type Asked = {
  readonly variables?: Record<string, unknown>
  readonly authorization?: string | undefined
  readonly client?: ClientDetails
}

export type Someone = {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly name: string
  readonly sessionId: string
  readonly refreshToken: string
  /** A whole `Authorization` header. */
  readonly authorization: string
}

export type UsersFixture = AsyncDisposable & {
  readonly service: UsersService
  readonly databaseUrl: string
  /** As the service's role, beside the service. */
  readonly sql: postgres.Sql
  /** SQL texts since the last `takeQueries`. */
  takeQueries(): string[]
  readonly delivered: EventEnvelope[]
  answer(query: string, asked?: Asked): Promise<SubgraphAnswer>
  /** The data; throws when the answer holds an error. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  ask(query: string, asked?: Asked): Promise<any>
  /** Registers somebody; a role beyond CUSTOMER is given by SQL, before signing in again. */
  someone(role?: Role): Promise<Someone>
  logIn(who: { email: string; password: string }): Promise<Someone>
}

export const secret = 'a secret of the tests, longer than it has to be'

export async function openFixture(options: Partial<UsersOptions> = {}): Promise<UsersFixture> {
  const database = await testDatabase('users')
  const queries: string[] = []
  const delivered: EventEnvelope[] = []
  const faults: string[] = []
  const service = await openUsers({
    databaseUrl: database.url,
    secret,
    log: pino({ level: 'error' }, { write: (line) => void faults.push(line) }),
    links: { events: { deliver: async (envelope) => void delivered.push(envelope) } },
    // Following the revocation feed goes on by the clock, beside whatever a test counts.
    onQuery: (text) => {
      if (!text.includes('from "revocations"')) queries.push(text)
    },
    ...options,
  })
  const sql = postgres(database.url, { max: 4, onnotice: () => {} })
  const answer: UsersFixture['answer'] = (query, { variables, authorization, client } = {}) =>
    service.handler.handle('gateway', {
      query,
      variables,
      authorization,
      client,
      requestId: 'request-of-a-test',
      deadlineAt: Date.now() + 10_000,
    })
  const ask: UsersFixture['ask'] = async (query, asked) => {
    const { body } = await answer(query, asked)
    if (body.errors) throw new Error([JSON.stringify(body.errors), ...faults].join('\n'))
    return body.data
  }
  const logIn: UsersFixture['logIn'] = async ({ email, password }) => {
    const { userLogin } = await ask(
      `mutation ($input: UserLoginInput!) { userLogin(input: $input) {
        user { id name sessions { nodes { id current } } } tokens { accessToken refreshToken } userErrors { code } } }`,
      { variables: { input: { email, password } } },
    )
    if (userLogin.userErrors.length > 0) throw new Error(JSON.stringify(userLogin.userErrors))
    const current = userLogin.user.sessions.nodes.find((session: { current: boolean }) => session.current)
    return {
      id: userLogin.user.id,
      name: userLogin.user.name,
      email,
      password,
      sessionId: current.id,
      refreshToken: userLogin.tokens.refreshToken,
      authorization: `Bearer ${userLogin.tokens.accessToken}`,
    }
  }
  let count = 0
  return {
    service,
    databaseUrl: database.url,
    sql,
    takeQueries: () => queries.splice(0),
    delivered,
    answer,
    ask,
    logIn,
    async someone(role = 'CUSTOMER') {
      count += 1
      const number = String(count).padStart(3, '0')
      const who = { email: `somebody-${number}@shop.test`, password: `correct horse ${number}` }
      const { userRegister } = await ask(
        `mutation ($input: UserRegisterInput!) { userRegister(input: $input) { user { id } userErrors { code message } } }`,
        { variables: { input: { ...who, name: `Somebody ${number}` } } },
      )
      await sql`update users set roles = ${[role]} where id = ${userRegister.user.id}`
      return logIn(who)
    },
    async [Symbol.asyncDispose]() {
      await sql.end()
      await service[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}
