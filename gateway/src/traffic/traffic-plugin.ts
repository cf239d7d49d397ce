// Tells the recorder of every operation that was valid and executed, whichever transport brought it: a stream counts once,
// when it begins. What was refused has no `data` in its answer, and a client that never got any depends on none.
import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server'
import type { TrustedDocument } from '@supermarket/schema/documents/manifest.ts'
import type { GatewayContext } from '../context.ts'
import { documentSignatures } from '../trusted/document-signature.ts'
import { operationDescriber } from './recorded-operation.ts'
import type { TrafficRecorder } from './traffic-recorder.ts'

export function trafficPlugin(
  recorder: TrafficRecorder,
  trusted: readonly TrustedDocument[] = [],
): ApolloServerPlugin<GatewayContext> {
  const describe = operationDescriber(documentSignatures(trusted))
  const listener: GraphQLRequestListener<GatewayContext> = {
    async willSendResponse({ schema, document, operation, request, contextValue, response: { body } }) {
      if (document === undefined || !operation) return
      if (body.kind !== 'single' || body.singleResult.data === undefined) return
      const recorded = describe({ schema, document, operation })
      if (recorded === undefined) return
      recorder.record({
        operation: recorded,
        client: contextValue.clientApp,
        variables: request.variables ?? {},
      })
    },
  }
  return { requestDidStart: async () => listener }
}
