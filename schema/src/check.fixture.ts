// The real contract, copies of it with something planted, and what a check says of them in short.
import { Kind, parse, print, Source } from 'graphql'
import { checkContract } from './check.ts'
import { type Contract, loadContract } from './contract.ts'
import type { Exceptions } from './exceptions.ts'
import { loadSupergraphSdl } from './load.ts'
import { listFindings } from './report/list-findings.ts'
import type { CheckReport } from './report/report.ts'
import type { SubgraphName } from './subgraphs.ts'
import type { Traffic } from './traffic/traffic.ts'

export const contract: Contract = loadContract()
export const base = { kind: 'supergraph', from: 'base', supergraphSdl: loadSupergraphSdl() } as const
export const operationCount = contract.operations
  .flatMap(({ document }) => document.definitions)
  .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length
export const noExceptions: Exceptions = { hints: [], breakingChanges: [] }

export type Edit = readonly [subgraph: SubgraphName, from: string, to: string]

/** The contract with pieces of SDL replaced; fails when a piece is not there, or there more than once. */
export function plant(...edits: readonly Edit[]): Contract {
  const own = { ...contract.own }
  for (const [subgraph, from, to] of edits) {
    const sdl = print(own[subgraph])
    if (sdl.split(from).length !== 2) throw new Error(`${subgraph} does not hold once: ${from}`)
    own[subgraph] = parse(
      new Source(
        sdl.replace(from, () => to),
        `schema/${subgraph}.graphql`,
      ),
    )
  }
  return { ...contract, own }
}

export function check(planted: Contract, traffic?: Traffic, today?: string): Promise<CheckReport> {
  return checkContract({
    contract: planted,
    base,
    exceptions: noExceptions,
    traffic,
    ...(today === undefined ? {} : { today }),
  })
}

/** `severity rule: message` of every finding. */
export function told(report: CheckReport): readonly string[] {
  return listFindings(report).map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)
}
