// Our engine as a production gateway has it: HTTP with a deadline, a circuit breaker around it, identical queries of one
// client sent once.
import { engine } from '@supermarket/engine/engine.ts'
import { fromSdl } from '@supermarket/engine/supergraph/from-sdl.ts'
import { circuitBreaker } from '@supermarket/engine/transport/circuit-breaker.ts'
import { httpTransport } from '@supermarket/engine/transport/http-transport.ts'
import { shareInFlight } from '@supermarket/engine/transport/share-in-flight.ts'
import { type ApolloPeerContext, serveApolloPeer } from './apollo-peer.ts'

const requestTimeoutMs = 10_000

await serveApolloPeer(({ supergraphSdl }) => {
  const gateway = engine({
    supergraph: fromSdl(supergraphSdl),
    transport: ({ name, url }) =>
      shareInFlight(
        circuitBreaker(
          httpTransport({
            url,
            headers: ({ request }) => ({ authorization: authorizationOf(request.context) }),
          }),
          { subgraph: name },
        ),
        { identity: ({ context }) => authorizationOf(context) },
      ),
    request: () => ({ deadlineAt: Date.now() + requestTimeoutMs }),
  })
  return { gateway, stringifyResult: gateway.stringifyResult }
})

function authorizationOf(context: unknown): string {
  return (context as ApolloPeerContext).authorization ?? ''
}
