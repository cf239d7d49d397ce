// For tests: a line to a server on loopback that can be cut, refused, and spoken on in the server's name.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type TcpProxy = AsyncDisposable & {
  readonly port: number
  /** Breaks every connection. */
  cut(): void
  /** Whether new connections are broken at once. */
  refuse(refused: boolean): void
  /** Sent to every client, at a moment when the server is silent. */
  inject(bytes: Buffer): void
}

export async function tcpProxy(target: number): Promise<TcpProxy> {
  const clients = new Set<Socket>()
  let isRefusing = false
  const server = createServer((client) => {
    if (isRefusing) return void client.destroy()
    const upstream = connect({ host: '127.0.0.1', port: target })
    clients.add(client)
    client.pipe(upstream)
    upstream.pipe(client)
    for (const socket of [client, upstream]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        clients.delete(client)
        client.destroy()
        upstream.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const client of clients) client.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    refuse(refused) {
      isRefusing = refused
    },
    inject(bytes) {
      for (const client of clients) client.write(bytes)
    },
    async [Symbol.asyncDispose]() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
