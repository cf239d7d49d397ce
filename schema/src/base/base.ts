// What the contract is compared with: a commit, a file or a running endpoint. Only an endpoint touches the network.
import type { DocumentNode } from 'graphql'
import type { EventFiles } from '../events/load-events.ts'
import { schemaRoom } from '../load.ts'
import type { SubgraphName } from '../subgraphs.ts'
import { readEndpointBase } from './endpoint-base.ts'
import { readFileBase } from './file-base.ts'
import { readDefaultBase, readGitBase } from './git-base.ts'

export type Base = FoundBase | { readonly kind: 'absent'; readonly reason: string }

export type FoundBase =
  | {
      readonly kind: 'supergraph'
      readonly from: string
      readonly supergraphSdl: string
      /** The subgraphs as they were published; a file holds the supergraph only. */
      readonly subgraphs?: Readonly<Record<SubgraphName, DocumentNode>>
      /** Ids of the changelog's entries that it holds. */
      readonly entries?: readonly string[]
      /** The catalogue of events, by name of file; only a commit holds it. */
      readonly events?: EventFiles
    }
  /** What clients see, and nothing of how it is joined: no plans can be made with it. */
  | { readonly kind: 'api'; readonly from: string; readonly apiSdl: string }

/**
 * `wanted` is a ref of git, a path or an http(s) URL. Without it: HEAD when the contract was edited since, else HEAD's first
 * parent. `room` is the folder that holds supergraph.graphql, `folder` the one that a path is meant from.
 */
export async function readBase(
  wanted: string | undefined,
  { room = schemaRoom, folder = '.' }: { readonly room?: URL; readonly folder?: string } = {},
): Promise<Base> {
  if (wanted === undefined) return await readDefaultBase(room)
  if (/^https?:\/\//.test(wanted)) return await readEndpointBase(wanted)
  if (wanted === '')
    throw new Error('--base is empty: leave it out, or name a commit, a file or an endpoint.')
  const committed = await readGitBase(wanted, room)
  if (committed.kind !== 'absent') return committed
  const file = await readFileBase(wanted, folder)
  return file ?? { kind: 'absent', reason: `${committed.reason}, and there is no file of that name` }
}
