// Where policies, limits and traces take part in a request. Everything here runs on the request path.
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import type { GraphQLError } from 'graphql'
import type { ExecutionObserver } from '../execute/run.ts'
import type { ExecutionAnswer } from '../execute/types.ts'
import type { VariantPart } from '../plan/combine-variants.ts'
import type { Delivery } from '../stream/delivery.ts'
import type { DeferredPart } from '../stream/streamed-data.ts'
import type { Graph } from './graph.ts'
import type { PreparedOperation } from './prepare-operation.ts'

export type EngineRequest = {
  /** As Apollo Server has validated it; `metrics` take traces. */
  readonly gateway: GatewayGraphQLRequestContext
  readonly graph: Graph
  readonly variables: Readonly<Record<string, unknown>>
  /** Epoch milliseconds; Infinity for none. */
  readonly deadlineAt: number
  readonly signal: AbortSignal | undefined
  /** Present when the client can take an answer in parts. */
  readonly delivery: Delivery | undefined
}

/** One object per request: what a plugin must remember of it between its hooks fits a WeakMap. */
export type EnginePlugin = {
  /**
   * Which plan this request needs where the operation alone does not say it. Keys of several plugins are joined. With
   * `refusals` nothing is executed: they are the answer.
   */
  variant?(request: EngineRequest): PluginVariant | Promise<PluginVariant>
  /** Before the first fetch. Throws a GraphQLError to refuse the request. */
  willExecute?(request: EngineRequest, operation: PreparedOperation): void | Promise<void>
  /** Stands around fetches and writing; undefined costs nothing. */
  observe?(request: EngineRequest, operation: PreparedOperation): ExecutionObserver | undefined
  /** Gives the answer that goes out: the first of a deferred one, each of a subscription. */
  didExecute?(
    request: EngineRequest,
    operation: PreparedOperation,
    answer: ExecutionAnswer,
  ): ExecutionAnswer | Promise<ExecutionAnswer>
  /**
   * Gives the deferred parts that go out together, after the first answer: hooks of Apollo Server see that one only. Must
   * not throw.
   */
  didDefer?(
    request: EngineRequest,
    operation: PreparedOperation,
    deferred: DeferredBatch,
  ): readonly DeferredPart[]
}

export type DeferredBatch = {
  readonly parts: readonly DeferredPart[]
  /** Nothing comes after them. */
  readonly isLast: boolean
}

export type PluginVariant =
  | (VariantPart & { readonly refusals?: readonly GraphQLError[] | undefined })
  | undefined
