// Starts the shop as its four real processes on loopback.
import { createServer } from 'node:net'
import type { Secrets } from '@supermarket/market/secrets.ts'
import { serviceEnvironments, servicePorts } from '@supermarket/market/service-environments.ts'
import { type ServiceProcess, startProcess, waitUntilReady } from '@supermarket/market/service-process.ts'
import type { Prepared } from '../prepare.ts'
import type { Target } from './target.ts'

export async function openServices(options: {
  databases: Prepared['urls']
  secrets: Secrets
}): Promise<Target> {
  const { databases, secrets } = options
  const port = await freePorts()
  const environments = serviceEnvironments({
    config: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      PORT: port,
      METRICS_PORT: 0,
      CORS_ORIGINS: [],
    },
    databases,
    secrets,
    demo: false,
  })
  await using starting = new AsyncDisposableStack()
  const processes: ServiceProcess[] = []
  for (const [name, environment] of Object.entries(environments)) {
    // Somebody has to take the bench's money; in production the sandbox is off unless switched on.
    const sandbox = name === 'orders' ? { PAYMENT_SANDBOX: 'true' } : {}
    processes.push(starting.use(startProcess(name, { ...environment, ...sandbox })))
  }
  await Promise.all(processes.map(waitUntilReady))
  const resources = starting.move()
  return {
    url: `http://127.0.0.1:${port}`,
    pids: () => processes.flatMap(({ pid }) => pid ?? []),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** The gateway's port, with its neighbours free as well; below the range that systems hand out by themselves. */
async function freePorts(): Promise<number> {
  for (let gateway = 20_000; gateway < 30_000; gateway += 10) {
    const free = await Promise.all(Object.values(servicePorts(gateway)).map(isFree))
    if (free.every(Boolean)) return gateway
  }
  throw new Error('there are no four free ports')
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)))
  return promise
}
