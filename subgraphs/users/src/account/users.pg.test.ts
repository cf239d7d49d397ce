import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type Someone, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
let staff: Someone
let admin: Someone
beforeAll(async () => {
  users = await openFixture()
  staff = await users.someone('STAFF')
  admin = await users.someone('ADMIN')
  await users.sql`
    insert into users (id, email, email_key, name, password_hash, roles, created_at)
    select 'usr_' || lpad(n::text, 26, '0'), 'listed-' || n || '@list.test', 'listed-' || n || '@list.test',
      case n when 1 then '100% cotton' when 2 then 'under_score' when 3 then 'back\\slash' else 'Listed ' || n end,
      'none', '{CUSTOMER}', timestamptz '2020-01-01' + (n / 3) * interval '1 second'
    from generate_series(1, 30) n`
})
afterAll(() => users[Symbol.asyncDispose]())

const query = `query ($first: Int, $after: String, $search: String) {
  users(first: $first, after: $after, search: $search) {
    totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }`
const list = async (variables: object, who = admin) =>
  (await users.ask(query, { variables: { ...variables }, authorization: who.authorization })).users
const names = ({ nodes }: { nodes: { name: string }[] }) => nodes.map(({ name }) => name)

test('users are listed newest first, whole and without repetition across pages', async () => {
  const seen: string[] = []
  let after: string | null = null
  for (let more = true; more; ) {
    const page = await list({ first: 7, after })
    seen.push(...page.nodes.map(({ id }: { id: string }) => id))
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  const all = await users.sql`select id from users order by created_at desc, id desc`
  expect(seen).toEqual(all.map(({ id }) => id))
})

test('a page goes on where it stopped although users came and went in between', async () => {
  const first = await list({ first: 5, search: 'Listed' })
  await users.sql`
    insert into users (id, email, email_key, name, password_hash, roles)
    values ('usr_99999999999999999999999999', 'new@list.test', 'new@list.test', 'Listed new', 'none', '{CUSTOMER}')`
  await users.sql`delete from users where id = ${first.nodes[4].id}`
  const second = await list({ first: 5, search: 'Listed', after: first.pageInfo.endCursor })
  expect(names(second)).toEqual(['Listed 25', 'Listed 24', 'Listed 23', 'Listed 22', 'Listed 21'])
})

test('a search is taken literally', async () => {
  expect(names(await list({ search: '100%' }))).toEqual(['100% cotton'])
  expect(names(await list({ search: 'r_s' }))).toEqual(['under_score'])
  expect(names(await list({ search: '\\' }))).toEqual(['back\\slash'])
  expect(names(await list({ search: 'LISTED 4' }))).toEqual(['Listed 4'])
  expect(names(await list({ search: "'; drop table users; --" }))).toEqual([])
})

test('an administrator finds users by their address, staff who may not see addresses do not', async () => {
  expect(names(await list({ search: 'listed-7@' }))).toEqual(['Listed 7'])
  expect(names(await list({ search: 'listed-7@' }, staff))).toEqual([])
  expect(names(await list({ search: 'Listed 7' }, staff))).toEqual(['Listed 7'])
})

test('totals are exact: all of them from the counter, a search by counting', async () => {
  const [{ total } = { total: 0 }] = await users.sql`select count(*)::integer as total from users`
  expect((await list({ first: 1 })).totalCount).toBe(total)
  expect((await list({ first: 1, search: 'under_' })).totalCount).toBe(1)
  await users.sql`delete from users where name = '100% cotton'`
  expect((await list({ first: 1 })).totalCount).toBe(total - 1)
})

test('a total beyond 10,000 matches of a search is null', async () => {
  await users.sql`
    insert into users (id, email, email_key, name, password_hash, roles)
    select 'usr_M' || lpad(n::text, 25, '0'), n || '@many.test', n || '@many.test', 'Many ' || n, 'none', '{CUSTOMER}'
    from generate_series(1, 10001) n`
  expect((await list({ first: 1, search: 'Many' })).totalCount).toBeNull()
  await users.sql`delete from users where id = 'usr_M' || lpad('1', 25, '0')`
  expect((await list({ first: 1, search: 'Many' })).totalCount).toBe(10_000)
  const [{ total } = { total: 0 }] = await users.sql`select count(*)::integer as total from users`
  expect((await list({ first: 1 })).totalCount).toBe(total)
})

test('pages, searches and cursors are bounded', async () => {
  const future = Buffer.from(JSON.stringify([8.64e15, admin.id])).toString('base64url')
  for (const variables of [
    { first: 0 },
    { first: 101 },
    { first: -1 },
    { search: 'x'.repeat(101) },
    { after: 'nonsense' },
    { after: future },
    { after: Buffer.from('[1, "usr_x"]').toString('base64url') },
  ]) {
    const { body } = await users.answer(query, { variables, authorization: admin.authorization })
    expect(body.errors?.[0]?.extensions?.code, JSON.stringify(variables)).toBe('BAD_USER_INPUT')
    expect(body.data).toEqual({ users: null })
  }
})

test('a page of users is one statement, its total another', async () => {
  users.takeQueries()
  await users.ask('{ users(first: 20) { nodes { id name email roles createdAt } } }', {
    authorization: admin.authorization,
  })
  expect(users.takeQueries()).toHaveLength(1)
  await list({ first: 20 })
  expect(users.takeQueries()).toHaveLength(2)
})

test('a thousand references are one statement, in the order asked, null for the unknown', async () => {
  const known = await users.sql`select id from users limit 500`
  const ids = known.flatMap(({ id }, index) => [id, `usr_U${String(index).padStart(25, '0')}`, 'no id'])
  const representations = ids.slice(0, 1000).map((id) => ({ __typename: 'User', id }))
  users.takeQueries()
  const { _entities } = await users.ask(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { id name } } }',
    { variables: { representations }, authorization: staff.authorization },
  )
  expect(users.takeQueries()).toHaveLength(1)
  const wanted = ids.slice(0, 1000).map((id) => (known.some((row) => row.id === id) ? id : null))
  expect(_entities.map((entity: { id: string } | null) => entity?.id ?? null)).toEqual(wanted)
})

test("a customer's references to others are null, to themselves whole", async () => {
  const ann = await users.someone()
  const { _entities } = await users.ask(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { id email } } }',
    {
      variables: {
        representations: [
          { __typename: 'User', id: admin.id, openedSessionId: 'forged' },
          { __typename: 'User', id: ann.id },
        ],
      },
      authorization: ann.authorization,
    },
  )
  expect(_entities).toEqual([null, { id: ann.id, email: ann.email }])
})

test('me is the id in the token without a statement, null for an anonymous caller', async () => {
  const ann = await users.someone()
  users.takeQueries()
  expect(await users.ask('{ me { id } }', { authorization: ann.authorization })).toEqual({
    me: { id: ann.id },
  })
  expect(users.takeQueries()).toEqual([])
  expect(await users.ask('{ me { id } }')).toEqual({ me: null })
})

test('a user changes their own name, within its limits', async () => {
  const ann = await users.someone()
  const update = async (input: object) =>
    (
      await users.ask(
        `mutation ($input: UserUpdateInput!) { userUpdate(input: $input) { user { name } userErrors { code path } } }`,
        { variables: { input }, authorization: ann.authorization },
      )
    ).userUpdate
  expect(await update({ name: ' Ann Other ' })).toEqual({ user: { name: 'Ann Other' }, userErrors: [] })
  for (const name of ['', '   ', 'x'.repeat(101)])
    expect(await update({ name })).toEqual({
      user: null,
      userErrors: [{ code: 'INVALID', path: ['input', 'name'] }],
    })
  expect(await update({})).toEqual({ user: { name: 'Ann Other' }, userErrors: [] })
  expect(await update({ name: '😀'.repeat(100) })).toMatchObject({ userErrors: [] })
})
