// One operation of a client over WebSocket, run through Apollo Server's pipeline: queries and mutations give one
// result, subscriptions one for each event.
import type { BaseContext } from '@apollo/server'
import type { FormattedExecutionResult } from 'graphql'
import type { SubscribeMessage } from 'graphql-ws'
import { answerJson, errorsJsonWith } from './answer-json.ts'
import { type ClientAbilities, createDelivery, withDelivery } from './delivery.ts'
import { headerMap } from './http-request.ts'
import { interruptible } from './interruptible.ts'
import { dismissStream, streamOf } from './streamed-data.ts'
import { toGraphQLError } from './to-graphql-error.ts'
import type { SocketCall, SocketServer } from './websocket-options.ts'

export type SocketOperation<Context extends BaseContext> = {
  readonly call: SocketCall
  readonly payload: SubscribeMessage['payload']
  readonly renewedContext: () => Context | undefined
  /** Called when it turns out to be a subscription, which does not end by itself. Throws when there may be no more. */
  readonly admit: () => Disposable
  /** Takes the JSON text of a result; resolves when it is the next one's turn. */
  readonly next: (resultJson: string) => Promise<unknown>
}

/** Resolves at the end of the operation; with the JSON text of a list when errors end it. Never rejects. */
export async function runSocketOperation<Context extends BaseContext>(
  server: SocketServer<Context>,
  operation: SocketOperation<Context>,
): Promise<{ readonly errorsJson?: string }> {
  const { call, renewedContext } = operation
  const { signal } = call
  const { delivery, stream: opened } = createDelivery({ takes, signal, renewedContext })
  let contextValue: Context | undefined
  const errorsJson = errorsJsonWith(server.formatErrors, () => contextValue)
  try {
    contextValue = withDelivery(await server.context(call), delivery)
    const { singleResult, stream } = await execute(server, operation, contextValue)
    if (stream === undefined) return await deliverResult(singleResult, server, operation)
    using _place = operation.admit()
    for await (const part of interruptible(stream.parts, signal))
      await operation.next(answerJson(part, errorsJson))
    return {}
  } catch (error) {
    return { errorsJson: errorsJson([toGraphQLError(error)]) }
  } finally {
    dismissStream(opened())
  }
}

const takes: ClientAbilities = { subscriptions: true, defer: false, mutations: true }

/** Plugins see the headers that the socket was opened with. */
async function execute<Context extends BaseContext>(
  { server }: SocketServer<Context>,
  { call: { request }, payload }: SocketOperation<Context>,
  contextValue: Context,
) {
  const { query, operationName, variables, extensions } = payload
  const http = { method: 'POST', headers: headerMap(request.headers), search: '', body: payload }
  const { body } = await server.executeOperation(
    {
      query,
      http,
      ...(operationName ? { operationName } : {}),
      ...(variables ? { variables } : {}),
      ...(extensions ? { extensions } : {}),
    },
    { contextValue },
  )
  if (body.kind !== 'single') throw new TypeError('A gateway does not answer in chunks.')
  const stream = streamOf(body.singleResult.data)
  if (stream?.kind === 'defer') throw new TypeError('A deferred answer was opened where none can be taken.')
  return { singleResult: body.singleResult, stream }
}

/** Without data the operation never ran: that is an error of the operation, not a result of it. */
async function deliverResult<Context extends BaseContext>(
  { errors, data, extensions }: FormattedExecutionResult,
  { stringifyResult }: SocketServer<Context>,
  { next }: SocketOperation<Context>,
) {
  if (data === undefined) return { errorsJson: JSON.stringify(errors ?? []) }
  const result = { ...(errors ? { errors } : {}), data, ...(extensions ? { extensions } : {}) }
  await next((await stringifyResult(result)).trimEnd())
  return {}
}
