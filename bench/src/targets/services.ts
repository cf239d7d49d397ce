// Starts the shop as its four real processes on loopback.
import type { Secrets } from '@supermarket/market/secrets.ts'
import { type ServiceEnvironments, serviceEnvironments } from '@supermarket/market/service-environments.ts'
import { type ServiceProcess, startProcess, waitUntilReady } from '@supermarket/market/service-process.ts'
import { findServicePorts } from '@supermarket/testkit/service-ports.ts'
import type { Prepared } from '../prepare.ts'
import type { Target } from './target.ts'

export async function openServices(options: {
  databases: Prepared['urls']
  secrets: Secrets
}): Promise<Target & { readonly environments: ServiceEnvironments }> {
  const { databases, secrets } = options
  const port = await findServicePorts()
  const environments = serviceEnvironments({
    config: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      PORT: port,
      METRICS_PORT: 0,
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
    environments,
    pids: () => processes.flatMap(({ pid }) => pid ?? []),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
