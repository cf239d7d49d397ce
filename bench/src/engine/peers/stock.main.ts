// @apollo/gateway with its own executor and its own HTTP data source.
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { type ApolloPeerContext, serveApolloPeer } from './apollo-peer.ts'

await serveApolloPeer(({ supergraphSdl }) => ({
  gateway: new ApolloGateway({
    supergraphSdl,
    buildService: ({ url = '' }) =>
      new RemoteGraphQLDataSource<ApolloPeerContext>({
        url,
        willSendRequest({ request, context }) {
          // At start the gateway asks nothing, so that there always is a context with a header.
          request.http?.headers.set('authorization', context.authorization ?? '')
        },
      }),
  }),
}))
