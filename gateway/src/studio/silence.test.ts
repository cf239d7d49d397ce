// Without a key nothing leaves the house: not a report, not a connection, not a name that is looked up.
import { expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { testGateway } from '../gateway.fixture.ts'
import { watchConnections } from './connections.fixture.ts'
import { fakeStudio } from './fake-studio.fixture.ts'
import type { StudioOptions } from './studio-plugins.ts'
import { studioOf } from './studio-variables.ts'

/** From its start to its end, with a request that goes well and one that does not. */
async function peersOfAGateway(studio: StudioOptions | undefined) {
  using connections = watchConnections()
  await using open = await testGateway({ studio })
  await open.ask('{ product(slug: "milk") { name } }')
  await open.ask('{ user(id: "boom") { name } }')
  await open.close()
  const own = new URL(open.url).host
  expect(connections.peers()).toContain(own)
  return connections.peers().filter((peer) => peer !== own)
}

test('without a key the gateway connects to nobody', async () => {
  expect(
    await peersOfAGateway(studioOf(readConfig({ APOLLO_GRAPH_REF: 'supermarket@current' }, []))),
  ).toEqual([])
})

test('a key that only the environment has, and no config, is nobody’s', async () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('APOLLO_KEY', 'service:supermarket:key')
  vi.stubEnv('APOLLO_GRAPH_REF', 'supermarket@current')
  vi.stubEnv('APOLLO_SCHEMA_REPORTING', 'true')
  expect(await peersOfAGateway(undefined)).toEqual([])
})

test('with a key it connects to Studio and to nobody else, and this test would see more', async () => {
  await using studio = await fakeStudio()
  const byName = studio.url.replace('127.0.0.1', 'localhost')
  const env = {
    APOLLO_KEY: 'service:supermarket:key',
    APOLLO_GRAPH_REF: 'supermarket@current',
    APOLLO_USAGE_REPORTING_URL: byName,
    APOLLO_SCHEMA_REPORTING_URL: `${byName}/api/graphql`,
  }
  const peers = await peersOfAGateway(studioOf(readConfig(env, [])))
  const { port } = new URL(studio.url)
  expect(peers).toContain('localhost')
  expect(peers).toContain(`127.0.0.1:${port}`)
  // Where a machine knows localhost by two addresses, both are tried.
  const known = ['localhost', `127.0.0.1:${port}`, `::1:${port}`]
  expect(peers.filter((peer) => !known.includes(peer))).toEqual([])
  expect(studio.usage).toHaveLength(1)
})
