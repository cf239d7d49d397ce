// What the recipes ask of a client, whichever it is: run an operation, follow a subscription. Fetch, Apollo Client and
// urql each stand behind it; with the latter two what is run and followed also lands in their cache.
import type { Operation } from './operation.ts'

export type RunOptions = { readonly signal?: AbortSignal | undefined }

export type Graph = {
  /** Asks the graph, whatever a cache holds. The data of an answer without errors; throws a ClientError otherwise. */
  run<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    options?: RunOptions,
  ): Promise<Data>
  /**
   * What the stream says until the server completes it or the reader leaves. Breaks are mended in silence: the state of
   * now comes first then. Throws a ClientError when the server refuses.
   */
  follow<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    options?: RunOptions,
  ): AsyncIterable<Data>
}
