// Hands mails over: to a mail server, or into a folder where a developer reads them.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Message } from './mail.ts'

/** Rejects with a MailRefusedError when there is no use in trying again, and otherwise with what went wrong. */
export type Mailer = Disposable & {
  readonly from: string
  send(message: Message): Promise<void>
}

/** The server has refused this mail for good. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError'
}

export type SmtpOptions = {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string
  readonly from: string
  /** Until the server has to answer, 10,000 unless given; a mail may take three times as long. */
  readonly answerMs?: number
}

export function smtpMailer({ url, from, answerMs = 10_000 }: SmtpOptions): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: answerMs,
    greetingTimeout: answerMs,
    socketTimeout: answerMs,
    dnsTimeout: answerMs,
  })
  return {
    from,
    async send(message) {
      try {
        await transport.sendMail(envelopeOf(message, from))
      } catch (error) {
        throw isFinal(error) ? new MailRefusedError('the mail server refuses it', { cause: error }) : error
      }
    },
    [Symbol.dispose]: () => transport.close(),
  }
}

/** One `.eml` for each mail, under the same name when it is sent again. */
export function folderMailer({ folder, from }: { readonly folder: string; readonly from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    from,
    async send(message) {
      const { message: content } = await transport.sendMail(envelopeOf(message, from))
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${message.id.replace(/@.*$/, '').replaceAll(/[^\w.-]/g, '')}.eml`)
      // A reader finds whole mails only.
      await writeFile(`${path}.part`, content as Buffer)
      await rename(`${path}.part`, path)
    },
    [Symbol.dispose]: () => transport.close(),
  }
}

/** What people wrote stands in no header but the recipient's address, and that one is checked. */
function envelopeOf({ id, to, subject, text, html }: Message, from: string) {
  if (!/^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/.test(to)) throw new MailRefusedError('that is no address')
  return {
    ...{ from, to: { name: '', address: to }, subject, text, html, messageId: `<${id}>` },
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Of the recipient or the mail itself; who may not sign in may once the password is put right. */
function isFinal(error: unknown): boolean {
  const { responseCode = 0, command = '' } = Object(error) as { responseCode?: number; command?: string }
  return responseCode >= 500 && responseCode < 600 && /^(RCPT|DATA)/.test(command)
}
