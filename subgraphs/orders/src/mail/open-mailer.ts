// Where mails go by the settings: to a server, into a folder, or nowhere.
import type { MailSettings } from '@supermarket/service-kit/mail-settings.ts'
import type { Logger } from 'pino'
import { folderMailer, type Mailer, smtpMailer } from './mailer.ts'

export function isMailSent(settings: MailSettings | undefined): boolean {
  return settings?.smtpUrl !== undefined || settings?.folder !== undefined
}

/** Undefined when no mail is sent, which is told once. */
export function openMailer(settings: MailSettings | undefined, log: Logger): Mailer | undefined {
  if (settings === undefined) return undefined
  const { smtpUrl, folder, from } = settings
  if (smtpUrl !== undefined) return smtpMailer({ url: smtpUrl, from })
  if (folder !== undefined) return folderMailer({ folder, from })
  log.warn('no mail is sent about orders: SMTP_URL is not set')
  return undefined
}
