// Spans as part of every request. Parsing and validation are Apollo Server's: their spans come from a plugin of its own.
import type { ApolloServerPlugin, BaseContext } from '@apollo/server'
import type { Tracer } from '@opentelemetry/api'
import type { EnginePlugin, EngineRequest } from '../graph/engine-plugin.ts'
import { engineTracer, spanNames, spanObserver } from './open-telemetry.ts'

/** Planning (short where the plan was there already), fetches and writing. */
export function openTelemetryPlugin(tracer: Tracer = engineTracer()): EnginePlugin {
  const begun = new WeakMap<EngineRequest, number>()
  return {
    variant(request) {
      begun.set(request, now())
      return undefined
    },
    observe(request) {
      const startTime = begun.get(request) ?? now()
      const { operationName } = request.gateway
      const attributes = operationName ? { 'graphql.operation.name': operationName } : {}
      tracer.startSpan(spanNames.plan, { startTime, attributes }).end()
      return spanObserver(tracer)
    },
  }
}

/** Epoch milliseconds with fractions, as spans take them. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

/** To be given to Apollo Server: parsing and validation, of documents that it has not seen before. */
export function openTelemetryServerPlugin(tracer: Tracer = engineTracer()): ApolloServerPlugin<BaseContext> {
  const spanUntilItEnds = (name: string) => {
    const span = tracer.startSpan(name)
    return async (error?: unknown) => {
      if (error !== undefined) span.recordException(String(error))
      span.end()
    }
  }
  return {
    async requestDidStart() {
      return {
        parsingDidStart: async () => spanUntilItEnds(spanNames.parse),
        validationDidStart: async () => spanUntilItEnds(spanNames.validate),
      }
    },
  }
}
