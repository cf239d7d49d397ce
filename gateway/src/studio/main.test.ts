// The gateway as a process, told of Studio by its environment alone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type FakeStudio, fakeStudio } from './fake-studio.fixture.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const supergraph = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url))
const key = 'service:supermarket:wGmmvvCtnN'

function environment({ url }: FakeStudio): Readonly<Record<string, string>> {
  return {
    APOLLO_GRAPH_REF: 'supermarket@process',
    APOLLO_USAGE_REPORTING_URL: url,
    APOLLO_SCHEMA_REPORTING_URL: `${url}/api/graphql`,
  }
}

/** Starts, answers one request, ends as on SIGTERM; everything that it printed. */
async function runGateway(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [main, '--supergraph', supergraph, '--port', '0'], {
    env: { NODE_ENV: 'production', METRICS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'close')
  const printed: string[] = []
  child.stderr.on('data', (text: Buffer) => printed.push(text.toString()))
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line)
    const { url } = JSON.parse(line)
    if (url === undefined) continue
    const body = JSON.stringify({ query: 'query Hello { __typename }' })
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } })
    child.kill('SIGTERM')
  }
  const [exitCode] = await ended
  return { exitCode, printed: printed.join('\n') }
}

test('reports with a key, to the last request, and prints the key nowhere', { timeout: 30_000 }, async () => {
  await using studio = await fakeStudio()
  const { exitCode, printed } = await runGateway({ ...environment(studio), APOLLO_KEY: key })

  expect(exitCode).toBe(0)
  expect(studio.usage.map(({ header }) => header?.graphRef)).toEqual(['supermarket@process'])
  expect(Object.keys(studio.usage[0]?.tracesPerQuery ?? {})).toEqual(['# Hello\nquery Hello{__typename}'])
  expect(printed).not.toContain(key)
})

test('sends nothing without a key', { timeout: 30_000 }, async () => {
  await using studio = await fakeStudio()
  const { exitCode } = await runGateway(environment(studio))

  expect(exitCode).toBe(0)
  expect(studio.bodies).toEqual([])
})

test('does not start with a key and no graph, and does not repeat the key', { timeout: 30_000 }, async () => {
  const { exitCode, printed } = await runGateway({ APOLLO_KEY: key })

  expect(exitCode).toBe(1)
  expect(printed).toContain('APOLLO_GRAPH_REF: is required with APOLLO_KEY')
  expect(printed).not.toContain(key)
})
