// Where the engine stands against its targets (design: what it must cost beside other gateways). Pure.
import { figure, table } from '../table.ts'
import type { PeerResult, QueryName } from './compare.ts'
import type { PeerName } from './peers/peers.ts'
import type { ScaleCase, ScaleResult } from './scale.ts'

export type Standing = {
  readonly what: string
  readonly now: string
  readonly target: string
  readonly holds: boolean
}

const most = {
  // 1/10 is what we are after.
  ofStock: 1 / 8,
  ofHiveRust: 1 / 4,
  aboveFloorOfStock: 1 / 5,
  residentMib: 300,
  ofOneGroup: 11,
  // Two runs of the same thing differ by some percent.
  ofOneOperation: 1.1,
} as const

/** Of what was measured; a target is left out when one of its figures is missing. */
export function standingsOf(peers: readonly PeerResult[], scales: readonly ScaleResult[]): Standing[] {
  const cpu = (peer: PeerName, query: QueryName) => find(peers, peer, query)?.figures.cpuMs.median
  const scaled = (scale: ScaleCase) => scales.find((each) => each.scale === scale)?.figures.cpuMs.median
  const above = (peer: PeerName) => difference(cpu(peer, 'small'), cpu('floor', 'small'))
  return [
    ...asShare('benchmark query, CPU over the stock gateway', {
      ratio: quotient(cpu('engine', 'benchmark'), cpu('stock', 'benchmark')),
      most: most.ofStock,
    }),
    ...asShare('benchmark query, CPU over Hive Gateway with the Rust planner', {
      ratio: quotient(cpu('engine', 'benchmark'), cpu('hive-rust', 'benchmark')),
      most: most.ofHiveRust,
    }),
    ...asShare('small query, CPU above the floor over that of the stock gateway', {
      ratio: quotient(above('engine'), above('stock')),
      most: most.aboveFloorOfStock,
    }),
    ...asMemory(find(peers, 'engine', 'benchmark')?.residentMib),
    ...asFactor('ten times as many entities, CPU', {
      ratio: quotient(scaled('ten groups'), scaled('one group')),
      most: most.ofOneGroup,
    }),
    ...asFactor('a thousand operations instead of one, CPU', {
      ratio: quotient(scaled('many operations'), scaled('one operation')),
      most: most.ofOneOperation,
    }),
  ]
}

export function targetsSection(peers: readonly PeerResult[], scales: readonly ScaleResult[]): string[] {
  const standings = standingsOf(peers, scales)
  if (standings.length === 0) return []
  const rows = standings.map(({ what, now, target, holds }) => [what, now, target, holds ? 'held' : 'missed'])
  return [`### Targets\n\n${table(['figure', 'now', 'target', ''], rows)}`]
}

type Limit = { readonly ratio: number | undefined; readonly most: number }

/** A part of one, as people say it: 1/8.4. */
function asShare(what: string, { ratio, most }: Limit): Standing[] {
  if (ratio === undefined) return []
  const now = ratio > 0 ? `1/${figure(1 / ratio)}` : '0'
  return [{ what, now, target: `≤ 1/${Math.round(1 / most)}`, holds: ratio <= most }]
}

function asFactor(what: string, { ratio, most }: Limit): Standing[] {
  if (ratio === undefined) return []
  return [{ what, now: `${ratio.toPrecision(4)} ×`, target: `≤ ${most} ×`, holds: ratio <= most }]
}

function asMemory(residentMib: number | undefined): Standing[] {
  if (residentMib === undefined) return []
  const holds = residentMib <= most.residentMib
  return [
    {
      what: 'memory after load',
      now: `${figure(residentMib)} MiB`,
      target: `≤ ${most.residentMib} MiB`,
      holds,
    },
  ]
}

function find(peers: readonly PeerResult[], peer: PeerName, query: QueryName): PeerResult | undefined {
  return peers.find((result) => result.peer === peer && result.query === query)
}

function quotient(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left / right
}

function difference(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left - right
}
