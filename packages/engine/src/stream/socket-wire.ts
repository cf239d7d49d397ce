// Sending over one WebSocket, at its reader's pace, and finding out that nobody is there. One message of an operation is
// on its way at a time, so what waits for a slow reader is bounded before any limit is.
import type { WebSocket } from 'ws'
import type { WebsocketLimits } from './websocket-options.ts'

/** Disposing stops the pings and whoever waits for a message to be taken. */
export type SocketWire = Disposable & {
  /** Resolves when the message has been handed to the system: true, or false when that is no longer awaited. */
  send(message: string): Promise<boolean>
}

type WireOptions = {
  readonly limits: Pick<WebsocketLimits, 'heartbeatMs' | 'stallMs' | 'maxBufferedBytes'>
  /** Called for a reader that takes too long, or lets too much wait. */
  readonly onSlow: () => void
}

export function openWire(socket: WebSocket, { limits, onSlow }: WireOptions): SocketWire {
  /** The messages that the system has not taken, in the order in which it will. */
  const waiting: { readonly sentAt: number; readonly settle: (taken: boolean) => void }[] = []
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const beat = () => {
    const [oldest] = waiting
    if (oldest !== undefined) {
      // A ping would wait behind it: how fast it is taken says whether somebody is there.
      answered = true
      if (performance.now() - oldest.sentAt > limits.stallMs) onSlow()
    } else if (!answered) socket.terminate()
    else {
      answered = false
      socket.ping()
    }
  }
  const heart = setInterval(beat, limits.heartbeatMs)
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return Promise.resolve(false)
      if (socket.bufferedAmount > limits.maxBufferedBytes) {
        onSlow()
        return Promise.resolve(false)
      }
      return new Promise((settle) => {
        waiting.push({ sentAt: performance.now(), settle })
        socket.send(message, (error) => waiting.shift()?.settle(!error))
      })
    },
    [Symbol.dispose]() {
      clearInterval(heart)
      for (const { settle } of waiting) settle(false)
    },
  }
}
