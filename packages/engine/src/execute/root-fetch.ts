// A fetch of root fields: sent once, merged into every position (nearly always the one root object).
import type { GraphQLFormattedError } from 'graphql'
import { upstreamUnavailable } from '../errors.ts'
import { type CompiledFetch, clientVariables, fail, send, tellErrors } from './fetch.ts'
import { merge } from './merge.ts'
import { locate } from './positions.ts'
import type { Run } from './run.ts'

export async function runRootFetch(run: Run, fetch: CompiledFetch): Promise<void> {
  const positions = fetch.collect(run.root)
  if (positions.length === 0) return
  const response = await send(run, fetch, `{${clientVariables(run, fetch)}}`)
  if (response) receiveRoot(run, fetch, response)
}

/** Takes in the answer of a root fetch, or an event of a subscription, which has the same shape. */
export function receiveRoot(
  run: Run,
  fetch: CompiledFetch,
  { data, errors = [] }: { data?: Record<string, unknown> | null | undefined; errors?: Errors },
): void {
  tellErrors(run, fetch, errors, ({ path }) => {
    if (!path) return undefined
    const below = fetch.renamePath(path)
    return locate(run.root, fetch.path, { among: everything, limit: maxPlaces }).map((place) => [
      ...place.path,
      ...below,
    ])
  })
  if (!data) {
    if (errors.length === 0) fail(run, fetch, upstreamUnavailable(fetch.node.serviceName, noData))
    return
  }
  fetch.outputRewrites?.(data)
  for (const position of fetch.collect(run.root)) merge(position, data, fetch.isInterfaceName)
}

const everything = { has: () => true }

/** A list of root types whose fetch fails is told so often at most. */
const maxPlaces = 1_000

type Errors = readonly GraphQLFormattedError[] | undefined

const noData = new TypeError('an answer without data and without errors')
