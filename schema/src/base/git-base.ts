// Reads a base from git. A first commit, a clone without history and an unpacked archive have none: that is told, and is no
// failure.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type DocumentNode, GraphQLError, parse } from 'graphql'
import type { EventFiles } from '../events/load-events.ts'
import { withShared } from '../load.ts'
import { type SubgraphName, subgraphNames } from '../subgraphs.ts'
import type { Base } from './base.ts'

const run = promisify(execFile)

/** `ref` names a commit: a branch, a tag or a hash. */
export async function readGitBase(ref: string, room: URL): Promise<Base> {
  if ((await git(['rev-parse', '--git-dir'], room)) === undefined) return absent('this is no git repository')
  const commit = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], room)
  if (commit === undefined) return absent(`there is no commit ${ref}${await tellShallow(room)}`)
  const supergraphSdl = await show(commit.trim(), 'supergraph.graphql', room)
  if (supergraphSdl === undefined) return absent(`${ref} holds no schema/supergraph.graphql`)
  const subgraphs = await showSubgraphs(commit.trim(), room)
  const entries = (await listEntriesAt(commit.trim(), room)) ?? []
  const events = await showEvents(commit.trim(), room)
  return {
    kind: 'supergraph',
    from: ref,
    supergraphSdl,
    ...(subgraphs === undefined ? {} : { subgraphs }),
    ...(entries.length === 0 ? {} : { entries }),
    ...(Object.keys(events).length === 0 ? {} : { events }),
  }
}

/** The files of events/ as a commit holds them; none before there was such a folder. */
async function showEvents(commit: string, room: URL): Promise<EventFiles> {
  const names = await git(['ls-tree', '--name-only', commit, 'events/'], room)
  const paths = names?.split('\n').filter((path) => path.endsWith('.json')) ?? []
  const files = await Promise.all(
    paths.map(async (path) => [path.slice('events/'.length), (await show(commit, path, room)) ?? '']),
  )
  return Object.fromEntries(files)
}

/** Ids of the changelog's entries that a commit holds; undefined when there is no such commit. */
export async function listEntriesAt(commit: string, room: URL): Promise<readonly string[] | undefined> {
  const found = await git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`],
    room,
  )
  if (found === undefined) return undefined
  const names = await git(['ls-tree', '--name-only', found.trim(), 'changelog/'], room)
  return names?.split('\n').flatMap((name) => /^changelog\/(.+)\.json$/.exec(name)?.[1] ?? [])
}

/** So that what is not committed yet is judged before it is, and the last commit (in CI: the pull request) afterwards. */
export async function readDefaultBase(room: URL): Promise<Base> {
  const edited = (await git(['diff', '--quiet', 'HEAD', '--', '*.graphql'], room)) === undefined
  return await readGitBase(edited ? 'HEAD' : 'HEAD^1', room)
}

/** Undefined when the commit lacks one of them, or holds one that is no SDL. */
export async function showSubgraphs(
  commit: string,
  room: URL,
): Promise<Readonly<Record<SubgraphName, DocumentNode>> | undefined> {
  const [shared, ...own] = await Promise.all(
    ['shared', ...subgraphNames].map((name) => show(commit, `${name}.graphql`, room)),
  )
  const [users, products, orders] = own
  if (!shared || !users || !products || !orders) return undefined
  const whole = (sdl: string) => withShared(parse(sdl), parse(shared))
  try {
    return { users: whole(users), products: whole(products), orders: whole(orders) }
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}

function show(commit: string, file: string, room: URL): Promise<string | undefined> {
  return git(['show', `${commit}:./${file}`], room)
}

/** A clone of the newest commits only, which is what CI makes unless it is told otherwise. */
async function tellShallow(room: URL): Promise<string> {
  const shallow = await git(['rev-parse', '--is-shallow-repository'], room)
  return shallow?.trim() === 'true'
    ? ' in this shallow clone (git fetch --unshallow; in CI: fetch-depth: 0)'
    : ''
}

function absent(reason: string): Base {
  return { kind: 'absent', reason }
}

/** What git says; undefined when it refuses. */
export async function git(args: readonly string[], room: URL): Promise<string | undefined> {
  try {
    return (await run('git', [...args], { cwd: room, maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch {
    return undefined
  }
}
