// What clients send follows from the stored operations alone, and a mistake in these is found when they are read.
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { composeSubgraphs } from '../compose.ts'
import { buildManifest } from '../documents/build-manifest.ts'
import { loadAllSubgraphSdl, loadOperations } from '../load.ts'
import { listClientDocuments } from './client-operations.ts'
import { clientArtefacts } from './generate-client.ts'

const read = (...texts: readonly string[]) =>
  listClientDocuments(texts.map((text, at) => ({ name: `${at}.graphql`, document: parse(text) })))

test('an operation carries the fragments it needs, those of fragments too, and typenames below its root', () => {
  const { operations } = read(
    'query B { me { ...Outer } } query A { me { __typename id } }',
    'fragment Outer on User { cart { ...Inner } } fragment Inner on Cart { id } fragment Unused on Cart { id }',
  )
  expect(operations.map(({ name }) => name)).toEqual(['A', 'B'])
  expect(operations[0]?.text).toBe('query A {\n  me {\n    __typename\n    id\n  }\n}')
  expect(operations[1]?.text).toBe(
    [
      'query B {\n  me {\n    ...Outer\n    __typename\n  }\n}',
      'fragment Inner on Cart {\n  id\n  __typename\n}',
      'fragment Outer on User {\n  cart {\n    ...Inner\n    __typename\n  }\n  __typename\n}',
    ].join('\n\n'),
  )
})

test('what a client sends is what the list of trusted documents holds', () => {
  const built = buildManifest([
    { path: '', documents: loadOperations().map(({ document }) => document), errors: [] },
  ])
  const trusted = built.kind === 'built' ? built.manifest.operations : []
  const sent = listClientDocuments(loadOperations()).operations
  expect(sent.map(({ name, text }) => [name, text])).toEqual(trusted.map(({ name, body }) => [name, body]))
})

test('fragments that spread each other are read to an end', () => {
  const { operations } = read(
    'query A { me { ...F } } fragment F on User { ...G } fragment G on User { ...F }',
  )
  expect(operations[0]?.document.definitions).toHaveLength(3)
})

test('an operation without a name, a name that is taken and a fragment that is missing are refused', () => {
  expect(() => read('{ me { id } }')).toThrow('schema/operations: an operation has no name.')
  expect(() => read('query A { me { id } }', 'query A { me { name } }')).toThrow(
    'schema/operations: A is defined twice.',
  )
  expect(() => read('query A { me { ...F } }')).toThrow('schema/operations: fragment F is missing.')
})

test('a scalar without a declared type is refused instead of becoming any', async () => {
  const sdl = 'scalar Colour type Query { colour: Colour }'
  const files = [{ name: 'a.graphql', document: parse('query A { colour }') }]
  await expect(clientArtefacts(sdl, files)).rejects.toThrow('Unknown scalar type Colour')
})

test('the caches are told of every abstract type and of every object without an id', async () => {
  const composition = composeSubgraphs(loadAllSubgraphSdl())
  if (composition.kind === 'failed') throw new Error('does not compose')
  const artefacts = await clientArtefacts(composition.apiSdl, [])
  const { content = '' } = artefacts.find(({ path }) => path.endsWith('cache-types.ts')) ?? {}
  expect(content).toMatch(/"UserError": \[\s+"GeneralUserError",\s+"InsufficientStock",\s+"PriceChanged",/)
  expect(content).toContain('"Money"')
  expect(content).not.toContain('"Cart"')
  expect(content).not.toContain('"Query"')
})
