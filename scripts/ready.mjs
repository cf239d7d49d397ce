// Makes a fresh clone ready before `npm start` and `npm test`: installs what package-lock.json says, once. Plain
// JavaScript for any Node ≥ 20, nothing but built-ins: it runs before anything is installed. Silent when ready.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const modules = join(root, 'node_modules')
const lockfile = join(root, 'package-lock.json')
const stamp = join(modules, '.supermarket-ready')
const state = join(root, '.supermarket')
const installLock = join(state, 'install.lock')
const neededNode = 24

/** A failure that is the user's to mend: one sentence, no stack. */
class NotReady extends Error {}

try {
  requireNode(20)
  if (!isStamped()) await makeReady()
  requireUsableNode()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function makeReady() {
  if (isInstalled()) return writeStamp()
  refuseWhileRunning()
  const release = await takeLock()
  try {
    if (isStamped()) return
    await install()
    writeStamp()
  } finally {
    release()
  }
}

// What is installed depends on the lockfile and on the machine that it was installed for.
function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(lockfile))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
}

function isStamped() {
  return read(stamp) === fingerprint()
}

function writeStamp() {
  explain(() => writeFileSync(stamp, fingerprint()))
}

/** Somebody ran npm themselves: npm's own record then holds every package of the lockfile that this machine needs. */
function isInstalled() {
  const record = read(join(modules, '.package-lock.json'))
  if (record === undefined) return false
  const installed = JSON.parse(record).packages
  const wanted = Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages)
  return wanted.every(([path, { version, integrity, ...entry }]) => {
    if (!path.includes('node_modules/') || (entry.optional && !isForThisMachine(entry))) return true
    const found = installed[path]
    return found !== undefined && found.version === version && found.integrity === integrity
  })
}

function isForThisMachine({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc)
}

/** Replacing the packages of a running shop would break it in the middle of a request. */
function refuseWhileRunning() {
  const text = read(join(state, 'run.json'))
  if (text === undefined) return
  let pid
  try {
    pid = JSON.parse(text).pid
  } catch {
    return
  }
  if (isAlive(pid) && !isElsewhere(pid)) {
    throw new NotReady(
      `Supermarket is running from this folder (process ${pid}) and its packages have changed: stop it first, then try again.`,
    )
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** True when the number surely belongs to another program by now; npm runs ours in this folder. */
function isElsewhere(pid) {
  try {
    return !readlinkSync(`/proc/${pid}/cwd`).startsWith(root)
  } catch {
    return false
  }
}

/** One install at a time: the second waits for the first. Returns how to let go. */
async function takeLock() {
  explain(() => mkdirSync(state, { recursive: true }))
  for (let told = false; ; await delay(300)) {
    if (tryLock()) break
    const holder = Number(read(installLock))
    const justMade = Date.now() - (statSync(installLock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5000
    if (!isAlive(holder) && !(justMade && !holder)) {
      rmSync(installLock, { force: true })
      continue
    }
    if (!told) console.error(`Waiting for another installation (process ${holder || 'starting'}) to finish.`)
    told = true
  }
  const release = () => rmSync(installLock, { force: true })
  process.once('exit', release)
  return release
}

function tryLock() {
  try {
    const handle = openSync(installLock, 'wx')
    writeFileSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw notWritable(error)
  }
}

async function install() {
  const start = Date.now()
  const seconds = () => Math.round((Date.now() - start) / 1000)
  console.error('Installing packages: the first time takes up to a minute.')
  const stopProgress = showProgress(seconds)
  const args = ['ci', '--include=dev', '--ignore-scripts', '--loglevel=error']
  const { code, interrupted, errors } = await runNpm(args).finally(stopProgress)
  if (interrupted) throw new NotReady('The installation was interrupted: the next start begins it again.')
  if (code !== 0) throw new NotReady(describeFailure(errors, code))
  console.error(`Packages installed in ${seconds()} s.`)
}

function showProgress(seconds) {
  const terminal = process.stderr.isTTY
  const timer = setInterval(
    () => process.stderr.write(terminal ? `\r… ${seconds()} s` : `… ${seconds()} s\n`),
    terminal ? 1000 : 10_000,
  )
  return () => {
    clearInterval(timer)
    if (terminal) process.stderr.write('\r\u001b[K')
  }
}

function runNpm(args) {
  // The npm that runs us, by the Node that runs it: ours is inside the folder that npm is about to replace.
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env
  const [program, ...rest] = cli && basename(cli) === 'npm-cli.js' ? [node, cli, ...args] : ['npm', ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    let interrupted = false
    const forward = (signal) => {
      interrupted = true
      child.kill(signal)
      // npm may finish what it began, which takes as long as the installation.
      setTimeout(() => child.kill('SIGKILL'), 3000).unref()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', (error) =>
      reject(
        error.code === 'ENOENT'
          ? new NotReady('npm is not installed: install Node.js together with npm.')
          : new NotReady(`npm cannot be started (${error.message}).`),
      ),
    )
    child.once('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, forward)
      resolve({ code, interrupted: interrupted || signal !== null, errors })
    })
  })
}

function describeFailure(errors, code) {
  const npmCode = /npm (?:error|ERR!) code (\w+)/.exec(errors)?.[1] ?? ''
  if (
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)$/.test(
      npmCode,
    )
  ) {
    return `The packages cannot be downloaded (${npmCode}): check the network connection, then try again.`
  }
  if (/^(EACCES|EPERM|EROFS)$/.test(npmCode)) {
    return `The packages cannot be written to ${modules} (${npmCode}): run as the owner of this folder.`
  }
  if (npmCode === 'ENOSPC') return 'The packages cannot be written: the disk is full.'
  if (npmCode === 'EUSAGE')
    return 'package.json and package-lock.json do not fit together (npm ci says which packages): repair the lockfile.'
  const line = errors.split('\n').find((text) => /^npm (error|ERR!) (?!code)/.test(text))
  const reason = line ? line.replace(/^npm (error|ERR!) /, '') : `exit code ${code}`
  return `The packages cannot be installed (npm ci: ${reason.trim()}).`
}

function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return
  throw new NotReady(`Supermarket needs Node.js ${major} or newer, this is ${process.versions.node}.`)
}

/** npm puts node_modules/.bin first, so the Node that was installed there is the one that runs everything else. */
function requireUsableNode() {
  const own = join(modules, '.bin', 'node')
  if (!existsSync(own)) return requireNode(neededNode)
  if (process.execPath.startsWith(modules)) return
  if (spawnSync(own, ['--version']).status === 0) return
  // Made for another C library, as on Alpine: without it npm finds the Node that runs this.
  explain(() => rmSync(own))
  requireNode(neededNode)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function explain(write) {
  try {
    return write()
  } catch (error) {
    throw notWritable(error)
  }
}

function notWritable(error) {
  return new NotReady(
    `${error.path ?? root} cannot be written (${error.code}): run as the owner of this folder.`,
  )
}
