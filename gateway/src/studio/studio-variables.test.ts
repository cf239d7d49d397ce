import { ConfigError } from '@supermarket/service-kit/env.ts'
import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { studioOf } from './studio-variables.ts'

const key = 'service:supermarket:wGmmvvCtnN'
const APOLLO_GRAPH_REF = 'supermarket@current'

function problemOf(env: Readonly<Record<string, string>>, args: readonly string[] = []): string {
  try {
    readConfig(env, args)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n')
    throw error
  }
  return 'none'
}

test('without a key there is no Studio, with or without a graph', () => {
  expect(studioOf(readConfig({}, []))).toBeUndefined()
  expect(studioOf(readConfig({ APOLLO_GRAPH_REF }, []))).toBeUndefined()
  expect(studioOf(readConfig({ APOLLO_KEY: ' ', APOLLO_GRAPH_REF }, []))).toBeUndefined()
})

test('a key and a graph report everything, of a supergraph from our own file', () => {
  expect(studioOf(readConfig({ APOLLO_KEY: `${key}\n`, APOLLO_GRAPH_REF }, []))).toEqual({
    key,
    graphRef: 'supermarket@current',
    traceRatio: 1,
    reportsSchema: true,
    usageUrl: undefined,
    schemaUrl: undefined,
  })
})

test('a supergraph from Uplink is asked for in so many words, and not reported', () => {
  const config = readConfig({ APOLLO_KEY: key, APOLLO_GRAPH_REF, SUPERGRAPH: 'uplink' }, [])
  expect([config.SUPERGRAPH, studioOf(config)?.reportsSchema]).toEqual(['uplink', false])
})

test.each([
  ['a key without a graph', { APOLLO_KEY: key }, 'APOLLO_GRAPH_REF: is required with APOLLO_KEY'],
  [
    'a key of two lines',
    { APOLLO_KEY: `${key}\n${key}`, APOLLO_GRAPH_REF },
    'APOLLO_KEY: must be an API key',
  ],
  [
    'a graph without a variant',
    { APOLLO_KEY: key, APOLLO_GRAPH_REF: 'supermarket' },
    'must be graph@variant',
  ],
  ['a graph of two variants', { APOLLO_GRAPH_REF: 'supermarket@a@b' }, 'must be graph@variant'],
  ['too many traces', { APOLLO_TRACE_RATIO: '2' }, 'APOLLO_TRACE_RATIO: must be a number from 0 to 1'],
  [
    'an address that is none',
    { APOLLO_USAGE_REPORTING_URL: 'studio' },
    'APOLLO_USAGE_REPORTING_URL: must be',
  ],
  ['an Uplink that is none', { APOLLO_UPLINK_ENDPOINTS: 'https://a.example,b' }, 'APOLLO_UPLINK_ENDPOINTS'],
  ['a supergraph from nowhere', { SUPERGRAPH: 'studio' }, 'SUPERGRAPH: must be file or uplink'],
  ['Uplink without a key', { SUPERGRAPH: 'uplink' }, 'SUPERGRAPH: uplink needs APOLLO_KEY'],
])('%s is a problem, told without the key', (_name, env, problem) => {
  expect(problemOf(env)).toContain(problem)
  expect(problemOf(env)).not.toContain(key)
})

test('Uplink is one supergraph, and the engine’s', () => {
  const env = { APOLLO_KEY: key, APOLLO_GRAPH_REF, SUPERGRAPH: 'uplink' }
  expect(problemOf(env, ['--supergraph', 'graph.graphql'])).toContain('name two supergraphs')
  expect(problemOf(env, ['--executor', 'stock'])).toContain('needs --executor engine')
})
