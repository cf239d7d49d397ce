// Hive Gateway as it comes: its JavaScript planner and executor, the client's authorization passed on.
import { defineConfig } from '@graphql-hive/gateway'

export const gatewayConfig = defineConfig({
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') ?? '' }),
  },
})
