// Installs the peers that are nobody else's dependency, once per lockfile.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { peersFolder } from './hive.ts'

/** npm's own record of what it has installed; as old as the installation. */
const record = join(peersFolder, 'node_modules/.package-lock.json')
const lockfile = join(peersFolder, 'package-lock.json')

/** Runs no script of any package. Throws a StartupError when npm cannot do it. */
export async function installPeers(onProgress: (line: string) => void): Promise<void> {
  if (existsSync(record) && statSync(record).mtimeMs >= statSync(lockfile).mtimeMs) return
  onProgress('installing Hive Gateway in bench/peers, about 500 MB: this takes a minute or two')
  // The npm that runs us, by the Node that runs it.
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env
  const args = ['ci', '--ignore-scripts', '--loglevel=error']
  const [program, ...rest] = cli && basename(cli) === 'npm-cli.js' ? [node, cli, ...args] : ['npm', ...args]
  const child = spawn(program, rest, { cwd: peersFolder, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit').catch((cause: unknown) => {
    throw new StartupError('npm cannot be started: install Node.js together with npm.', { cause })
  })
  if (code !== 0) throw new StartupError('Hive Gateway cannot be installed; npm says above why.')
}
