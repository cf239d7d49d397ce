// The load generator against a real server.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drive, drivePaced } from './drive.ts'

let underWay = 0
let mostUnderWay = 0
const server = createServer(async (_request, response) => {
  underWay += 1
  mostUnderWay = Math.max(mostUnderWay, underWay)
  await delay(20)
  underWay -= 1
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}')
})
let url: string

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const { signal } = new AbortController()

describe('an open loop', () => {
  test('asks at its rate, whether or not answers have come', async () => {
    mostUnderWay = 0
    const { latenciesMs, elapsedMs } = await drivePaced({
      url,
      perSecond: 200,
      durationMs: 250,
      signal,
      work: (ask) => ask('{ __typename }'),
    })
    expect(latenciesMs).toHaveLength(50)
    expect(latenciesMs).toEqual(latenciesMs.toSorted((left, right) => left - right))
    expect(elapsedMs).toBeGreaterThan(245)
    expect(mostUnderWay).toBeGreaterThan(1)
  })

  test('stops at the first failure and rejects with it', async () => {
    let asked = 0
    const work = async () => {
      asked += 1
      throw new Error('wrong')
    }
    await expect(drivePaced({ url, perSecond: 100, durationMs: 10_000, signal, work })).rejects.toThrow(
      'wrong',
    )
    expect(asked).toBe(1)
  })
})

test('a closed loop keeps as many requests under way as it has clients', async () => {
  mostUnderWay = 0
  const { latenciesMs, elapsedMs } = await drive({
    url,
    concurrency: 3,
    durationMs: 100,
    signal,
    work: (ask) => ask('{ __typename }'),
  })
  expect(mostUnderWay).toBe(3)
  // Each client has asked for as long as the window lasts, 20 ms and more at a time.
  expect(latenciesMs.length).toBeLessThanOrEqual(3 * Math.ceil(elapsedMs / 20))
})
