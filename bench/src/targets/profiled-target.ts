// A server in a process of its own that profiles itself on demand: the load generator must not be in it.
import { type Launch, startChild } from './child.ts'
import type { CpuProfile } from './profiler.ts'
import type { Target } from './target.ts'

export type ToTarget = 'profile' | 'report'
export type FromTarget =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'profiling' }
  | { readonly kind: 'profiled'; readonly profile: CpuProfile }

/** `main` is a program that calls `serveTarget`; it is sent the options. Ready when it resolves. */
export async function openProfiledTarget(
  name: string,
  main: string,
  options: object,
  launch: Launch = {},
): Promise<Required<Target>> {
  await using starting = new AsyncDisposableStack()
  const child = starting.use(startChild<ToTarget | object, FromTarget>(name, main, launch))
  const { url } = await child.ask(options, 'ready')
  const resources = starting.move()
  return {
    url,
    pids: () => [child.pid],
    async profile(work) {
      await child.ask('profile', 'profiling')
      await work()
      return (await child.ask('report', 'profiled')).profile
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
