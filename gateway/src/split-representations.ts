// A subgraph takes 1,000 representations in one fetch; a plan may ask for more (100 orders of 100 lines). Such a fetch
// goes out in parts at once and comes back as one answer: a part that fails blanks its own entities and no others.

import { maxRepresentations } from '@supermarket/service-kit/admit-call.ts'
import { GraphError, upstreamUnavailable } from '@supermarket/service-kit/graph-error.ts'
import type {
  SubgraphAnswer,
  SubgraphCall,
  SubgraphTransport,
} from '@supermarket/service-kit/subgraph-call.ts'
import type { GraphQLFormattedError } from 'graphql'

export function splitRepresentations(
  transport: SubgraphTransport,
  name: string,
  limit = maxRepresentations,
): SubgraphTransport {
  return async (call) => {
    const representations = call.variables?.representations
    if (!Array.isArray(representations) || representations.length <= limit) return transport(call)
    const parts = chunks(representations, limit)
    const answers = await Promise.all(parts.map((part) => answerOf(transport, name, withPart(call, part))))
    return {
      status: Math.max(...answers.map(({ status }) => status)),
      body: {
        data: { _entities: answers.flatMap((answer, index) => entitiesOf(answer, parts[index] ?? [])) },
        ...errorsOf(answers, limit),
      },
    }
  }
}

function chunks(values: readonly unknown[], size: number): (readonly unknown[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  )
}

function withPart(call: SubgraphCall, representations: readonly unknown[]): SubgraphCall {
  return { ...call, variables: { ...call.variables, representations } }
}

async function answerOf(
  transport: SubgraphTransport,
  name: string,
  call: SubgraphCall,
): Promise<SubgraphAnswer> {
  try {
    return await transport(call)
  } catch (error) {
    const failure = error instanceof GraphError ? error : upstreamUnavailable(name, error)
    return { status: 200, body: { errors: [failure.toJSON()] } }
  }
}

function entitiesOf({ body }: SubgraphAnswer, part: readonly unknown[]): readonly unknown[] {
  const entities = body.data?._entities
  return Array.isArray(entities) ? entities : part.map(() => null)
}

/** Places in a part become places in the whole. */
function errorsOf(
  answers: readonly SubgraphAnswer[],
  limit: number,
): { errors?: readonly GraphQLFormattedError[] } {
  const errors = answers.flatMap(({ body }, part) =>
    (body.errors ?? []).map((error) => moved(error, part * limit)),
  )
  return errors.length > 0 ? { errors } : {}
}

function moved(error: GraphQLFormattedError, offset: number): GraphQLFormattedError {
  const [field, index, ...rest] = error.path ?? []
  return field === '_entities' && typeof index === 'number'
    ? { ...error, path: [field, index + offset, ...rest] }
    : error
}
