// The link that keeps Apollo's subscriptions going: after a broken connection, a server that goes down or a token that
// has expired it subscribes again, and the state of now comes first.
import { ApolloLink } from '@apollo/client'
import {
  CombinedGraphQLErrors,
  CombinedProtocolErrors,
  graphQLResultHasProtocolErrors,
  PROTOCOL_ERRORS_SYMBOL,
  ServerError,
} from '@apollo/client/errors'
import { OperationTypeNode } from 'graphql'
import { defer, from, retry, switchMap, tap, timer } from 'rxjs'
import type { GraphqlError } from '../client-error.ts'
import { requireRenewed } from '../follow.ts'
import { type Authority, type Grant, isLost } from '../graph-fetch.ts'
import { backOffMs } from '../patience.ts'

export function mendStreams(authority: Authority, random: () => number = Math.random): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.SUBSCRIPTION) return forward(operation)
    let grant: Promise<Grant | undefined> | undefined
    const opened = defer(() => {
      grant = authority.grant()
      return forward(operation)
    })
    const mend = async (error: unknown): Promise<void> => {
      if (isEndOfSession(error)) return requireRenewed(authority, await grant)
      if (!isPassing(error)) throw error
    }
    return opened.pipe(
      tap(throwBreak),
      retry({
        resetOnSuccess: true,
        delay: (error, count) => from(mend(error)).pipe(switchMap(() => timer(backOffMs(count - 1, random)))),
      }),
    )
  })
}

/** Breaks arrive as results, so that links can see them. */
function throwBreak(result: ApolloLink.Result): void {
  if (graphQLResultHasProtocolErrors(result)) {
    const error = result.extensions[PROTOCOL_ERRORS_SYMBOL]
    if (isEndOfSession(error) || isPassing(error)) throw error
  } else if (result.data === undefined && result.errors?.[0]?.extensions?.code === 'OVERLOADED') {
    throw new CombinedGraphQLErrors(result)
  }
}

function isEndOfSession(error: unknown): boolean {
  return CombinedProtocolErrors.is(error) && codeOf(error.errors) === 'UNAUTHENTICATED'
}

function isPassing(error: unknown): boolean {
  if (CombinedProtocolErrors.is(error) || CombinedGraphQLErrors.is(error)) {
    return codeOf(error.errors) === 'OVERLOADED'
  }
  if (ServerError.is(error)) return [429, 502, 503, 504].includes(error.statusCode)
  // Apollo's reader has no other name for a connection that ended too early.
  return isLost(error) || (error instanceof Error && error.message === 'premature end of multipart body')
}

function codeOf(errors: readonly GraphqlError[]): string | undefined {
  return errors[0]?.extensions?.code
}
