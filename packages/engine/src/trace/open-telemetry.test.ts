// Spans as a registered tracer provider sees them.
import type { Tracer } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { executeOperation } from '../execute/execute-operation.ts'
import { answer, compile, executionRequest } from '../execute/small-graph.fixture.ts'
import { combineObservers } from './combine-observers.ts'
import { inSpan, spanObserver } from './open-telemetry.ts'

function recordingTracer(): { tracer: Tracer; exporter: InMemorySpanExporter } {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  return { tracer: provider.getTracer('test'), exporter }
}

test('each fetch and the writing have a span, and a failed fetch is an error', async () => {
  const { tracer, exporter } = recordingTracer()
  const compiled = compile(parse('query Reviews { users { id reviews { body } } }'))
  await executeOperation(compiled, executionRequest(answer), spanObserver(tracer))
  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ name, attributes, status }) => [name, attributes.service, status.code])).toEqual([
    ['gateway.fetch', 'accounts', 0],
    ['gateway.fetch', 'reviews', 2],
    ['gateway.postprocessing', undefined, 0],
  ])
  expect(spans[1]?.attributes).toMatchObject({
    'graphql.path': 'users.@',
    'graphql.entities.asked': 2,
    'graphql.entities.sent': 2,
  })
})

test('a failure is recorded on the span and goes on', async () => {
  const { tracer, exporter } = recordingTracer()
  const failure = new Error('no plan')
  await expect(inSpan(tracer, { name: 'gateway.plan' }, () => Promise.reject(failure))).rejects.toBe(failure)
  const [span] = exporter.getFinishedSpans()
  expect([span?.status.code, span?.events[0]?.attributes?.['exception.message']]).toEqual([2, 'no plan'])
})

test('observers nest, the first outermost, and none at all is none', async () => {
  const seen: string[] = []
  const observer = (name: string) => ({
    capturesTraces: name === 'b',
    fetch: async <Response>(_fetch: unknown, send: () => Promise<Response>) => {
      seen.push(`${name} before`)
      const response = await send()
      seen.push(`${name} after`)
      return response
    },
    write: <Result>(write: () => Result) => write(),
  })
  const both = combineObservers([observer('a'), undefined, observer('b')])
  await both?.fetch({} as never, async () => ({ data: null }))
  expect(seen).toEqual(['a before', 'b before', 'b after', 'a after'])
  expect([both?.capturesTraces, combineObservers([undefined])]).toEqual([true, undefined])
})
