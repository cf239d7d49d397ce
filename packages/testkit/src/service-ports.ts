// Ports for the four processes of the Services topology: neighbours, as the topology wants them.
import { findFreePort } from '@supermarket/market/free-port.ts'
import { servicePorts } from '@supermarket/market/service-environments.ts'

const attempts = 100

/** The gateway's port, with its neighbours free as well; below the range that systems hand out by themselves. */
export async function findServicePorts(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const gateway = 20_000 + Math.floor(Math.random() * 10_000)
    const wanted = Object.values(servicePorts(gateway))
    const found = await Promise.all(wanted.map((port) => findFreePort('127.0.0.1', port)))
    if (wanted.every((port, index) => port === found[index])) return gateway
  }
  throw new Error('there are no four free ports')
}
