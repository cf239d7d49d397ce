// What stands before every call of a subgraph, whether it is answered once or event by event: the token is good, the
// variables can be stored and are not too many.
import type { AccessTokenVerifier, TokenCheck } from './access-token.ts'
import { badUserInput } from './graph-error.ts'
import { failure, unauthenticatedRequest } from './subgraph-answer.ts'
import type { SubgraphAnswer, SubgraphCall } from './subgraph-call.ts'
import { isStorableValue, unstorableText } from './text-rules.ts'

export const maxRepresentations = 1_000

export type Admission =
  | { readonly ok: true; readonly token: Extract<TokenCheck, { ok: true }> }
  | { readonly ok: false; readonly answer: SubgraphAnswer }

export async function admitCall(verifyToken: AccessTokenVerifier, call: SubgraphCall): Promise<Admission> {
  const token = await verifyToken(call.authorization)
  if (!token.ok) return { ok: false, answer: failure(401, unauthenticatedRequest, call.requestId) }
  const problem = problemOf(call.variables)
  if (problem) return { ok: false, answer: failure(400, badUserInput(problem), call.requestId) }
  return { ok: true, token }
}

/** What is wrong with the variables before GraphQL looks at their types. */
function problemOf(variables: SubgraphCall['variables']): string | undefined {
  if (!isStorableValue(variables)) return unstorableText
  const representations = variables?.representations
  return Array.isArray(representations) && representations.length > maxRepresentations
    ? `A fetch may ask for ${maxRepresentations} entities at most.`
    : undefined
}
