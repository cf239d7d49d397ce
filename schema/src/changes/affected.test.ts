// Whom a change hits, kind by kind, over schemas of a few lines.
import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compareApis } from './compare-apis.ts'
import { judgeChanges } from './judge-changes.ts'
import { listKnownUses } from './known-uses.ts'

const sdl = `
  directive @big(of: Int) on FIELD
  type Query { item(id: ID!, size: Int): Item find(where: Where): Found named: Named }
  type Mutation { drop(id: ID!): ID }
  type Item implements Named { id: ID! name: String! colour: Colour box: Box }
  type Box implements Named { name: String! }
  interface Named { name: String! }
  union Found = Item | Box
  enum Colour { RED BLUE }
  type Spare { a: Int }
  input Where { colour: Colour = RED text: String }
`

const operations = parse(`
  query Boxes { find { ... on Box { name } } }
  query Colours { item(id: 1) { colour } }
  query Big { item(id: 1) { name @big(of: 2) } }
  query Sized($size: Int) { item(id: 1, size: $size) { id } }
  query Reds { find(where: { colour: RED }) { __typename } }
  query Either { named { name ... on Box { name } } }
  mutation Drop { drop(id: 1) }
`)

/** `verdict coordinate: operations`, without what is safe. */
async function judge(from: string, to: string): Promise<readonly string[]> {
  if (!sdl.includes(from)) throw new Error(`The schema does not hold ${from}.`)
  const [before, after] = [buildSchema(sdl), buildSchema(sdl.replace(from, to))]
  const uses = listKnownUses([{ name: 'o.graphql', document: operations }], [before, after], undefined)
  const changes = await compareApis({ api: before }, { api: after })
  return judgeChanges(changes, uses, { isProven: true, exceptions: [] })
    .filter(({ verdict }) => verdict !== 'safe')
    .map(
      ({ verdict, at, usedBy }) => `${verdict} ${at}: ${usedBy.map(({ operation }) => operation).join(', ')}`,
    )
}

test.each([
  ['a union loses a member', 'Found = Item | Box', 'Found = Item', ['breaking Found: Boxes']],
  ['a union loses a member that nobody asks for', 'Found = Item | Box', 'Found = Box', ['unused Found: ']],
  ['a type goes that nobody uses', 'type Spare { a: Int }', '', ['unused Spare: ']],
  ['a type becomes something else', 'type Spare { a: Int }', 'scalar Spare', ['unused Spare: ']],
  [
    'a type no longer implements an interface',
    'type Box implements Named',
    'type Box',
    ['breaking Box: Either'],
  ],
  [
    'an argument becomes required',
    'size: Int): Item',
    'size: Int!): Item',
    ['breaking Query.item(size:): Colours, Big, Sized'],
  ],
  [
    'an argument has another type',
    'size: Int): Item',
    'size: String): Item',
    ['breaking Query.item(size:): Sized'],
  ],
  ['an input field has another default', 'Colour = RED', 'Colour = BLUE', ['dangerous Where.colour: Reds']],
  ['an input field has another type', 'text: String', 'text: Int', ['unused Where.text: ']],
  [
    'an enum loses a value that is named',
    'RED BLUE',
    'BLUE',
    ['breaking Colour.RED: Colours, Reds', 'dangerous Where.colour: Reds'],
  ],
  ['an enum loses a value that may be answered', 'RED BLUE', 'RED', ['breaking Colour.BLUE: Colours']],
  ['a directive goes', 'directive @big(of: Int) on FIELD', '', ['breaking @big: Big']],
  ['an argument of a directive goes', '@big(of: Int)', '@big', ['breaking @big(of:): Big']],
  [
    'all mutations go',
    'type Mutation { drop(id: ID!): ID }',
    '',
    ['breaking Mutation: Drop', 'breaking schema: Drop'],
  ],
  ['a field is renamed', 'box: Box', 'case: Box', ['unused Item.box: ']],
] as const)('%s', async (_name, from, to, verdicts) => {
  expect([...(await judge(from, to))].sort()).toEqual(verdicts)
})
