// Where the CPU of a request goes: a profile of the one-process shop, its self time summed by package, by file of
// ours and by function. Pure.
import type { CpuProfile } from './targets/profiler.ts'

export type Share = { readonly name: string; readonly selfMs: number }

export type ProfileSummary = {
  readonly totalMs: number
  readonly packages: readonly Share[]
  /** Our own files, by self time. */
  readonly files: readonly Share[]
  readonly functions: readonly Share[]
}

type CallFrame = CpuProfile['nodes'][number]['callFrame']

/** Milliseconds per unit of work, the costliest first; idle time is left out. */
export function summarizeProfile(profile: CpuProfile, units: number): ProfileSummary {
  const selfMs = selfTimes(profile)
  const packages = new Map<string, number>()
  const files = new Map<string, number>()
  const functions = new Map<string, number>()
  let totalMs = 0
  for (const { id, callFrame } of profile.nodes) {
    const ms = (selfMs.get(id) ?? 0) / units
    if (ms === 0 || callFrame.functionName === '(idle)') continue
    totalMs += ms
    add(packages, packageOf(callFrame), ms)
    const file = ownFile(callFrame)
    if (file !== undefined) add(files, file, ms)
    add(functions, functionOf(callFrame), ms)
  }
  return { totalMs, packages: ranked(packages), files: ranked(files), functions: ranked(functions) }
}

/** A sample stands for the time since the one before it. */
function selfTimes({ samples = [], timeDeltas = [] }: CpuProfile): Map<number, number> {
  const times = new Map<number, number>()
  for (const [index, id] of samples.entries()) add(times, id, (timeDeltas[index] ?? 0) / 1000)
  return times
}

const root = new URL('../../', import.meta.url).href

function packageOf({ url, functionName }: CallFrame): string {
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (installed !== undefined) return installed
  const own = ownFile({ url, functionName })
  if (own !== undefined) return `ours: ${/^(?:packages|subgraphs)\/[^/]+|^[^/]+/.exec(own)?.[0]}`
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (url.startsWith('node:')) return 'Node.js'
  if (functionName === '(program)') return 'V8 and native code'
  return 'JavaScript built-ins'
}

function ownFile({ url }: Pick<CallFrame, 'url' | 'functionName'>): string | undefined {
  if (!url.startsWith(root) || url.includes('/node_modules/')) return undefined
  return decodeURIComponent(url.slice(root.length))
}

function functionOf(frame: CallFrame): string {
  const place = ownFile(frame) ?? packageOf(frame)
  const name = frame.functionName === '' ? `line ${frame.lineNumber + 1}` : frame.functionName
  return name.startsWith('(') ? name : `${name} (${place})`
}

function add<Key>(sums: Map<Key, number>, key: Key, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function ranked(sums: ReadonlyMap<string, number>): Share[] {
  return [...sums]
    .map(([name, selfMs]) => ({ name, selfMs }))
    .sort((left, right) => right.selfMs - left.selfMs)
}
