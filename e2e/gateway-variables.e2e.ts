// The gateway's variables as an operator sets them: they hold in both topologies.
import { once } from 'node:events'
import { graphClient } from '@supermarket/testkit/graph-client.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'

const environment = { MAX_OPERATION_COST: '20', STREAMS_PER_CLIENT: '1', REQUESTS_PER_MINUTE: '12' }

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  beforeAll(async () => {
    stack = await openStack(topology, { environment })
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  test('what is dearer than MAX_OPERATION_COST is refused, and what is not is answered', async () => {
    const graph = graphClient(stack.url)
    expect((await graph.ask('{ categories(first: 2) { nodes { id } } }')).errors).toEqual([])
    const { status, errors } = await graph.ask('{ categories(first: 50) { nodes { id name slug } } }')
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'COST_ESTIMATED_TOO_EXPENSIVE'])
  })

  test('one socket more than STREAMS_PER_CLIENT is refused', async () => {
    const open = () => new WebSocket(`${stack.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws')
    const first = open()
    await once(first, 'open')
    const second = open()
    const [refusal] = (await once(second, 'error')) as [Error]
    expect(refusal.message).toBe('Unexpected server response: 429')
    expect(first.readyState).toBe(WebSocket.OPEN)
    first.close()
    await once(first, 'close')
  })

  test('one request more a minute than REQUESTS_PER_MINUTE is refused', async () => {
    const graph = graphClient(stack.url)
    const statuses: number[] = []
    for (let asked = 2; asked <= 12; asked++) statuses.push((await graph.ask('{ __typename }')).status)
    // Two were asked above.
    expect(statuses).toEqual([...Array(10).fill(200), 429])
  })
})
