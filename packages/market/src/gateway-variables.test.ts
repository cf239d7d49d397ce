// Every variable of the gateway means in each topology what it means to a gateway that is started by itself.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { variables as ofGateway, readConfig as readGateway } from '@supermarket/gateway/config.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { afterAll, describe, expect, test } from 'vitest'
import {
  ignoredVariables,
  isDemo,
  type MarketConfig,
  variables as ofMarket,
  readConfig,
  requireOwnSupergraph,
  trafficFolderOf,
} from './config.ts'
import { frontOptions } from './front-options.ts'
import { newSecrets } from './secrets.ts'
import { serviceEnvironments } from './service-environments.ts'

type Front = Awaited<ReturnType<typeof frontOptions>>

type Case = {
  /** What else must be set with it. */
  readonly beside?: Readonly<Record<string, string>>
  readonly set: string
  /** What `npm start` makes of it. */
  readonly inOne: (front: Front, config: MarketConfig) => unknown
  readonly sees: unknown
}

const folder = mkdtempSync(join(tmpdir(), 'supermarket-variables-'))
afterAll(() => rmSync(folder, { recursive: true }))
const manifest = join(folder, 'trusted.json')
const operations = [{ id: 'one', name: 'Me', type: 'query', body: 'query Me { me { id } }' }]
writeFileSync(manifest, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }))
const studio = { APOLLO_KEY: 'service:shop:1', APOLLO_GRAPH_REF: 'shop@current' }
const account = { label: 'Eve', email: 'eve@supermarket.test', password: 'supermarket' }
const secrets = { USERS_SECRET: 'u'.repeat(32), ORDERS_SECRET: 'o'.repeat(32) }
const byUplink = { ...studio, SUPERGRAPH: 'uplink' }

const cases: Readonly<Record<string, Case>> = {
  NODE_ENV: { set: 'production', beside: secrets, inOne: (front) => front.explorer, sees: false },
  HOST: { set: '0.0.0.0', inOne: (front) => front.host, sees: '0.0.0.0' },
  LOG_LEVEL: { set: 'fatal', inOne: (_, config) => config.LOG_LEVEL, sees: 'fatal' },
  PORT: { set: '4100', inOne: (front) => front.port, sees: 4100 },
  METRICS_PORT: { set: '9564', inOne: (_, config) => config.METRICS_PORT, sees: 9564 },
  CORS_ORIGINS: {
    set: 'https://a.example, https://b.example',
    inOne: ({ serving }) => serving.corsOrigins,
    sees: ['https://a.example', 'https://b.example'],
  },
  REQUESTS_PER_MINUTE: { set: '7', inOne: ({ serving }) => serving.requestsPerMinute, sees: 7 },
  STREAMS_PER_CLIENT: { set: '0', inOne: ({ serving }) => serving.streamsPerClient, sees: 0 },
  MAX_OPERATION_COST: { set: '9', inOne: (front) => front.maxCost, sees: 9 },
  REQUEST_TIMEOUT_MS: { set: '900', inOne: ({ serving }) => serving.requestTimeoutMs, sees: 900 },
  DRAIN_DELAY_MS: { set: '800', inOne: ({ serving }) => serving.drainDelayMs, sees: 800 },
  TRUST_PROXY: {
    set: '10.0.0.0/8,loopback',
    inOne: ({ serving }) => serving.trustProxy,
    sees: ['10.0.0.0/8', 'loopback'],
  },
  EXPLORER: { set: 'false', inOne: (front) => front.explorer, sees: false },
  EXPLORER_ACCOUNTS: {
    set: JSON.stringify([account]),
    inOne: (front) => front.explorerAccounts,
    sees: [account],
  },
  TRAFFIC_DIR: {
    set: '/somewhere/traffic',
    inOne: (front) => front.trafficFolder,
    sees: '/somewhere/traffic',
  },
  TRUSTED_DOCUMENTS: { set: 'enforce', inOne: ({ trusted }) => trusted?.mode, sees: 'enforce' },
  TRUSTED_DOCUMENTS_MANIFEST: {
    set: manifest,
    beside: { TRUSTED_DOCUMENTS: 'log' },
    inOne: ({ trusted }) => trusted?.list.documents.map(({ name }) => name),
    sees: ['Me'],
  },
  APOLLO_KEY: {
    set: 'service:shop:2',
    beside: studio,
    inOne: (front) => front.studio?.key,
    sees: 'service:shop:2',
  },
  APOLLO_GRAPH_REF: {
    set: 'shop@next',
    beside: studio,
    inOne: (front) => front.studio?.graphRef,
    sees: 'shop@next',
  },
  APOLLO_TRACE_RATIO: {
    set: '0.5',
    beside: studio,
    inOne: (front) => front.studio?.traceRatio,
    sees: 0.5,
  },
  APOLLO_USAGE_REPORTING_URL: {
    set: 'https://usage.example',
    beside: studio,
    inOne: (front) => front.studio?.usageUrl,
    sees: 'https://usage.example',
  },
  APOLLO_SCHEMA_REPORTING_URL: {
    set: 'https://schema.example',
    beside: studio,
    inOne: (front) => front.studio?.schemaUrl,
    sees: 'https://schema.example',
  },
  SUPERGRAPH: { set: 'uplink', beside: studio, inOne: (_, config) => refusal(config), sees: 'refused' },
  APOLLO_UPLINK_ENDPOINTS: {
    set: 'https://a.example/,https://b.example/',
    beside: byUplink,
    inOne: (_, config) => refusal(config),
    sees: 'refused',
  },
}

function refusal(config: MarketConfig): string {
  try {
    requireOwnSupergraph(config)
    return 'taken'
  } catch {
    return 'refused'
  }
}

function environmentOf(env: Readonly<Record<string, string>>) {
  const config = readConfig(env)
  return serviceEnvironments({
    config,
    databases: { users: 'postgres://u', products: 'postgres://p', orders: 'postgres://o' },
    secrets: newSecrets(),
    demo: false,
    trafficFolder: trafficFolderOf(config),
  })
}

const log = createLog({ service: 'market', level: 'silent' })

async function inOneProcess({ inOne }: Case, env: Readonly<Record<string, string>>): Promise<unknown> {
  const config = readConfig(env)
  return inOne(await frontOptions(config, { demo: false, log }), config)
}

test('no variable of the gateway is without a row, but those of which the topologies say that they ignore them', () => {
  const names = Object.keys(ofGateway.shape)
  const ignored = ignoredVariables(Object.fromEntries(names.map((name) => [name, 'x'])))
  expect(ignored).toEqual(['SIGNING_KEYS', 'USERS_URL', 'PRODUCTS_URL', 'ORDERS_URL'])
  expect(Object.keys(cases).sort()).toEqual(names.filter((name) => !ignored.includes(name)).sort())
})

test('of .env.example the topologies read each variable, or say that they ignore it', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name)
  const ignored = ignoredVariables(Object.fromEntries(named.map((name) => [name, 'x'])))
  expect([...Object.keys(ofMarket.shape), ...ignored].sort()).toEqual(named.sort())
  expect(ignoredVariables({ USERS_URL: ' ', PORT: '1' })).toEqual([])
})

describe.each(Object.entries(cases))('%s', (name, each) => {
  const beside = { LOG_LEVEL: 'warn', TRAFFIC_DIR: 'off', ...each.beside }
  const set = { ...beside, [name]: each.set }
  const without = Object.fromEntries(Object.entries(beside).filter(([key]) => key !== name))

  test('reaches the gateway of `npm run start:services` as it was set', () => {
    const alone = readGateway(set, [])[name as keyof MarketConfig & keyof typeof ofGateway.shape]
    const { gateway, ...subgraphs } = environmentOf(set)
    expect(readGateway(gateway, [])[name as keyof typeof ofGateway.shape]).toEqual(alone)
    expect(alone).not.toEqual(readGateway({}, [])[name as keyof typeof ofGateway.shape])
    if (name in common) return
    for (const environment of Object.values(subgraphs)) expect(environment).not.toHaveProperty(name)
  })

  test('means the same to `npm start`', async () => {
    expect(await inOneProcess(each, set)).toEqual(each.sees)
    const base = Object.fromEntries(Object.entries(without).filter(([, value]) => value !== 'uplink'))
    // Neither of Studio's two pairs is complete without the other.
    if ('APOLLO_KEY' in base && name === 'APOLLO_GRAPH_REF') Reflect.deleteProperty(base, 'APOLLO_KEY')
    expect(await inOneProcess(each, base)).not.toEqual(each.sees)
  })
})

const common = { NODE_ENV: 0, HOST: 0, LOG_LEVEL: 0, PORT: 0, METRICS_PORT: 0 }

test('the demo shop’s accounts stand before those that the operator names', async () => {
  const config = readConfig({ EXPLORER_ACCOUNTS: JSON.stringify([account]), TRAFFIC_DIR: 'off' })
  const { explorerAccounts } = await frontOptions(config, { demo: isDemo(config), log })
  expect(explorerAccounts.map(({ label }) => label)).toEqual(['Admin', 'Ann', 'Bob', 'Eve'])
})
