// The schema check: composition and its hints, the lints, breaking changes, stale files. Reads everything, writes nothing.
import { composedArtefacts, findStale, generatedArtefacts } from './artefacts.ts'
import type { Base } from './base.ts'
import { findBreakingChanges } from './breaking.ts'
import { type Composition, composeSubgraphs, type SubgraphDocuments } from './compose.ts'
import { applyExceptions, type Exceptions } from './exceptions.ts'
import { withShared } from './load.ts'
import { type Contract, runComposedLints, runSharedTypeLints, runSubgraphLints } from './run-lints.ts'

type Composed = Extract<Composition, { kind: 'composed' }>

/** Every finding is one line for people; none means that the contract holds. */
export async function checkContract(input: {
  readonly contract: Contract
  readonly base: Base
  readonly exceptions: Exceptions
}): Promise<readonly string[]> {
  const { contract, base, exceptions } = input
  const shared = runSharedTypeLints(contract)
  if (shared.length > 0) return shared
  const composition = composeContract(contract)
  if (composition.kind === 'failed') return composition.errors.map((error) => `composition: ${error}`)
  return [
    ...runSubgraphLints(contract),
    ...runComposedLints(composition, contract.operations),
    ...lintHints(composition, exceptions),
    ...(await lintBreakingChanges(composition, base, exceptions)),
  ]
}

/** The paths of committed files that no longer follow from the SDL. */
export async function checkStale(contract: Contract): Promise<readonly string[]> {
  const composition = composeContract(contract)
  const composed = composition.kind === 'composed' ? composedArtefacts(composition) : []
  const [staleComposed, staleGenerated] = await Promise.all([
    findStale(composed),
    generatedArtefacts(documentsOf(contract)).then(findStale),
  ])
  return [
    ...staleComposed.map((path) => `${path} is stale: run npm run schema:compose.`),
    ...staleGenerated.map((path) => `${path} is stale: run npm run generate.`),
  ]
}

export function composeContract(contract: Contract): Composition {
  return composeSubgraphs(documentsOf(contract))
}

function documentsOf({ own, shared }: Contract): SubgraphDocuments {
  return {
    users: withShared(own.users, shared),
    products: withShared(own.products, shared),
    orders: withShared(own.orders, shared),
  }
}

function lintHints(composed: Composed, exceptions: Exceptions): readonly string[] {
  const hints = composed.hints.map(({ code, message }) => `${code}: ${message}`)
  const { remaining, idle } = applyExceptions(hints, exceptions.hints)
  return [
    ...remaining.map((hint) => `composition hint ${hint}`),
    ...idle.map((hint) => `exceptions.ts lets a hint pass that does not occur: ${hint}`),
  ]
}

async function lintBreakingChanges(
  composed: Composed,
  base: Base,
  exceptions: Exceptions,
): Promise<readonly string[]> {
  if (base.kind === 'absent') return []
  const changes = await findBreakingChanges(base.supergraphSdl, composed.supergraphSdl)
  const paths = changes.map((change) => change.path)
  const { remaining } = applyExceptions(paths, exceptions.breakingChanges)
  return changes
    .filter(({ path }) => remaining.includes(path))
    .map(({ path, message }) => `breaking since ${base.ref}: ${path}: ${message}`)
}
