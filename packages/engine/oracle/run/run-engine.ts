// A case on the engine, or on a copy of it with a fault.
import { compileOperation } from '../../src/execute/compile-operation.ts'
import { executeOperation } from '../../src/execute/execute-operation.ts'
import { isPlainJson } from '../../src/transport/plain-json.ts'
import type { Case } from '../case.ts'
import { openExchange } from './exchange.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

export type Executor = {
  readonly compileOperation: typeof compileOperation
  readonly executeOperation: typeof executeOperation
}

export const engine: Executor = { compileOperation, executeOperation }

export async function runEngine(given: Case, executor: Executor = engine): Promise<Outcome> {
  const { world, document, variables, plan } = given
  const exchange = openExchange(given)
  const compiled = executor.compileOperation({ plan, document, schemas: world.schemas })
  const answered = await executor.executeOperation(compiled, {
    variables,
    async send({ subgraph, query, variablesJson }) {
      const answer = await exchange.send(subgraph, query, JSON.parse(variablesJson))
      return { ...answer, plain: isPlainJson(Buffer.from(JSON.stringify(answer))) }
    },
    context: {},
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: undefined,
  })
  return outcomeOf(answered, exchange)
}
