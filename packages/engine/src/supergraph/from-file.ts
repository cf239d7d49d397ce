// A supergraph in a file. Watched, it is offered again when the file has changed and come to rest: editors write
// elsewhere and rename, deployments swap links, half a file is no supergraph, and some file systems tell of nothing.
import { type FSWatcher, watch } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from '@apollo/utils.logger'
import type { SupergraphSource } from './supergraph-source.ts'

export type FromFileOptions = {
  /** Offers the file again when it changes; off by default. */
  readonly watch?: boolean
  /** How long the file must have been at rest, in milliseconds; 100 by default. */
  readonly restMs?: number
  /** How often the file is looked at where the system tells of no change, in milliseconds; 5,000 by default. */
  readonly pollMs?: number
}

/** Rejects at the start when the file cannot be read; later, a file that is gone or empty is waited for. */
export function fromFile(file: string | URL, options: FromFileOptions = {}): SupergraphSource {
  const path = typeof file === 'string' ? file : fileURLToPath(file)
  return {
    async start({ update, logger }) {
      const seen = await versionOf(path)
      const supergraphSdl = await readFile(path, 'utf8')
      if (!options.watch) return { supergraphSdl }
      return { supergraphSdl, cleanup: follow({ path, seen, update, logger, ...options }) }
    },
  }
}

type Followed = FromFileOptions & {
  readonly path: string
  /** The version that the caller has read. */
  readonly seen: string | undefined
  readonly update: (supergraphSdl: string) => void
  readonly logger: Logger
}

function follow({ path, seen, update, logger, restMs = 100, pollMs = 5_000 }: Followed): () => Promise<void> {
  let offered = seen
  let looking: Promise<void> | undefined
  let noticed = false
  let open = true

  async function look(): Promise<void> {
    let version = await versionOf(path)
    while (open && version !== undefined && version !== offered) {
      const supergraphSdl = await readFile(path, 'utf8')
      await delay(restMs)
      const later = await versionOf(path)
      if (later === version) {
        offered = version
        if (open && supergraphSdl.trim() !== '') update(supergraphSdl)
      }
      version = later
    }
  }

  function notice() {
    noticed = true
    looking ??= lookAll()
      .catch((error: unknown) => logger.warn(`The supergraph file cannot be read: ${String(error)}`))
      .finally(() => {
        looking = undefined
      })
  }

  /** What is noticed during a look may have happened after the file was looked at. */
  async function lookAll(): Promise<void> {
    while (noticed) {
      noticed = false
      await look()
    }
  }

  const watcher = watchFolder(dirname(path), notice)
  const poll = setInterval(notice, pollMs).unref()
  // It may have changed since the caller read it.
  notice()
  return async () => {
    open = false
    clearInterval(poll)
    watcher?.close()
    await looking
  }
}

/** The folder and not the file: what is renamed into its place is another file. */
function watchFolder(folder: string, notice: () => void): FSWatcher | undefined {
  try {
    // Without a listener a watcher that fails, as when its folder is deleted, would end the process. Polling goes on.
    return watch(folder, { persistent: false }, notice).on('error', () => undefined)
  } catch {
    return undefined
  }
}

/** What changes when a file's content does; undefined when there is no file. */
async function versionOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found && `${found.ino} ${found.size} ${found.mtimeNs}`
}
