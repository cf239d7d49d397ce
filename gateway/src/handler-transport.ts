// A subgraph in this process, asked as over HTTP: the same call to the same handler, within the same time.
import { type EngineError, upstreamTimeout, upstreamUnavailable } from '@supermarket/engine/errors.ts'
import { abortedOnReturn } from '@supermarket/engine/stream/aborted-on-return.ts'
import type {
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
} from '@supermarket/engine/transport/subgraph-transport.ts'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { type MemoryTransport, memoryTransport } from '@supermarket/service-kit/memory-transport.ts'
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphAnswer, SubgraphCall } from '@supermarket/service-kit/subgraph-call.ts'
import { acceptMs, contextOf } from './shop-hooks.ts'

export function handlerTransport(handler: SubgraphHandler): Required<Omit<SubgraphTransport, 'close'>> {
  const { name } = handler
  const send = memoryTransport({ caller: 'gateway', handler })
  return {
    async execute(request) {
      try {
        const { body, setCookie } = await send(callOf(request))
        if (setCookie && request.kind === 'mutation') contextOf(request).passCookies(setCookie)
        return body as SubgraphResponse
      } catch (error) {
        throw inEngineWords(name, error)
      }
    },
    subscribe: (request) =>
      abortedOnReturn(request.signal, (signal) => answers(send, name, { ...request, signal })),
  }
}

/** Ends when the subgraph completes or the signal aborts; a subscription that is refused gives one answer. */
async function* answers(
  send: MemoryTransport,
  name: string,
  request: SubgraphRequest & { readonly signal: AbortSignal },
): AsyncGenerator<SubgraphResponse, void, undefined> {
  const { signal } = request
  try {
    const subscribed = await send.subscribe(callOf({ ...request, deadlineAt: Date.now() + acceptMs }))
    if (subscribed.kind === 'refused') {
      yield refusalOf(subscribed.answer, name)
      return
    }
    const { stream } = subscribed
    const leave = () => void stream.return()
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    try {
      for await (const answer of stream) yield answer as SubgraphResponse
    } finally {
      signal.removeEventListener('abort', leave)
    }
  } catch (error) {
    if (!signal.aborted) throw inEngineWords(name, error)
  }
}

/** That the service is broken or has no room is no refusal, but a reason to come again. */
function refusalOf({ status, body }: SubgraphAnswer, name: string): SubgraphResponse {
  if (status >= 500) throw upstreamUnavailable(name, new Error(`the answer to a subscription is ${status}`))
  return body as SubgraphResponse
}

function callOf(request: SubgraphRequest): SubgraphCall {
  const { query, variablesJson, operationName, deadlineAt, signal, captureTrace: trace } = request
  const { authorization, requestId, client } = contextOf(request)
  const variables = JSON.parse(variablesJson)
  return { query, variables, operationName, authorization, requestId, client, deadlineAt, signal, trace }
}

function inEngineWords(name: string, error: unknown): EngineError {
  const isLate = error instanceof GraphError && error.code === 'UPSTREAM_TIMEOUT'
  return isLate ? upstreamTimeout(name) : upstreamUnavailable(name, error)
}
