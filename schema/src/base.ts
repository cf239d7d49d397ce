// Reads the supergraph that the current one is compared with from git. A first commit, a clone without history and an
// unpacked archive have none: that is told, and is no failure.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { schemaRoom } from './load.ts'

export type Base =
  | { readonly kind: 'found'; readonly ref: string; readonly supergraphSdl: string }
  | { readonly kind: 'absent'; readonly reason: string }

const run = promisify(execFile)

/** `ref` names a commit: a branch, a tag or a hash. `room` is the folder that holds supergraph.graphql. */
export async function readBase(ref: string, room: URL = schemaRoom): Promise<Base> {
  if (!(await succeeds(['rev-parse', '--git-dir'], room))) return absent('this is no git repository')
  const commit = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
  if (!(await succeeds(commit, room))) return absent(`there is no commit ${ref}`)
  const file = `${ref}:./supergraph.graphql`
  if (!(await succeeds(['cat-file', '-e', file], room))) return absent(`${ref} holds no supergraph`)
  const { stdout } = await run('git', ['show', file], { cwd: room, maxBuffer: 64 * 1024 * 1024 })
  return { kind: 'found', ref, supergraphSdl: stdout }
}

function absent(reason: string): Base {
  return { kind: 'absent', reason }
}

async function succeeds(args: readonly string[], room: URL): Promise<boolean> {
  try {
    await run('git', [...args], { cwd: room })
    return true
  } catch {
    return false
  }
}
