// Sends what comes while a request is under way together as the next one: as much per request as there is to send,
// and nothing waits for company. One request at a time, so records of one key keep their order.
import { type KafkaRecord, RecordRefusedError } from './kafka-client.ts'

export type TopicRecord = { readonly topic: string; readonly record: KafkaRecord }

type Waiting = TopicRecord & { readonly resolve: () => void; readonly reject: (error: unknown) => void }

const largestBatch = 200

/** `send` resolves when all of them are stored; rejects with RecordRefusedError when one of them never will be. */
export function batched(
  send: (records: readonly TopicRecord[]) => Promise<void>,
): (record: TopicRecord) => Promise<void> {
  const waiting: Waiting[] = []
  let isSending = false

  async function sendAll(): Promise<void> {
    isSending = true
    while (waiting.length > 0) await sendOne(waiting.splice(0, largestBatch))
    isSending = false
  }

  async function sendOne(batch: readonly Waiting[]): Promise<void> {
    try {
      await send(batch)
      for (const { resolve } of batch) resolve()
    } catch (error) {
      // The others are not to blame.
      if (error instanceof RecordRefusedError && batch.length > 1)
        for (const each of batch) await sendOne([each])
      else for (const { reject } of batch) reject(error)
    }
  }

  return (record) =>
    new Promise((resolve, reject) => {
      waiting.push({ ...record, resolve, reject })
      if (!isSending) void sendAll()
    })
}
