import { describe, expect, it } from 'vitest'
import { acceptedStreams } from './accept.ts'

describe('an Accept header', () => {
  it.each([
    undefined,
    '',
    '*/*',
    'application/json',
    'multipart/mixed',
    'multipart/*',
    'text/*',
    'text/html, */*;q=0.1',
  ])('names no format of streams: %j', (accept) => {
    expect(acceptedStreams(accept)).toBeUndefined()
  })

  it.each([
    ['text/event-stream', { subscription: 'event-stream', defer: undefined, rest: undefined }],
    ['Text/Event-Stream;q=0.5', { subscription: 'event-stream', defer: undefined, rest: undefined }],
    [
      'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9',
      {
        subscription: 'multipart',
        defer: undefined,
        rest: 'application/graphql-response+json, application/json;q=0.9',
      },
    ],
    [
      'multipart/mixed; boundary="a,b;c"; subscriptionSpec="1.0", application/json',
      { subscription: 'multipart', defer: undefined, rest: 'application/json' },
    ],
    [
      'multipart/mixed;deferSpec=20220824, multipart/mixed;incrementalSpec=v0.2',
      { subscription: undefined, defer: '20220824', rest: undefined },
    ],
    [
      'multipart/mixed;deferSpec=20220824;q=0.8, multipart/mixed;incrementalSpec=v0.2, */*',
      { subscription: undefined, defer: 'v0.2', rest: '*/*' },
    ],
    [
      'text/event-stream;q=0.9, multipart/mixed;subscriptionSpec=1.0, multipart/mixed;deferSpec=20220824;q=0.1',
      { subscription: 'multipart', defer: '20220824', rest: undefined },
    ],
  ])('says of %s what it takes', (accept, streams) => {
    expect(acceptedStreams(accept)).toEqual(streams)
  })

  it.each([
    'text/event-stream;q=0',
    'text/event-stream;q=nonsense',
    'multipart/mixed;deferSpec=20991231',
    'multipart/mixed;subscriptionSpec=2.0, multipart/mixed;incrementalSpec=v0.3',
  ])('does not take what it names: %s', (accept) => {
    expect(acceptedStreams(accept)).toBeUndefined()
  })

  it('is read in time that grows with its length', () => {
    const startedAt = performance.now()
    acceptedStreams(`text/event-stream${',;"'.repeat(5_000)}`)
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})
