// The child's side of a profiled target: opens its server with what the parent sends, then profiles when it is told to.
import { once } from 'node:events'
import { runService } from '@supermarket/service-kit/run-service.ts'
import type { FromTarget, ToTarget } from './profiled-target.ts'
import { startProfiling } from './profiler.ts'

export async function serveTarget<Options>(
  open: (options: Options) => Promise<AsyncDisposable & { readonly url: string }>,
): Promise<void> {
  await runService(async () => {
    const [options]: Options[] = await once(process, 'message')
    if (options === undefined) throw new TypeError('the parent told nothing')
    const server = await open(options)
    let stop: Awaited<ReturnType<typeof startProfiling>> | undefined
    process.on('message', async (message: ToTarget) => {
      if (message === 'profile') {
        stop = await startProfiling()
        tell({ kind: 'profiling' })
      } else if (stop) {
        tell({ kind: 'profiled', profile: await stop() })
      }
    })
    // A parent that was killed measures nothing any more.
    process.once('disconnect', () => process.exit(1))
    tell({ kind: 'ready', url: server.url })
    return server
  })
}

function tell(message: FromTarget): void {
  process.send?.(message)
}
