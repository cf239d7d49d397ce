// A deferred answer as the parts of one multipart body. The last part says that it is the last; where the source breaks
// or ends early, the fragments that have not come fail in it.
import type { DeferSpec } from './accept.ts'
import type { ErrorsJson } from './answer-json.ts'
import { type DeferredFormat, deferredFormats, type ReadyPart } from './deferred-formats.ts'
import { multipartDefer } from './frames.ts'
import { interruptible } from './interruptible.ts'
import { isRefusal } from './refusals.ts'
import type { DeferredPart, DeferredStream, PendingPart } from './streamed-data.ts'
import { atPath, toGraphQLError } from './to-graphql-error.ts'

export type DeferredFrames = {
  readonly stream: DeferredStream
  readonly spec: DeferSpec
  /** Of the first part, as the pipeline has formatted them. */
  readonly errors: readonly unknown[] | undefined
  readonly extensions: unknown
  readonly errorsJson: ErrorsJson
  /** Its reason is a refusal when the client is still there to read it. */
  readonly stop: AbortSignal
}

export async function* deferredFrames(options: DeferredFrames): AsyncGenerator<string, void, undefined> {
  const { stream, errors, extensions, stop } = options
  const format = deferredFormats[options.spec](options.errorsJson)
  const pending = new Map(stream.pending.map((place) => [place.id, place]))
  yield multipartDefer.head
  yield multipartDefer.part(
    format.first({ dataJson: stream.dataJson, errors, extensions, pending: stream.pending }),
  )
  yield* subsequentFrames(stream, { format, pending, stop })
  if (pending.size > 0) {
    if (stop.aborted && !isRefusal(stop.reason)) return
    yield multipartDefer.part(format.subsequent(lost(pending, stop.reason ?? endedEarly()), false))
  }
  yield multipartDefer.end
}

type Progress = {
  readonly format: DeferredFormat
  /** What has been announced and has not come. */
  readonly pending: Map<string, PendingPart>
  readonly stop: AbortSignal
}

async function* subsequentFrames(stream: DeferredStream, { format, pending, stop }: Progress) {
  if (pending.size === 0) return
  try {
    for await (const parts of interruptible(stream.parts, stop)) {
      const ready = parts.map((part) => take(pending, part))
      yield multipartDefer.part(format.subsequent(ready, pending.size > 0))
      if (pending.size === 0) return
    }
  } catch (error) {
    yield multipartDefer.part(format.subsequent(lost(pending, error), false))
    pending.clear()
  }
}

function take(pending: Map<string, PendingPart>, part: DeferredPart): ReadyPart {
  const place = pending.get(part.id)
  if (place === undefined) throw new TypeError(`No deferred fragment ${part.id} is pending.`)
  pending.delete(part.id)
  for (const inner of part.pending ?? []) pending.set(inner.id, inner)
  return { place, part }
}

function lost(pending: ReadonlyMap<string, PendingPart>, reason: unknown): ReadyPart[] {
  const error = toGraphQLError(reason)
  return [...pending.values()].map((place) => ({
    place,
    part: { id: place.id, errors: [atPath(error, place.path)] },
  }))
}

function endedEarly(): Error {
  return new Error('A deferred answer ended before all of its parts had come.')
}
