// The least that a request through the gateway costs: no subgraph, no database.
import { expectThat, type Scenario } from './scenario.ts'

export const floor: Scenario = {
  name: 'floor',
  unit: 'requests',
  about: '`{ __typename }`: no subgraph and no database',
  prepare: () => async (ask) => {
    const answer = await ask<{ __typename: string }>('{ __typename }')
    expectThat(answer.__typename === 'Query', 'the root type is Query', answer)
  },
}
