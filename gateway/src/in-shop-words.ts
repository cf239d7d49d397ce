// What a client hears of a subgraph that gave no answer: the shop's codes and words, whatever carried the fetch. What
// caused it is logged here, because from here on it is data.
import { EngineError } from '@supermarket/engine/errors.ts'
import { abortedOnReturn } from '@supermarket/engine/stream/aborted-on-return.ts'
import type {
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
} from '@supermarket/engine/transport/subgraph-transport.ts'
import {
  type GraphError,
  upstreamTimeout,
  upstreamUnavailable,
} from '@supermarket/service-kit/graph-error.ts'
import type { Logger } from 'pino'
import type { GatewayContext } from './context.ts'
import { tellDrift } from './subgraph-answers.ts'

export function inShopWords<Transport extends SubgraphTransport>(
  name: string,
  inner: Transport,
  log: Logger,
): Transport {
  const { subscribe } = inner
  const answered = (request: SubgraphRequest, answer: SubgraphResponse) => {
    const { requestId } = request.context as GatewayContext
    tellDrift(log, name, { errors: answer.errors, requestId })
    return answer
  }
  const failed = (request: SubgraphRequest, error: unknown, what: string) => {
    const { requestId, signal } = request.context as GatewayContext
    if (!signal.aborted) log.warn({ error, requestId, subgraph: name }, what)
    return wordsFor(name, error)
  }

  async function* followed(request: SubgraphRequest, signal: AbortSignal) {
    try {
      for await (const answer of subscribe?.({ ...request, signal }) ?? []) yield answered(request, answer)
    } catch (error) {
      throw failed(request, error, 'a subscription broke off')
    }
  }

  return {
    ...inner,
    execute: (request: SubgraphRequest) =>
      inner.execute(request).then(
        (answer) => answered(request, answer),
        (error: unknown) => Promise.reject(failed(request, error, 'a fetch failed')),
      ),
    ...(subscribe && {
      subscribe: (request: SubgraphRequest) =>
        abortedOnReturn(request.signal, (signal) => followed(request, signal)),
    }),
  }
}

/** Without the cause, which would be logged once more wherever the error is answered. */
function wordsFor(name: string, error: unknown): GraphError {
  const isLate = error instanceof EngineError && error.code === 'UPSTREAM_TIMEOUT'
  return isLate ? upstreamTimeout(name) : upstreamUnavailable(name)
}
