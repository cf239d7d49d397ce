// What resolvers of this service see of one request.
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import type { AnswerHead } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphCall } from '@supermarket/service-kit/subgraph-call.ts'
import { type AccountLoader, createAccountLoader } from './account/account-loader.ts'
import { type SessionCookies, sessionCookies } from './session/cookies.ts'
import { deviceOf } from './session/session.ts'
import { createSessionLoader, type SessionLoader } from './session/session-loader.ts'
import type { Client, Tools } from './tools.ts'

export type Context = RequestContext & {
  readonly tools: Tools
  readonly accounts: AccountLoader
  readonly sessions: SessionLoader
  readonly client: Client
  /** Present when the client keeps its tokens in cookies. */
  readonly cookies: SessionCookies | undefined
}

export function contextFactory(tools: Tools) {
  const { db } = tools.connection
  return (request: RequestContext, { client }: SubgraphCall, answer: AnswerHead): Context => ({
    ...request,
    tools,
    accounts: createAccountLoader(db),
    sessions: createSessionLoader(db),
    client: { address: client?.address, device: deviceOf(client?.agent) },
    cookies: client?.cookieMode ? sessionCookies(client.cookie, answer) : undefined,
  })
}
