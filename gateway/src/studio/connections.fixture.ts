// Every connection that this thread opens and every name that it looks up, seen below all clients: by Node's own handles.
import { createHook } from 'node:async_hooks'

export type WatchedConnections = Disposable & {
  /** `address:port` of connections and names that were looked up, each once. */
  peers(): readonly string[]
}

export function watchConnections(): WatchedConnections {
  const handles: { readonly kind: string; readonly handle: object }[] = []
  const hook = createHook({
    init(_id, kind, _trigger, handle) {
      if (kind === 'TCPCONNECTWRAP' || kind === 'GETADDRINFOREQWRAP') handles.push({ kind, handle })
    },
  }).enable()
  return {
    // Node writes the address on a handle after it has made it.
    peers: () => [...new Set(handles.map(({ kind, handle }) => peerOf(kind, handle)))],
    [Symbol.dispose]: () => void hook.disable(),
  }
}

function peerOf(kind: string, handle: object): string {
  const { address, port, hostname } = handle as Readonly<Record<string, unknown>>
  return kind === 'TCPCONNECTWRAP' ? `${address}:${port}` : String(hostname)
}
