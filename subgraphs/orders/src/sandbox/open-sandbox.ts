// The sandbox, put together: the provider, its page and its messages to the shop.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Logger } from 'pino'
import type { PaymentProvider } from '../payment/provider.ts'
import { webhooksPath } from '../webhook/routes.ts'
import type { WebhookTiming } from './behaviors.ts'
import { type SandboxPage, sandboxPage } from './page.ts'
import { sandboxPath } from './routes.ts'
import { bookPending, type SandboxOptions, sandboxProvider } from './sandbox.ts'
import { startWebhookSender } from './webhook-sender.ts'

export type SandboxSettings = {
  /** Origin under which buyers' browsers reach the sandbox's pages, and the sandbox the shop's webhooks. */
  readonly publicUrl?: string
  /** Whether an approved charge is captured at once, or when we ask for it. */
  readonly capturesAtOnce?: boolean
  /** False: it tells the shop nothing. */
  readonly webhooks?: boolean
  readonly timing?: Partial<WebhookTiming>
  /** After each delivery that failed. */
  readonly webhookPausesMs?: readonly number[]
}

type SandboxParts = Pick<SandboxOptions, 'webhookSecret' | 'now'> & {
  readonly connection: Pick<Connection, 'db'>
  readonly log: Logger
}

export type Sandbox = AsyncDisposable & {
  readonly provider: PaymentProvider
  readonly page: SandboxPage
  /** Sends now what there is to tell. */
  flush(): Promise<void>
}

const localUrl = 'http://127.0.0.1:4003'

export function openSandbox(settings: SandboxSettings, parts: SandboxParts): Sandbox {
  const { publicUrl = localUrl, capturesAtOnce = true, webhooks = true, webhookPausesMs } = settings
  const { connection, webhookSecret, now, log } = parts
  const sender = webhooks
    ? startWebhookSender({
        connection,
        url: `${publicUrl}${webhooksPath}/sandbox`,
        secret: webhookSecret,
        now,
        log,
        ...(webhookPausesMs ? { pausesMs: webhookPausesMs } : {}),
        book: async (key) => {
          await bookPending(parts, key)
        },
      })
    : undefined
  const flush = async () => sender?.flush()
  const options: SandboxOptions = {
    connection,
    pageUrl: `${publicUrl}${sandboxPath}`,
    capturesAtOnce,
    webhookSecret,
    sendsWebhooks: webhooks,
    timing: { settleMs: 2_000, lateMs: 20_000, ...settings.timing },
    // Not at once: the answer to the command comes first.
    onWebhook: () => void setTimeout(flush, 10).unref(),
    now,
  }
  return {
    provider: sandboxProvider(options),
    page: sandboxPage({ ...options, flush }),
    flush,
    [Symbol.asyncDispose]: async () => sender?.[Symbol.asyncDispose](),
  }
}
