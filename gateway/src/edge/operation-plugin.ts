// A request that does not say which of its document's operations it means, or means one that the executor cannot
// run, is refused here: the stock executor would call both a fault.
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import type { GatewayContext } from '../context.ts'

export function operationPlugin(options: {
  readonly subscriptions: boolean
}): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, request }) {
          if (operation?.operation === 'subscription' && !options.subscriptions)
            throw new GraphError('BAD_REQUEST', 'Subscriptions are not served here.', { httpStatus: 400 })
          if (operation) return
          throw new GraphError(
            'OPERATION_RESOLUTION_FAILURE',
            request.operationName
              ? 'The document has no operation of the name that the request asks for.'
              : 'The document has more than one operation, or none: say which by operationName.',
            { httpStatus: 400 },
          )
        },
      }
    },
  }
}
