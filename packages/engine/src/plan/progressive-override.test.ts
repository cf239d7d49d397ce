import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compose, serve, subgraph, subgraphTransport } from '../engine.fixture.ts'
import type { PlanReport } from '../graph/engine-events.ts'
import { fromSdl } from '../supergraph/from-sdl.ts'
import { overrideLabels } from './override-labels.ts'

const subgraphs = [
  subgraph('old', 'type Query { a: String b: String c: String }'),
  subgraph(
    'new',
    `type Query {
       a: String @override(from: "old", label: "percent(25)")
       b: String @override(from: "old", label: "flag/b")
     }`,
  ),
]
const sdl = compose(subgraphs)

test('an operation’s labels are those of fields that it asks for, wherever it does', () => {
  const labelsFor = overrideLabels(buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }))
  const labels = (source: string) => labelsFor(parse(source)).map(({ label }) => label)

  expect(labels('{ c }')).toEqual([])
  expect(labels('{ b }')).toEqual(['flag/b'])
  expect(labels('{ b ...F } fragment F on Query { ... { x: a } }')).toEqual(['flag/b', 'percent(25)'])
})

test('a field that may be fetched unasked, as part of a key or for another, counts for every operation', () => {
  const labelsFor = overrideLabels(
    buildSchema(
      `
      directive @join__type(graph: String, key: String) repeatable on OBJECT
      directive @join__field(
        graph: String requires: String provides: String overrideLabel: String contextArguments: [Argument!]
      ) repeatable on FIELD_DEFINITION
      input Argument { selection: String }
      schema @link(url: "https://specs.apollo.dev/join/v0.5") { query: Query }
      type Query { thing: Thing @join__field(provides: "depth") }
      type Thing @join__type(graph: A, key: "id { part }") {
        part: Int @join__field(overrideLabel: "key")
        size: Int @join__field(overrideLabel: "requires")
        depth: Int @join__field(overrideLabel: "provides")
        owner: Int @join__field(overrideLabel: "context")
        color: Int @join__field(overrideLabel: "color")
        cost: Int @join__field(requires: "size", contextArguments: [{ selection: "... on Thing { owner }" }])
      }`,
      { assumeValid: true, assumeValidSDL: true },
    ),
  )

  expect(labelsFor(parse('{ thing { __typename } }')).map(({ label }) => label)).toEqual([
    'context',
    'key',
    'provides',
    'requires',
  ])
})

test('shares are read as composition writes them', () => {
  const share = (label: string) =>
    overrideLabels(
      buildSchema(sdl.replaceAll('percent(25)', label), { assumeValid: true, assumeValidSDL: true }),
    )(parse('{ a }')).find((each) => each.label === label)?.percent

  expect(
    ['percent(0)', 'percent(0.5)', 'percent(99.99999999)', 'percent(100)', 'percent(101)', 'percent'].map(
      share,
    ),
  ).toEqual([0, 0.5, 99.99999999, 100, undefined, undefined])
})

test('a graph without labels has none for any operation', () => {
  const plain = buildSchema(compose(subgraphs.slice(0, 1)), { assumeValid: true, assumeValidSDL: true })

  expect(overrideLabels(plain)(parse('{ a b c }'))).toEqual([])
})

/** Answers name their subgraph. */
function serveOverriding(options: Partial<Parameters<typeof serve>[0]>) {
  return serve({
    supergraph: fromSdl(sdl),
    transport: ({ name }) => {
      const found = subgraphs.find((each) => each.name === name)
      if (found === undefined) throw new Error(`no subgraph ${name}`)
      const transport = subgraphTransport(found)
      return {
        async execute(request) {
          const { data } = await transport.execute(request)
          return { data: Object.fromEntries(Object.keys(data ?? {}).map((key) => [key, name])) }
        },
      }
    },
    planning: { workers: 0 },
    ...options,
  })
}

test('percentages are drawn for every request with their share, and both outcomes are planned once', async () => {
  const plans: PlanReport[] = []
  await using served = await serveOverriding({ events: { onPlan: (report) => plans.push(report) } })
  const answers = new Map<string, number>()

  for (let round = 0; round < 400; round += 1) {
    const { text } = await served.post({ query: '{ a }' })
    answers.set(text, (answers.get(text) ?? 0) + 1)
  }

  expect([...answers.keys()].toSorted()).toEqual(['{"data":{"a":"new"}}\n', '{"data":{"a":"old"}}\n'])
  // 100 expected, standard deviation 8.7: one run in a million is outside.
  expect(Math.abs((answers.get('{"data":{"a":"new"}}\n') ?? 0) - 100)).toBeLessThan(43)
  expect(plans).toHaveLength(2)
})

test('other labels are on for whom the option says so, and it is asked only where one could matter', async () => {
  let on: string[] = []
  let asked = 0
  await using served = await serveOverriding({
    overrideLabels: () => {
      asked += 1
      return on
    },
  })

  await served.post({ query: '{ c }' })
  expect(asked).toBe(0)
  expect((await served.post({ query: '{ b }' })).text).toBe('{"data":{"b":"old"}}\n')
  on = ['flag/b', 'unheard of']
  expect((await served.post({ query: '{ b }' })).text).toBe('{"data":{"b":"new"}}\n')
  expect(asked).toBe(2)
})
