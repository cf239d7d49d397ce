// Spans of an execution, under the names that @apollo/gateway gives them, so that dashboards go on working. Costs
// nothing where no observer is made, and next to nothing where no tracer provider is registered.
import { type Attributes, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import type { ExecutionObserver, StartedFetch } from '../execute/run.ts'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'

export const spanNames = {
  parse: 'gateway.parse',
  validate: 'gateway.validate',
  plan: 'gateway.plan',
  fetch: 'gateway.fetch',
  write: 'gateway.postprocessing',
} as const

/** The engine's tracer; a tracer of nothing until the process registers a provider. */
export function engineTracer(): Tracer {
  return trace.getTracer('@supermarket/engine')
}

/** Runs the work in a span that is active meanwhile; a failure is recorded and passed on. */
export function inSpan<Result>(
  tracer: Tracer,
  span: { readonly name: string; readonly attributes?: Attributes },
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  return tracer.startActiveSpan(span.name, { attributes: span.attributes ?? {} }, async (active) => {
    try {
      return await work(active)
    } catch (error) {
      recordError(active, error)
      throw error
    } finally {
      active.end()
    }
  })
}

/** The fetch's span is active while it is sent, so a transport can pass it on (`traceparent`). */
export function spanObserver(tracer: Tracer = engineTracer()): ExecutionObserver {
  return {
    capturesTraces: false,
    fetch: (started, send) =>
      inSpan(tracer, { name: spanNames.fetch, attributes: fetchAttributes(started) }, async (span) => {
        const response = await send()
        recordErrors(span, response)
        return response
      }),
    write: (write) =>
      tracer.startActiveSpan(spanNames.write, (span) => {
        try {
          return write()
        } finally {
          span.end()
        }
      }),
  }
}

function fetchAttributes({ node, path, entities }: StartedFetch): Attributes {
  return {
    service: node.serviceName,
    'graphql.operation.type': node.operationKind,
    ...(node.operationName === undefined ? {} : { 'graphql.operation.name': node.operationName }),
    ...(path.length === 0 ? {} : { 'graphql.path': path.join('.') }),
    ...(entities ? { 'graphql.entities.asked': entities.asked, 'graphql.entities.sent': entities.sent } : {}),
  }
}

function recordErrors(span: Span, { errors = [] }: SubgraphResponse): void {
  for (const { message } of errors) span.recordException({ name: 'GraphQLError', message })
  if (errors.length > 0) span.setStatus({ code: SpanStatusCode.ERROR })
}

function recordError(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error))
  span.setStatus({ code: SpanStatusCode.ERROR })
}
