// The list of trusted documents: what stands in it, what keeps it from being made, and what is none.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { buildManifest, printManifest } from './build-manifest.ts'
import { readClientFolder } from './client-folder.ts'
import { comparableText } from './comparable-text.ts'
import { parseManifest, readManifest } from './manifest.ts'

const schema = buildSchema(`
  directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query { product(id: ID!): Product }
  type Product { id: ID! name: String! related: [Product!]! }
`)

async function aClient(files: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), 'client-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), text)
  }
  return {
    path,
    at: (place: string) => join(path, place),
    build: () => buildManifest([readClientFolder(path)], schema),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

test('each operation stands alone with the fragments that it reaches, with __typename, sorted and hashed', async () => {
  await using client = await aClient({
    'b.graphql': 'query B { product(id: 2) { ...Part } }\nquery A { product(id: 1) { name, } }',
    'deep/part.gql':
      '# a comment\nfragment Part on Product { related { ...Deep } } fragment Unused on Product { id }',
    'deep/z.graphql': 'fragment Deep on Product { id }',
    'node_modules/other/x.graphql': 'query {',
    'readme.md': 'query {',
  })
  expect(client.build()).toEqual({
    kind: 'built',
    manifest: {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [
        {
          id: '3b95ea23580c05070ac2e706e288517a05102666e85ee92d8f26dc66a464fe1a',
          name: 'A',
          type: 'query',
          body: 'query A {\n  product(id: 1) {\n    name\n    __typename\n  }\n}',
        },
        {
          id: expect.stringMatching(/^[0-9a-f]{64}$/),
          name: 'B',
          type: 'query',
          body: [
            'query B {\n  product(id: 2) {\n    ...Part\n    __typename\n  }\n}',
            'fragment Deep on Product {\n  id\n  __typename\n}',
            'fragment Part on Product {\n  related {\n    ...Deep\n    __typename\n  }\n  __typename\n}',
          ].join('\n\n'),
        },
      ],
    },
  })
})

test.each([
  ['a file that does not parse', { 'a.graphql': 'query A {\n  product(' }, ['a.graphql:2: Syntax Error']],
  [
    'an operation without a name',
    { 'a.graphql': '\n{ product(id: 1) { id } }' },
    ['a.graphql:2: An operation needs a name.'],
  ],
  [
    'a field that is not there',
    { 'a.graphql': 'query A {\n  product(id: 1) {\n    gone\n  }\n}' },
    ['a.graphql:3: Cannot query field "gone" on type "Product".'],
  ],
  [
    'a fragment that is not there',
    { 'a.graphql': 'query A { product(id: 1) { ...Gone } }' },
    ['a.graphql:1: Unknown fragment "Gone".'],
  ],
  [
    'a wrong fragment, however many operations use it, and what else is wrong',
    {
      'a.graphql': 'query A { product(id: 1) { ...F } } query B { product(id: 1) { ...F } }',
      'f.graphql': 'fragment F on Product { gone }',
      'z.graphql': 'query Z { nothing }',
    },
    ['f.graphql:1: Cannot query field "gone"', 'z.graphql:1: Cannot query field "nothing"'],
  ],
  [
    'a schema',
    { 'a.graphql': 'type T { a: Int }' },
    ['a.graphql:1: Only operations and fragments may stand here.'],
  ],
])('%s is told with its file and line', async (_, files, expected) => {
  await using client = await aClient(files)
  const built = client.build()
  expect(built).toEqual({
    kind: 'failed',
    problems: expected.map((problem) => expect.stringContaining(client.at(problem))),
  })
})

test.each([
  ['operation', 'query A { product(id: 1) { id } }'],
  ['fragment', 'fragment A on Product { id }'],
])('an %s that is there twice is told with both places', async (kind, text) => {
  await using client = await aClient({ 'a.graphql': text, 'b.graphql': `\n\n${text}` })
  expect(client.build()).toEqual({
    kind: 'failed',
    problems: [`${client.at('b.graphql')}:3: The ${kind} A is there already: ${client.at('a.graphql')}:1.`],
  })
})

test('clients keep their fragments apart, may share an operation, and may not mean different ones by a name', async () => {
  const query = 'query A { product(id: 1) { ...F } }'
  await using web = await aClient({ 'a.graphql': `${query} fragment F on Product { id }` })
  await using app = await aClient({ 'a.graphql': `fragment F on Product { id } ${query}` })
  await using other = await aClient({ 'a.graphql': `${query} fragment F on Product { name }` })
  const build = (...paths: readonly string[]) => buildManifest(paths.map(readClientFolder), schema)
  const built = build(web.path, app.path)
  expect(built.kind === 'built' && built.manifest.operations.map(({ name }) => name)).toEqual(['A'])
  expect(build(web.path, other.path)).toEqual({
    kind: 'failed',
    problems: [`${other.at('a.graphql')}:1: The operation A is there already: ${web.at('a.graphql')}:1.`],
  })
})

test('a list is read back as it was written', async () => {
  await using client = await aClient({ 'a.graphql': 'query A { product(id: 1) { id ... @defer { name } } }' })
  const built = client.build()
  if (built.kind === 'failed') throw new Error(built.problems.join())
  expect(parseManifest(printManifest(built.manifest), 'f')).toEqual(built.manifest)
})

const operation = { id: '1', name: 'A', type: 'query', body: '{ a }' }
const listOf = (...operations: readonly object[]) =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations })

test.each([
  ['nothing', 'f is no JSON.'],
  ['[]', 'f must be an object.'],
  ['{"format":"x"}', 'f: format must be apollo-persisted-query-manifest.'],
  ['{"format":"apollo-persisted-query-manifest","version":2}', 'f: version must be 1.'],
  [listOf({ ...operation, body: '' }), 'f: operations[0].body must be text.'],
  [
    listOf(operation, { ...operation, type: 'fragment' }),
    'f: operations[1].type must be query, mutation or subscription.',
  ],
  [listOf(operation, { ...operation, body: '{ b }' }), "f: operations[1].id is another operation's, too."],
])('%s is no list', (text, message) => {
  expect(() => parseManifest(text, 'f')).toThrow(message)
})

test('a list that is not there is told in one sentence', async () => {
  await expect(readManifest('/nowhere/list.json')).rejects.toThrow(
    '/nowhere/list.json is not there: npm run operations:build makes it.',
  )
})

const text = (source: string) => comparableText(parse(source))
const plain = 'query A { product(id: 1) { ...F } } fragment F on Product { id name }'

test.each([
  'fragment F on Product { id, name }\n# why\nquery A{product(id:1){...F}}',
  'query A { product(id: 1) { __typename ...F } __typename } fragment F on Product { id __typename name }',
])('%s is the same document', (other) => {
  expect(text(other)).toBe(text(plain))
})

test.each([
  'query A { product(id: 2) { ...F } } fragment F on Product { id name }',
  'query A { product(id: 1) { ...F } } fragment F on Product { name id }',
  'query A { product(id: 1) { ...F } } fragment F on Product { id x: __typename name }',
  'query A { product(id: 1) { ...F } } fragment F on Product { id name __typename @skip(if: true) }',
  'query B { product(id: 1) { ...F } } fragment F on Product { id name }',
  'query A { product(id: 1) { ...F } } fragment F on Product { id name } fragment G on Product { id }',
])('%s is another document', (other) => {
  expect(text(other)).not.toBe(text(plain))
})

test('a selection of nothing but __typename stays', () => {
  expect(text('{ product(id: 1) { __typename } }')).toContain('__typename')
})
