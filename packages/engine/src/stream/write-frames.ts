// Writing frames to an HTTP response at the pace of its reader. While the reader lags nothing is asked of the source,
// so a stream holds one event; a reader that takes nothing for too long is cut off.
import type { ServerResponse } from 'node:http'

export type Pace = {
  /** What is written every `heartbeatMs`; absent for an answer that soon comes to an end by itself. */
  readonly beat?: string | undefined
  readonly heartbeatMs: number
  /** How long a reader may leave unread what was written to it. */
  readonly stallMs: number
}

/**
 * Resolves when the response has ended, by its frames or by its reader. When the reader leaves, the frames have to end
 * by themselves: their source may be waiting for an event that never comes.
 */
export async function writeFrames(
  response: ServerResponse,
  frames: AsyncIterable<string>,
  { beat, heartbeatMs, stallMs }: Pace,
): Promise<void> {
  const heart = beat === undefined ? undefined : setInterval(() => response.write(beat), heartbeatMs)
  try {
    for await (const frame of frames) {
      if (response.destroyed) return
      response.write(frame)
      if (response.writableNeedDrain) await settled(response, 'drain', stallMs)
    }
  } finally {
    clearInterval(heart)
  }
  if (response.destroyed) return
  response.end()
  if (!response.writableFinished) await settled(response, 'finish', stallMs)
}

/** Resolves on the event, or when the reader has gone; a reader that lets neither happen in time is made to go. */
function settled(response: ServerResponse, event: 'drain' | 'finish', stallMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => response.destroy(), stallMs)
  const done = () => {
    clearTimeout(timer)
    response.off(event, done)
    response.off('close', done)
    resolve()
  }
  response.once(event, done)
  response.once('close', done)
  if (response.destroyed) done()
  return promise
}
