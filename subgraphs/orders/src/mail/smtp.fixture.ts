// For tests: a real mail server on loopback that takes mails, refuses them, hangs or drops the connection.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Mood = 'takes' | 'refuses the recipient' | 'is busy' | 'hangs' | 'drops'

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly content: string }

export type SmtpFixture = AsyncDisposable & {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** Connections that have come, and what becomes of the next one. */
  readonly state: { mood: Mood; connections: number }
}

export async function openSmtp(mood: Mood = 'takes'): Promise<SmtpFixture> {
  const received: ReceivedMail[] = []
  const state: SmtpFixture['state'] = { mood, connections: 0 }
  const failed = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onConnect(_session, done) {
      state.connections += 1
      if (state.mood !== 'hangs') done()
    },
    onRcptTo(_address, _session, done) {
      if (state.mood === 'refuses the recipient') done(failed(550, 'no such mailbox'))
      else if (state.mood === 'is busy') done(failed(451, 'try again later'))
      else done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        // It has been read, and the sender never hears of it.
        if (state.mood === 'drops') {
          for (const connection of server.connections) connection.close()
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          content: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    state,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** One header of a mail, unfolded. */
export function headerOf({ content }: ReceivedMail, name: string): string | undefined {
  const [head = ''] = content.split('\r\n\r\n', 1)
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim()
}

/** The texts of both bodies, decoded. */
export function bodyOf({ content }: ReceivedMail): string {
  return content
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'))
}
