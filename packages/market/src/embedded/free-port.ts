// A TCP port on loopback that nobody listens on at this moment; the caller retries when it loses the race for it.
import { once } from 'node:events'
import { createServer } from 'node:net'

/** `preferred` when it is free, else any. */
export async function findFreePort(preferred = 0): Promise<number> {
  const server = createServer()
  try {
    server.listen(preferred, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new TypeError('a TCP server has no port')
    return address.port
  } catch (error) {
    if (preferred === 0) throw error
    return await findFreePort()
  } finally {
    server.close()
  }
}
