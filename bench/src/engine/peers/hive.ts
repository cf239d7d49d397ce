// Hive Gateway by its own command line, as its users start it, out of a folder with dependencies of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '@supermarket/market/free-port.ts'
import { stateFolder } from '@supermarket/market/state-folder.ts'
import { endChild } from '../../targets/child.ts'
import type { Target } from '../../targets/target.ts'

export const peersFolder = fileURLToPath(new URL('../../../peers/', import.meta.url))
const program = join(peersFolder, 'node_modules/@graphql-hive/gateway/dist/bin.js')
const readyTimeoutMs = 60_000

/** `config` is a file of the peers' folder. Answering when it resolves. */
export async function openHive(config: string, supergraphSdl: string): Promise<Target> {
  const folder = join(stateFolder, 'bench')
  // A file for each: Hive Gateway watches its supergraph.
  const supergraph = join(folder, `${basename(config, '.config.ts')}.graphql`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(supergraph, supergraphSdl)
  const port = await findFreePort('127.0.0.1')
  const address = ['--host', '127.0.0.1', '--port', String(port)]
  const child = spawn(
    process.execPath,
    [program, 'supergraph', supergraph, '--config-path', config, ...address],
    {
      cwd: peersFolder,
      env: { NODE_ENV: 'production', LOG_LEVEL: 'warn' },
      // Ctrl+C reaches the whole process group of a terminal; the parent ends its children in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await using starting = new AsyncDisposableStack()
  starting.defer(() => endChild(child))
  const { pid } = child
  if (pid === undefined) throw new Error('Hive Gateway cannot be started')
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(`${url}/readiness`, once(child, 'exit'))
  const resources = starting.move()
  return { url, pids: () => [pid], [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

async function waitUntilReady(url: string, exit: Promise<unknown>): Promise<void> {
  const ended = exit.then(() => {
    throw new Error('Hive Gateway ended at its start; its last words stand above')
  })
  // It ends at some time in any case.
  ended.catch(() => {})
  const deadline = performance.now() + readyTimeoutMs
  while (performance.now() < deadline) {
    const ready = fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (await Promise.race([ready, ended])) return
    await Promise.race([delay(50), ended])
  }
  throw new Error(`Hive Gateway was not ready within ${readyTimeoutMs / 1000} s`)
}
