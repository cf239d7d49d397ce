// Who is measured, and how each of them is started.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeEnvironment, nodeFlags } from '@supermarket/engine/node-flags.ts'
import { stateFolder } from '@supermarket/market/state-folder.ts'
import { openProfiledTarget } from '../../targets/profiled-target.ts'
import type { Target } from '../../targets/target.ts'
import type { ApolloPeerOptions } from './apollo-peer.ts'
import { openHive } from './hive.ts'

export const peerNames = ['floor', 'stock', 'hive', 'hive-rust', 'engine'] as const
export type PeerName = (typeof peerNames)[number]

export type Peer = {
  readonly title: string
  readonly about: string
  /** Answering when it resolves. */
  open(options: ApolloPeerOptions): Promise<Target>
}

const ours = versionsOf('../../../package.json')
const theirs = versionsOf('../../../peers/package.json')

export const peers: Readonly<Record<PeerName, Peer>> = {
  floor: {
    title: 'floor',
    about: `an executor that knows the answers, behind Apollo Server ${ours['@apollo/server']} on Fastify`,
    open: (options) => openApolloPeer('floor', options),
  },
  stock: {
    title: `@apollo/gateway ${ours['@apollo/gateway']}`,
    about: 'its own executor and data source, behind the same server',
    open: (options) => openApolloPeer('stock', options),
  },
  hive: {
    title: `Hive Gateway ${theirs['@graphql-hive/gateway']}`,
    about: 'as its command line starts it, JavaScript planner and executor',
    open: ({ supergraphSdl }) => openHive('hive.config.ts', supergraphSdl),
  },
  'hive-rust': {
    title: `Hive Gateway, Rust planner ${theirs['@graphql-hive/router-runtime']}`,
    about: 'the same with the planner of its Rust router (@graphql-hive/router-runtime)',
    open: ({ supergraphSdl }) => openHive('hive-rust.config.ts', supergraphSdl),
  },
  engine: {
    title: 'our engine',
    about: `packages/engine with its HTTP transport, behind the same server as the stock gateway; started with ${nodeFlags.join(' ')}, as its README advises; like the other two of ours it finds its modules in Node's compile cache`,
    open: (options) => openEngine(options),
  },
}

export function openEngine(options: ApolloPeerOptions): Promise<Required<Target>> {
  return openApolloPeer('engine', options, nodeFlags)
}

const env = nodeEnvironment(join(stateFolder, 'bench', 'compile-cache'))
const started = new Set<PeerName>()

async function openApolloPeer(
  name: PeerName,
  options: ApolloPeerOptions,
  flags: readonly string[] = [],
): Promise<Required<Target>> {
  const main = fileURLToPath(new URL(`${name}.main.ts`, import.meta.url))
  const open = () => openProfiledTarget(`the ${name} peer`, main, options, { flags, env })
  if (!started.has(name)) {
    started.add(name)
    // The first process that runs the files as they are now fills the cache when it ends.
    const first = await open()
    await first[Symbol.asyncDispose]()
  }
  return await open()
}

function versionsOf(path: string): Readonly<Record<string, string>> {
  const manifest: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(new URL(path, import.meta.url), 'utf8'),
  )
  return manifest.dependencies
}
