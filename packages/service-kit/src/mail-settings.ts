// The settings of mail, for whoever runs a service that writes some: as a process of its own, or within the shop's.
import { z } from 'zod'
import { ConfigError, httpUrl } from './env.ts'

/** Where mails go: to the server, else into the folder, else nowhere. */
export type MailSettings = {
  /** The mail server; without one, mails go into the folder, and without that nowhere. */
  readonly smtpUrl?: string | undefined
  readonly folder?: string | undefined
  /** `Shop <orders@shop.example>`. */
  readonly from: string
  /** Origin of the shop's pages, for links to orders. */
  readonly shopUrl?: string | undefined
}

export const mailVariables = {
  /** The mail server. Without it, mails are files in development, and are not sent in production. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  /** Who writes. */
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n"]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address, such as Shop <orders@shop.example>',
    )
    .optional(),
  /** Where the shop's pages are, for links in mails: `<SHOP_URL>/orders/<id>`. */
  SHOP_URL: httpUrl.optional(),
}

type MailVariables = z.infer<z.ZodObject<typeof mailVariables>>

/** `folder`: where mails are written when there is no server, outside production. Throws a ConfigError. */
export function mailSettings(
  { SMTP_URL, MAIL_FROM, SHOP_URL, NODE_ENV }: MailVariables & { readonly NODE_ENV: string },
  folder: string | undefined,
): MailSettings {
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) {
    throw new ConfigError(['MAIL_FROM: is required with SMTP_URL'])
  }
  return {
    smtpUrl: SMTP_URL,
    folder: SMTP_URL === undefined && NODE_ENV === 'development' ? folder : undefined,
    from: MAIL_FROM ?? 'Supermarket <orders@supermarket.localhost>',
    shopUrl: SHOP_URL?.replace(/\/$/, ''),
  }
}
