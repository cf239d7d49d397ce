// The recipes' graph on Apollo Client: what they run and follow lands in its cache, and errors are ours.
import {
  type ApolloCache,
  type ApolloClient,
  CombinedGraphQLErrors,
  type OperationVariables,
  ServerError,
  ServerParseError,
  type TypedDocumentNode,
} from '@apollo/client'
import { parse } from 'graphql'
import { ClientError, type GraphqlError } from '../client-error.ts'
import type {
  CartMergeMutation,
  CartOpenMutation,
  CheckoutMutation,
  CheckoutSubmitMutation,
} from '../generated/types.ts'
import type { Graph, RunOptions } from '../graph.ts'
import type { Operation } from '../operation.ts'
import { valuesOf } from '../values-of.ts'
import { rememberCart, rememberOrder } from './apollo-cache.ts'

type SubscriptionResult = Pick<ApolloClient.SubscribeResult, 'data' | 'error'>

export function apolloGraph(client: ApolloClient): Graph {
  return {
    run: (operation, variables, options) => run(client, operation, variables, options),
    async *follow(operation, variables, { signal } = {}) {
      const request = { query: documentOf(operation), variables: variables as OperationVariables }
      const results = client.subscribe(request)
      for await (const { data, error } of valuesOf<SubscriptionResult>(results, signal)) {
        if (error !== undefined || data === undefined || data === null) throw toClientError(error)
        yield data as never
      }
    },
  }
}

async function run<Data, Variables>(
  client: ApolloClient,
  operation: Operation<Data, Variables>,
  variables: Variables,
  { signal }: RunOptions = {},
): Promise<Data> {
  const document = documentOf(operation)
  const context = signal === undefined ? {} : { fetchOptions: { signal } }
  const own = variables as OperationVariables
  try {
    const { data } =
      operation.kind === 'query'
        ? await client.query({ query: document, variables: own, context, fetchPolicy: 'network-only' })
        : await client.mutate({
            mutation: document,
            variables: own,
            context,
            update: (cache, result) => updates[operation.name]?.(cache, result.data),
          })
    return data as Data
  } catch (error) {
    throw signal?.aborted ? new ClientError({ kind: 'aborted' }, { cause: error }) : toClientError(error)
  }
}

const updates: Readonly<Record<string, (cache: ApolloCache, data: unknown) => void>> = {
  CartOpen: (cache, data) => rememberCart(cache, (data as CartOpenMutation | null)?.cartCreate?.cart),
  CartMerge: (cache, data) => rememberCart(cache, (data as CartMergeMutation | null)?.cartMerge?.cart),
  Checkout: (cache, data) => {
    if ((data as CheckoutMutation | null)?.checkoutComplete?.order) rememberOrder(cache)
  },
  CheckoutSubmit: (cache, data) => {
    if ((data as CheckoutSubmitMutation | null)?.checkoutSubmit?.checkout) rememberOrder(cache)
  },
}

const documents = new WeakMap<object, TypedDocumentNode<unknown, OperationVariables>>()

function documentOf<Data, Variables>(
  operation: Operation<Data, Variables>,
): TypedDocumentNode<Data, OperationVariables> {
  const known = documents.get(operation) ?? (parse(operation.text, { noLocation: true }) as never)
  documents.set(operation, known)
  return known as TypedDocumentNode<Data, OperationVariables>
}

export function toClientError(error: unknown): ClientError {
  if (error instanceof ClientError) return error
  if (CombinedGraphQLErrors.is(error)) return graphqlError(200, error.errors, error.data, error)
  if (!ServerError.is(error) && !ServerParseError.is(error)) {
    return new ClientError({ kind: 'network' }, { cause: error })
  }
  const errors = errorsOf(error.bodyText)
  if (errors !== undefined) return graphqlError(error.statusCode, errors, null, error)
  return new ClientError(
    { kind: 'http', status: error.statusCode, retryAfterMs: undefined },
    { cause: error },
  )
}

function graphqlError(
  status: number,
  errors: readonly GraphqlError[],
  data: unknown,
  cause: unknown,
): ClientError {
  return new ClientError({ kind: 'graphql', status, errors, data, retryAfterMs: undefined }, { cause })
}

function errorsOf(bodyText: string): readonly GraphqlError[] | undefined {
  try {
    const body: unknown = JSON.parse(bodyText)
    const has = typeof body === 'object' && body !== null && 'errors' in body && Array.isArray(body.errors)
    return has ? (body.errors as readonly GraphqlError[]) : undefined
  } catch {
    return undefined
  }
}
