// A case on the stock executor, spared what it gets wrong where that can be done without changing it.
import type { Case } from '../case.ts'
import type { Answer } from '../data/subgraph.ts'
import { openExchange } from './exchange.ts'
import { executeStock } from './execute-stock.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { documentForStock } from './stock-document.ts'

/** Undefined when it throws: it does at a list to go on below where some object has a leaf of that name. */
export async function runStock(given: Case): Promise<Outcome | undefined> {
  try {
    return await run(given)
  } catch (error) {
    if (error instanceof TypeError && error.message === 'value.flatMap is not a function') return undefined
    throw error
  }
}

async function run(given: Case): Promise<Outcome> {
  const { world, document, variables, plan } = given
  const exchange = openExchange(given)
  const interfaces = new Set(
    [...world.graph.types.values()].flatMap(({ kind, name }) => (kind === 'interface-object' ? [name] : [])),
  )
  const answered = await executeStock({
    composed: world,
    plan,
    document: documentForStock(document, world.schemas.apiSchema),
    variables,
    subgraphs: world.subgraphs.keys(),
    send: async (subgraph, query, sent) =>
      withoutInterfaceNames(await exchange.send(subgraph, query, sent), interfaces),
  })
  return outcomeOf(answered, exchange)
}

/**
 * A subgraph that knows an interface as an object calls an entity by the interface's name. Stock lets that name take
 * the place of the type that it knows, and then nulls the object; a name that is missing it fills in.
 */
function withoutInterfaceNames(answer: Answer, interfaces: ReadonlySet<unknown>): Answer {
  const entities = answer.data?._entities
  if (!Array.isArray(entities)) return answer
  for (const entity of entities) {
    if (entity && interfaces.has(entity.__typename)) delete entity.__typename
  }
  return answer
}
