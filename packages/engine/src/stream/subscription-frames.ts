// A subscription as the frames of one HTTP body, from its first event to the reason it ends.
import { answerJson, type ErrorsJson } from './answer-json.ts'
import type { Framing } from './frames.ts'
import { interruptible } from './interruptible.ts'
import { isRefusal } from './refusals.ts'
import type { SubscriptionStream } from './streamed-data.ts'
import { toGraphQLError } from './to-graphql-error.ts'

export type SubscriptionFrames = {
  readonly stream: SubscriptionStream
  readonly framing: Framing
  readonly errorsJson: ErrorsJson
  /** Its reason is a refusal when the client is still there to read it. */
  readonly stop: AbortSignal
}

export async function* subscriptionFrames(
  options: SubscriptionFrames,
): AsyncGenerator<string, void, undefined> {
  const { stream, framing, errorsJson, stop } = options
  yield framing.head
  try {
    for await (const part of interruptible(stream.parts, stop))
      yield framing.next(answerJson(part, errorsJson))
  } catch (error) {
    yield framing.failed(errorsJson([toGraphQLError(error)]))
    return
  }
  if (!stop.aborted) yield framing.end
  else if (isRefusal(stop.reason)) {
    const reason = errorsJson([stop.reason])
    yield stop.reason.extensions.code === 'OVERLOADED' ? framing.released(reason) : framing.failed(reason)
  }
}
