// Runs an operation with deferred parts: the first answer as soon as its own fetches are in, each part when its own
// are. Parts that are not announced, because nothing stands where they belong, never come.
import type { CompiledOperation, OperationVariant } from '../execute/compile-operation.ts'
import { startRun, writeRun } from '../execute/execute-operation.ts'
import type { Located } from '../execute/positions.ts'
import type { ExecutionObserver, Run } from '../execute/run.ts'
import type { ExecutionAnswer, ExecutionRequest } from '../execute/types.ts'
import type { DeferredPart, PendingPart } from '../stream/streamed-data.ts'
import type { CompiledDefer, CompiledPart } from './compile-defer.ts'
import { below, errorsByPlace, reasonsOf } from './part-errors.ts'
import { runWithin } from './part-run.ts'
import { type Shown, shownObjects } from './shown.ts'

export type DeferredAnswer = {
  readonly first: ExecutionAnswer
  /** The fragments that are still to come. */
  readonly pending: readonly PendingPart[]
  /** Lists of parts that became ready together; over when every announced part has come. */
  readonly parts: AsyncIterable<readonly DeferredPart[]>
}

/** Undefined when, with these variables, nothing is deferred: `executeOperation` answers it. */
export async function executeDeferred(
  compiled: CompiledOperation,
  request: ExecutionRequest,
  observer?: ExecutionObserver,
): Promise<DeferredAnswer | undefined> {
  const { run, variant } = startRun(compiled, request, observer)
  const { defer } = variant.plan
  if (!defer) return undefined
  const execution: Execution = { compiled, variant, ids: counter(), ends: endsOf(defer) }
  const started = startBody(defer, run, execution)
  await started.done
  const first = writeRun(compiled, run, variant.write)
  const shown = [{ path: [], dataJson: first.dataJson }]
  const waiting = announce(started.parts, { run, shown }, execution)
  return { first, pending: waiting.flatMap(({ pending }) => pending), parts: partsOf(waiting, execution) }
}

type Execution = {
  readonly compiled: CompiledOperation
  readonly variant: OperationVariant
  readonly ids: () => string
  readonly ends: FetchEnds
}

/** The end of each fetch that a part may wait for. A fetch that the planner has left out is none to wait for. */
type FetchEnds = ReadonlyMap<string, PromiseWithResolvers<void>>

function endsOf(defer: CompiledDefer): FetchEnds {
  return new Map(allFetchIds(defer).map((id) => [id, Promise.withResolvers<void>()]))
}

function allFetchIds({ fetchIds, deferred }: CompiledDefer): readonly string[] {
  return [...fetchIds, ...deferred.flatMap(({ body }) => allFetchIds(body))]
}

function counter(): () => string {
  let count = 0
  return () => String(count++)
}

type StartedBody = { readonly done: Promise<void>; readonly parts: readonly StartedPart[] }

type StartedPart = { readonly part: CompiledPart; readonly run: Run; readonly body: Promise<StartedBody> }

/** Each part has errors of its own; the data grows in one tree. */
function startBody(defer: CompiledDefer, parent: Run, execution: Execution): StartedBody {
  const { ends, variant } = execution
  const run = runWithin(parent, { fetchEnded: (id) => ends.get(id)?.resolve() })
  const done = defer.run(run).finally(() => {
    // A fetch that a condition left out has ended too.
    for (const id of defer.fetchIds) ends.get(id)?.resolve()
  })
  unread(done)
  const reached = defer.deferred.filter((part) => variant.reached().has(part.key))
  for (const part of defer.deferred) {
    if (!reached.includes(part)) for (const id of allFetchIds(part.body)) ends.get(id)?.resolve()
  }
  return { done, parts: reached.map((part) => startPart(part, parent, execution)) }
}

function startPart(part: CompiledPart, parent: Run, execution: Execution): StartedPart {
  const run = runWithin(parent, { errors: [] })
  const ready = Promise.all(part.depends.map((id) => execution.ends.get(id)?.promise))
  const body = ready.then(() => startBody(part.body, run, execution))
  unread(body)
  return { part, run, body }
}

/** Of a part that nobody waits for, because its client left or its place is gone, a failure must not end the process. */
function unread(promise: Promise<unknown>): void {
  promise.catch(() => undefined)
}

type WaitingPart = {
  readonly started: StartedPart
  readonly places: readonly (Located & { readonly id: string })[]
  readonly pending: readonly PendingPart[]
  /** What its client saw when it was announced. */
  readonly shown: readonly Shown[]
}

type Around = { readonly run: Run; readonly shown: readonly Shown[] }

/** The parts that have an object to stand on, now that the answer around them is written. */
function announce(parts: readonly StartedPart[], { run, shown }: Around, { ids }: Execution): WaitingPart[] {
  if (parts.length === 0) return []
  const isShown = shownObjects(shown)
  return parts.flatMap((started) => {
    const found = started.part.path.locate(run.root).filter(({ path }) => isShown(path))
    if (found.length === 0) return []
    const places = found.map((place) => ({ ...place, id: ids() }))
    const { label } = started.part
    return [{ started, places, pending: places.map(({ id, path }) => ({ id, path, label })), shown }]
  })
}

async function* partsOf(
  first: readonly WaitingPart[],
  execution: Execution,
): AsyncGenerator<readonly DeferredPart[], void, undefined> {
  const outstanding = new Map(first.map((waiting) => [waiting, settle(waiting)]))
  while (outstanding.size > 0) {
    const { waiting, body } = await Promise.race(outstanding.values())
    outstanding.delete(waiting)
    const written = write(waiting, execution)
    const inner = announce(
      body.parts,
      { run: waiting.started.run, shown: nowShown(waiting, written) },
      execution,
    )
    for (const next of inner) outstanding.set(next, settle(next))
    const pending = inner.flatMap((next) => next.pending)
    yield written.map((part, index) => (index === 0 && pending.length > 0 ? { ...part, pending } : part))
  }
}

function nowShown({ places, shown }: WaitingPart, written: readonly DeferredPart[]): readonly Shown[] {
  return [...shown, ...places.map(({ path }, index) => ({ path, dataJson: written[index]?.dataJson }))]
}

async function settle(waiting: WaitingPart): Promise<{ waiting: WaitingPart; body: StartedBody }> {
  const body = await waiting.started.body
  await body.done
  return { waiting, body }
}

function write(
  { started: { part, run }, places }: WaitingPart,
  { compiled, variant }: Execution,
): DeferredPart[] {
  const writer = variant.partWriter(part.written)
  const errorsOf = errorsByPlace(run.errors, places)
  return places.map(({ id, path, object }, index) => {
    const written = writeRun(compiled, run, writer, object)
    const problems = written.valueCompletion.map((error) => below(path, error))
    const errors = errorsOf.get(index) ?? []
    if (written.dataJson !== 'null') {
      const extensions = problems.length > 0 ? { extensions: { valueCompletion: problems } } : {}
      return { id, dataJson: written.dataJson, ...(errors.length > 0 ? { errors } : {}), ...extensions }
    }
    return { id, errors: errors.length > 0 ? errors : reasonsOf(run.errors, { path, problems }) }
  })
}
