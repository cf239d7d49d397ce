// The engine's part of the results: peers side by side, how the engine scales, where the targets stand. Pure.
import { type Provenance, provenanceList } from '../provenance.ts'
import { figure, table } from '../table.ts'
import type { PeerResult, QueryName } from './compare.ts'
import type { Peer, PeerName } from './peers/peers.ts'
import type { Durations, Figure, Figures } from './rounds.ts'
import type { ScaleCase, ScaleResult } from './scale.ts'
import { targetsSection } from './targets-section.ts'

export type EngineRun = Provenance & {
  readonly durations: Durations
  readonly pacedRates: Readonly<Record<QueryName, number>>
  readonly peers: Readonly<Record<PeerName, Pick<Peer, 'title' | 'about'>>>
  readonly results: readonly PeerResult[]
  readonly scales: readonly ScaleResult[]
}

export function renderReport(run: EngineRun): string {
  const sections = [
    `# What the engine costs beside others\n\n${provenanceList(run)}`,
    ...targetsSection(run.results, run.scales),
    ...peerSection(run, 'benchmark', 'The query of the public federation benchmark'),
    ...peerSection(run, 'small', 'A small query: `{ me { id name } }`'),
    ...scaleSection(run.scales),
    howToRead(run),
  ]
  return sections.join('\n\n')
}

function peerSection(run: EngineRun, query: QueryName, title: string): string[] {
  const results = run.results.filter((result) => result.query === query)
  if (results.length === 0) return []
  const stock = results.find(({ peer }) => peer === 'stock')?.figures.cpuMs.median
  const rate = run.pacedRates[query]
  const withMemory = query === 'benchmark'
  const header = [
    'gateway',
    'CPU ms',
    'over stock',
    'per second',
    `p50 ms at ${rate}/s`,
    `p99 ms at ${rate}/s`,
    'p99 ms, loaded',
    'fetches',
    'kB sent',
    'kB received',
    ...(withMemory ? ['RSS MiB'] : []),
  ]
  const rows = results.map(({ peer, figures, residentMib }) => [
    run.peers[peer].title,
    spread(figures.cpuMs),
    stock === undefined ? '' : figure(figures.cpuMs.median / stock),
    spread(figures.perSecond),
    ...latencies(figures),
    spread(figures.p99Ms),
    figure(figures.fetches.median),
    figure(figures.sentKb.median),
    figure(figures.receivedKb.median),
    ...(withMemory ? [figure(residentMib)] : []),
  ])
  return [`### ${title}\n\n${table(header, rows)}`]
}

function latencies({ paced }: Figures): string[] {
  return paced === undefined ? ['', ''] : [spread(paced.p50Ms), spread(paced.p99Ms)]
}

/** The median; behind it, where rounds differ, the least and the most. */
function spread({ median, least, most }: Figure): string {
  return least === most ? figure(median) : `${figure(median)} (${figure(least)}–${figure(most)})`
}

const scaleTitles: Readonly<Record<ScaleCase, string>> = {
  'one group': "the benchmark's query",
  'ten groups': 'ten times as many entities',
  'one operation': 'one operation of three fetches',
  'many operations': 'a thousand such, in turn',
}

function scaleSection(scales: readonly ScaleResult[]): string[] {
  if (scales.length === 0) return []
  const rows = scales.map(({ scale, figures }) => [
    scaleTitles[scale],
    spread(figures.cpuMs),
    spread(figures.perSecond),
    figure(figures.fetches.median),
    figure(figures.receivedKb.median),
  ])
  const header = ['our engine', 'CPU ms', 'per second', 'fetches', 'kB received']
  return [`### How the engine scales\n\n${table(header, rows)}`]
}

function howToRead({ machine, durations, peers, results }: EngineRun): string {
  const { rounds, loadMs, pacedMs, soakMs, concurrency } = durations
  const measured = Object.entries(peers).filter(([name]) => results.some(({ peer }) => peer === name))
  const legend = measured.map(([, { title, about }]) => `- **${title}**: ${about}.`)
  return `### How it was measured

${legend.join('\n')}

- Graph, query and sizes are those of the public federation benchmark: accounts, inventory, products, reviews, an answer
  of 87 kB in which 22 entities are referred to 389 times. The four subgraphs share a process that computes each answer
  once with graphql-js and then repeats its bytes, with no delay.
- Every request carries an \`authorization\` header of its own, which every subgraph must see, and does: they count.
- Every answer is looked at; the first and every hundredth are compared whole with what graphql-js answers without a
  gateway. One that is wrong ends the run.
- Gateway, subgraphs and load generator are processes of their own on ${machine.cores} cores: **CPU milliseconds per request (user
  and system, all threads of the gateway) are the figures to compare**, requests per second are what this machine gave.
- All gateways run from the beginning, one works at a time. RSS is read after ${soakMs / 1000} s of load with the benchmark's query.
  Then ${rounds} round${rounds === 1 ? '' : 's'} in turn over all of them; the median is quoted, least and most in brackets.
- *CPU*, *per second*, *p99 loaded*: a closed loop of ${concurrency} clients for ${loadMs / 1000} s. *p50*, *p99*: an open loop at that rate for
  ${pacedMs / 1000} s. *kB* are bodies, to and from the subgraphs, per request.`
}
