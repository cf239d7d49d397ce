// The subgraphs' process, as the measuring sees it.
import { fileURLToPath } from 'node:url'
import { startChild } from '../../targets/child.ts'
import type { SubgraphName } from '../graph/type-defs.ts'
import type { Traffic } from './traffic.ts'

export type SubgraphsOptions = { readonly sizes: readonly number[] }
export type FromSubgraphs =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'traffic'; readonly traffic: Traffic }

export type Subgraphs = AsyncDisposable & {
  /** Of one subgraph over a world of so many groups. */
  url(groups: number, name: SubgraphName): string
  /** What came since the last time. */
  traffic(): Promise<Traffic>
}

const main = fileURLToPath(new URL('subgraphs.main.ts', import.meta.url))

/** Serving when it resolves. */
export async function openSubgraphs(options: SubgraphsOptions): Promise<Subgraphs> {
  await using starting = new AsyncDisposableStack()
  const child = starting.use(startChild<SubgraphsOptions | 'report', FromSubgraphs>('the subgraphs', main))
  const { url } = await child.ask(options, 'ready')
  const resources = starting.move()
  return {
    url: (groups, name) => `${url}/${groups}/${name}`,
    traffic: async () => (await child.ask('report', 'traffic')).traffic,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
