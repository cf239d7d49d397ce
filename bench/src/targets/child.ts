// A Node process of the bench and its parent's side of the talk: one message, one answer.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Child<Message, Answer extends { readonly kind: string }> = AsyncDisposable & {
  readonly pid: number
  /** Rejects when the child ends, keeps silent for a minute, or answers something else. */
  ask<Kind extends Answer['kind']>(message: Message, kind: Kind): Promise<Extract<Answer, { kind: Kind }>>
}

const answerTimeoutMs = 60_000

/** How Node is started. */
export type Launch = {
  readonly flags?: readonly string[]
  /** Beside NODE_ENV, which is `production`. */
  readonly env?: Readonly<Record<string, string>>
}

export function startChild<Message extends object | string, Answer extends { readonly kind: string }>(
  name: string,
  main: string,
  { flags = [], env = {} }: Launch = {},
): Child<Message, Answer> {
  const child = spawn(process.execPath, [...flags, main], {
    env: { ...env, NODE_ENV: 'production' },
    // Ctrl+C reaches the whole process group of a terminal; the parent ends its children in order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  if (child.pid === undefined) throw new Error(`${name} cannot be started`)
  return {
    pid: child.pid,
    async ask(message, kind) {
      const over = new AbortController()
      const signal = AbortSignal.any([over.signal, AbortSignal.timeout(answerTimeoutMs)])
      try {
        const ended = once(child, 'exit', { signal }).then(([code]) => {
          throw new Error(`${name} ended with code ${code}; its last words stand above`)
        })
        const answered = once(child, 'message', { signal })
        child.send(message)
        const [answer]: Answer[] = await Promise.race([answered, ended])
        if (answer?.kind !== kind) throw new Error(`${name} answered ${answer?.kind} instead of ${kind}`)
        return answer as Extract<Answer, { kind: typeof kind }>
      } finally {
        over.abort()
      }
    },
    [Symbol.asyncDispose]: () => endChild(child),
  }
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
