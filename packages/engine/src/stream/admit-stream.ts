// Whether one more subscription may begin over HTTP, which is known before its first frame: there is still a status to
// say it with.
import type { GraphQLError } from 'graphql'
import { openSession, type SessionOf } from './session.ts'
import type { StreamQuota } from './stream-quota.ts'
import { toGraphQLError } from './to-graphql-error.ts'

export type Admitted = {
  readonly stop: AbortController
  /** What the stream has to give back when it ends. */
  readonly held: DisposableStack
}

export type AdmissionRules<Context> = {
  readonly session: SessionOf<Context> | undefined
  readonly quota: StreamQuota
}

/** Gives the refusal when there is no place. A session that is refused stops the stream, which tells it in its own way. */
export async function admitStream<Context>(
  { stop, held }: Admitted,
  { session, quota }: AdmissionRules<Context>,
  {
    client,
    contextValue,
  }: { readonly client: string | undefined; readonly contextValue: Context | undefined },
): Promise<GraphQLError | undefined> {
  using gained = new DisposableStack()
  const opened = gained.use(await openSession(session, contextValue, (reason) => stop.abort(reason)))
  // The client may have gone meanwhile.
  if (held.disposed) return undefined
  try {
    gained.use(quota.take({ client, identity: opened?.identity }))
  } catch (error) {
    return toGraphQLError(error)
  }
  held.use(gained.move())
  return undefined
}
