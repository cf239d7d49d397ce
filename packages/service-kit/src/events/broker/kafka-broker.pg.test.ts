import { afterAll, beforeAll, describe } from 'vitest'
import { aWorld, brokerContract } from './broker-contract.fixture.ts'
import { kafkaForTest, kafkaMissing, type TestBroker } from './brokers.fixture.ts'

describe.skipIf(kafkaMissing)(`over Kafka${kafkaMissing}`, { timeout: 60_000 }, () => {
  let cluster: TestBroker
  let nth = 0
  beforeAll(async () => {
    cluster = await kafkaForTest()
  })
  afterAll(() => cluster?.[Symbol.asyncDispose]())
  // Topics of its own for each test: a group that begins anew needs no one's leave.
  const world = aWorld(async () => ({
    url: cluster.url.replace('prefix=test', `prefix=test-${++nth}`),
    [Symbol.asyncDispose]: async () => {},
  }))
  brokerContract(world)
})
