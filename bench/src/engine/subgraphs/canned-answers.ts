// A subgraph that computes each answer once: graphql-js answers the first request with some body, all others with the
// same body get its bytes. What a gateway asks for, and how it words it, is its own affair.
import { type GraphQLSchema, graphql } from 'graphql'

export type CannedAnswers = {
  /** The bytes of the answer to a POST body; at once when it was asked before. */
  answer(body: Buffer): Buffer | Promise<Buffer>
}

type Posted = {
  readonly query: string
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>> | null
}

/** More means that a gateway words its requests differently each time, which would measure graphql-js. */
const mostBodies = 20_000

/** `onMiss` is told of every answer that had to be computed. */
export function cannedAnswers(schema: GraphQLSchema, onMiss: () => void): CannedAnswers {
  const answers = new Map<string, Buffer>()
  const compute = async (key: string, body: Buffer): Promise<Buffer> => {
    onMiss()
    const { query, operationName, variables }: Posted = JSON.parse(body.toString())
    const result = await graphql({ schema, source: query, operationName, variableValues: variables })
    const answer = Buffer.from(JSON.stringify(result))
    if (answers.size >= mostBodies) throw new Error(`a gateway has asked in ${mostBodies} different ways`)
    answers.set(key, answer)
    return answer
  }
  return {
    answer(body) {
      // One character per byte: no decoding, and equal exactly when the bytes are.
      const key = body.toString('latin1')
      return answers.get(key) ?? compute(key, body)
    },
  }
}
