// Where the CPU of a request goes: a profile of the one-process shop, summed by package and by file of ours. Native
// and built-in functions count for whoever called them: a socket's write for the driver that wrote. Pure.
import type { CpuProfile } from './targets/profiler.ts'

export type Share = { readonly name: string; readonly ms: number }

export type ProfileSummary = {
  /** What the process used in all, by its own clock. */
  readonly cpuMs: number
  /** With what no JavaScript was on the stack for: the loop, sockets, collecting and compiling threads, argon2. */
  readonly packages: readonly Share[]
  /** Our own files, with what they called natively. */
  readonly files: readonly Share[]
  /** Single functions without what they call. */
  readonly functions: readonly Share[]
}

type ProfileNode = CpuProfile['nodes'][number]
type CallFrame = ProfileNode['callFrame']

/** Milliseconds per unit of work, the costliest first. `cpuMs` is what the process used meanwhile. */
export function summarizeProfile(profile: CpuProfile, units: number, cpuMs: number): ProfileSummary {
  const selfMs = selfTimes(profile)
  const packages = new Map<string, number>()
  const files = new Map<string, number>()
  const functions = new Map<string, number>()
  let javascriptMs = 0
  for (const { node, owner } of withOwners(profile)) {
    const ms = (selfMs.get(node.id) ?? 0) / units
    if (ms === 0 || isOutside(node.callFrame)) continue
    javascriptMs += ms
    add(packages, packageOf(owner), ms)
    const file = ownFile(owner.url)
    if (file !== undefined) add(files, file, ms)
    add(functions, functionOf(node.callFrame, owner), ms)
  }
  add(packages, 'outside JavaScript', Math.max(0, cpuMs / units - javascriptMs))
  return {
    cpuMs: cpuMs / units,
    packages: ranked(packages),
    files: ranked(files),
    functions: ranked(functions),
  }
}

/** A sample stands for the time since the one before it. */
function selfTimes({ samples = [], timeDeltas = [] }: CpuProfile): Map<number, number> {
  const times = new Map<number, number>()
  for (const [index, id] of samples.entries()) add(times, id, (timeDeltas[index] ?? 0) / 1000)
  return times
}

/** Idle, native, or the profiler's own frame, under which the waiting loop is filed. */
function isOutside({ url, functionName }: CallFrame): boolean {
  return functionName === '(idle)' || functionName === '(program)' || url.startsWith('node:inspector')
}

type Owned = { readonly node: ProfileNode; readonly owner: CallFrame }

/** Each function with the nearest one up its stack that is of a package or of ours. */
function withOwners({ nodes }: CpuProfile): Owned[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const [root] = nodes
  const owned: Owned[] = []
  const waiting: Owned[] = root === undefined ? [] : [{ node: root, owner: root.callFrame }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    owned.push(next)
    for (const id of next.node.children ?? []) {
      const node = byId.get(id)
      if (node) waiting.push({ node, owner: isNamed(node.callFrame) ? node.callFrame : next.owner })
    }
  }
  return owned
}

function isNamed({ url, functionName }: CallFrame): boolean {
  return url.startsWith('file:') || functionName === '(garbage collector)'
}

const projectUrl = new URL('../../', import.meta.url).href

function packageOf({ url, functionName }: CallFrame): string {
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (installed !== undefined) return installed
  const own = ownFile(url)
  if (own !== undefined) return `ours: ${/^(?:packages|subgraphs)\/[^/]+|^[^/]+/.exec(own)?.[0]}`
  return functionName === '(garbage collector)' ? 'garbage collection' : 'Node.js'
}

function ownFile(url: string): string | undefined {
  if (!url.startsWith(projectUrl) || url.includes('/node_modules/')) return undefined
  return decodeURIComponent(url.slice(projectUrl.length))
}

function functionOf({ functionName, lineNumber }: CallFrame, owner: CallFrame): string {
  const place = ownFile(owner.url) ?? packageOf(owner)
  return functionName.startsWith('(')
    ? functionName
    : `${functionName || `line ${lineNumber + 1}`} (${place})`
}

function add<Key>(sums: Map<Key, number>, key: Key, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function ranked(sums: ReadonlyMap<string, number>): Share[] {
  return [...sums].map(([name, ms]) => ({ name, ms })).sort((left, right) => right.ms - left.ms)
}
