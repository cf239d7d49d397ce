// What is asked of a Kafka client, so that another one can take the place of the present one: send, consume a topic
// as a group, count, and read a topic to its end. Values are bytes, headers are text.
export type KafkaRecord = {
  readonly key: string
  readonly value: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

export type KafkaClient = AsyncDisposable & {
  /**
   * Resolves when all replicas in sync have it (acks=all). Records with one key go to one partition, as Java's
   * default partitioner has it. Rejects with RecordRefusedError for what Kafka will never take.
   */
  send(topic: string, record: KafkaRecord): Promise<void>
  consume(options: KafkaConsumption): KafkaSubscription
  /** How many records of the topic the group has not committed. */
  countUncommitted(topic: string, group: string): Promise<number>
  /** Hands over what the group has not committed; commits up to there when `work` answers true. */
  readToEnd(
    topic: string,
    group: string,
    work: (records: readonly KafkaRecord[]) => Promise<boolean>,
  ): Promise<void>
}

export type KafkaConsumption = {
  readonly topic: string
  readonly group: string
  /** Never rejects; false when the record is to come again. Of a partition all those at hand are offered at once. */
  readonly take: (record: KafkaRecord) => Promise<boolean>
  /** Partitions go to others, or the connection is lost: what was offered may be taken elsewhere. */
  readonly abandon: () => void
}

export type KafkaSubscription = AsyncDisposable & {
  /** A member of the group that hears from the broker. */
  isReady(): boolean
}

export class RecordRefusedError extends Error {
  override readonly name = 'RecordRefusedError'
}
