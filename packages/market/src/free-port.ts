// Finds out before anything is started whether a port can be had, so that a taken one costs no more than a sentence.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { StartupError } from '@supermarket/service-kit/run-service.ts'

/** Throws a StartupError when another program has the port, or the system does not let us have it. */
export async function requireFreePort(host: string, port: number, variable = 'PORT'): Promise<void> {
  if (port === 0) return
  const server = createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
  } catch (cause) {
    throw new StartupError(sentence(cause, { host, port, variable }), { cause })
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}

function sentence(
  cause: unknown,
  { host, port, variable }: { host: string; port: number; variable: string },
): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program; stop it, or choose another port with ${variable}.`
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this user has; choose another port with ${variable}.`
  return `${host}:${port} cannot be listened on (${code ?? cause}); check HOST and ${variable}.`
}

/** `preferred` when nobody listens on it at this moment, else any; the caller retries when it loses the race for it. */
export async function findFreePort(host: string, preferred = 0): Promise<number> {
  const server = createServer()
  try {
    server.listen({ host, port: preferred })
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
    return address.port
  } catch (error) {
    if (preferred === 0) throw error
    return await findFreePort(host)
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}
