// Asks a subgraph as the gateway would, and insists on an answer: seeding goes through the graph like any client.
import { newRequestId } from '@supermarket/service-kit/request-context.ts'
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'

const seedTimeoutMs = 30_000

export type Question = {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly authorization?: string | undefined
}

/** The answer's data; rejects when it holds any error. */
export async function ask<Data>(handler: SubgraphHandler, question: Question): Promise<Data> {
  const { body } = await handler.handle('gateway', {
    ...question,
    requestId: newRequestId(),
    deadlineAt: Date.now() + seedTimeoutMs,
  })
  if (body.errors || !body.data)
    throw new Error(`seeding: ${body.errors?.map((error) => error.message).join('; ')}`)
  return body.data as Data
}

export type UserErrors = readonly { readonly code: string; readonly message: string }[]

/** Throws unless every refusal is one of `accepted`: what an interrupted seeding has already done. */
export function requireDone(userErrors: UserErrors, accepted: readonly string[] = []): void {
  const refused = userErrors.filter((error) => !accepted.includes(error.code))
  if (refused.length > 0)
    throw new Error(`seeding: ${refused.map((error) => `${error.code} ${error.message}`).join('; ')}`)
}
