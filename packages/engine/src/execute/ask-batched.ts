// Entity fetches that come to ask one subgraph within one turn of the event loop ask it in one request: nobody waits for
// anybody who is not there, and the busier the process, the more meet. To each fetch it is as if it had asked alone.
// On the benchmark's query under load that is 8 requests instead of 9, for 8 to 10 % less CPU (2026-11-28).
import { AsyncLocalStorage } from 'node:async_hooks'
import { copyOf, EngineError } from '../errors.ts'
import { FetchFailure, type FetchFailureReason } from '../transport/fetch-failure.ts'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'
import { splitAnswer } from './batched-answer.ts'
import { type BatchedOperation, batchOperations } from './batched-operation.ts'
import type { Batches, BatchPlace } from './batches.ts'
import { type CompiledFetch, clientVariables, sendOperation } from './fetch.ts'
import { type FetchWatch, watchedByAll } from './fetch-watch.ts'
import type { Run } from './run.ts'

export type BatchedAsk = {
  readonly fetch: CompiledFetch
  readonly place: BatchPlace
  /** As JSON text without brackets, and how many. */
  readonly representations: string
  readonly count: number
  /** Sends the fetch by itself. */
  readonly alone: () => Promise<SubgraphResponse>
  readonly watch?: FetchWatch | undefined
}

type Waiting = BatchedAsk & {
  readonly resolve: (answer: SubgraphResponse | Promise<SubgraphResponse>) => void
  readonly reject: (error: unknown) => void
}

/** By what they have in common, the fetches of this turn. */
export type WaitingAsks = Map<Batches, Waiting[]>

/** Settles as `alone` does; of a subgraph that is slow or not there each learns without asking again. */
export function askBatched(run: Run, ask: BatchedAsk): Promise<SubgraphResponse> {
  const { batches } = ask.place
  if (performance.now() < batches.restingUntil) return ask.alone()
  // Whoever sends for the group runs in the context of its first fetch.
  const inOwnContext = AsyncLocalStorage.snapshot()
  const alone = () => inOwnContext(ask.alone)
  return new Promise((resolve, reject) => {
    const waiting = run.waiting.get(batches)
    if (waiting) {
      waiting.push({ ...ask, alone, resolve, reject })
      return
    }
    run.waiting.set(batches, [{ ...ask, alone, resolve, reject }])
    setImmediate(() => {
      const met = run.waiting.get(batches) ?? []
      run.waiting.delete(batches)
      for (const group of groupsOf(met)) send(run, batches, group)
    })
  })
}

/** Entities that one request may ask for, whoever asks. */
const maxRepresentations = 1_000
/** Subgraphs bound the number of root fields, too. */
const maxFetches = 10

function groupsOf(met: readonly Waiting[]): Waiting[][] {
  const groups: Waiting[][] = []
  let room = 0
  for (const each of met.toSorted((one, other) => one.place.index - other.place.index)) {
    const group = groups.at(-1)
    if (group && each.count <= room && group.length < maxFetches) {
      group.push(each)
      room -= each.count
    } else {
      groups.push([each])
      room = maxRepresentations - each.count
    }
  }
  return groups
}

function send(run: Run, batches: Batches, group: readonly Waiting[]): void {
  const operation = group.length > 1 ? operationFor(batches, group) : undefined
  if (operation) void sendTogether(run, { batches, group, operation })
  else for (const { resolve, alone } of group) resolve(alone())
}

/** Different sets of a plan's fetches may meet; those that do are few. */
const maxOperations = 64

function operationFor({ operations }: Batches, group: readonly Waiting[]): BatchedOperation | undefined {
  const key = group.map(({ place }) => place.index).join()
  const known = operations.get(key)
  if (known !== undefined || operations.has(key)) return known
  if (operations.size >= maxOperations) return undefined
  const made = batchOperations(group.map(({ fetch }) => fetch))
  operations.set(key, made)
  return made
}

/**
 * A subgraph that has no answer for all of them may have one for each, and may be against long operations on principle:
 * for so long the plan does not try again, in milliseconds.
 */
const restMs = 60_000

type Together = {
  readonly batches: Batches
  readonly group: readonly Waiting[]
  readonly operation: BatchedOperation
}

async function sendTogether(run: Run, { batches, group, operation }: Together): Promise<void> {
  const members = operation.parts.map(({ prefix }, index) => `${prefix}[${group[index]?.representations}]`)
  const clients = clientVariables(run, operation)
  if (clients !== '') members.unshift(clients)
  let answers: readonly SubgraphResponse[] | undefined
  try {
    const { query, operationName, subgraph } = operation
    const variablesJson = `{${members.join(',')}}`
    const sent = { subgraph, kind: 'query', query, operationName, variablesJson } as const
    const answer = await sendOperation(run, sent, watchedByAll(group.map(({ watch }) => watch)))
    answers = splitAnswer(answer, operation)
  } catch (error) {
    if (!mayFitAlone(error)) {
      for (const { reject } of group) reject(error instanceof EngineError ? copyOf(error) : error)
      return
    }
  }
  if (answers === undefined && !isOver(run)) batches.restingUntil = performance.now() + restMs
  for (const [index, { resolve, alone }] of group.entries()) resolve(answers?.[index] ?? alone())
}

/** A subgraph that is slow or not there is so for each of them: asking it again would only cost time, theirs and its. */
function mayFitAlone(error: unknown): boolean {
  if (!(error instanceof EngineError)) return true
  const reason = error.cause instanceof FetchFailure ? error.cause.reason : undefined
  return error.code !== 'UPSTREAM_TIMEOUT' && (reason === undefined || !isAway.has(reason))
}

const isAway: ReadonlySet<FetchFailureReason> = new Set(['unsent', 'unanswered', 'circuit-open'])

/** Nothing can be said of a subgraph that was not waited for. */
function isOver({ request: { deadlineAt, signal } }: Run): boolean {
  return signal?.aborted === true || deadlineAt <= Date.now()
}
