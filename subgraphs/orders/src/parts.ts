// What the use cases of this service are made of; server.ts puts it together, tests replace single parts.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { EventPayloads } from '@supermarket/schema/events.ts'
import type { Publish } from '@supermarket/service-kit/events/publish.ts'
import type { Viewer } from '@supermarket/service-kit/viewer.ts'
import type { Logger } from 'pino'
import type { BackgroundRuns } from './checkout/background-runs.ts'
import type { CallScope, Catalog } from './checkout/catalog.ts'
import type { OrderMail } from './mail/mail.ts'
import type { SecretVault } from './merchant-webhook/secret-vault.ts'
import type { TargetPolicy } from './merchant-webhook/target.ts'
import type { CaptureAt, Order } from './order/order.ts'
import type { PaymentProviders } from './payment/provider.ts'
import type { Pricing } from './pricing/pricing.ts'
import type { Step } from './steps.ts'
import type { Timings } from './timings.ts'

export type Parts = {
  readonly connection: Connection
  readonly catalog: Catalog
  readonly providers: PaymentProviders
  /** When the money of new orders is taken. */
  readonly captureAt: CaptureAt
  /** With which buyers' apps go on with a payment by Stripe's library; undefined without Stripe. */
  readonly stripePublishableKey?: string | undefined
  readonly pricing: Pricing
  readonly publish: Publish<EventPayloads>
  readonly timings: Timings
  /** Sends the guest of an order a link to it, with a fresh token; what it throws makes it be tried again. */
  readonly sendOrderLink: (order: Order) => Promise<void>
  /** Where checkouts go on that no request waits for. */
  readonly runs: Pick<BackgroundRuns, 'start'>
  readonly webhooks: { readonly vault: SecretVault; readonly targets: TargetPolicy }
  /** Called when a step is done, with the id of what it is a step of; what it throws is as good as a crash there. */
  readonly onStep: (step: Step, id: string) => void | Promise<void>
  /** Plans a mail about the order with the change that it tells of; does nothing where no mail is sent. */
  readonly addMail: (tx: Transaction, mail: OrderMail) => Promise<void>
  /** Called when an order was placed, after that is committed. */
  readonly onPlaced: (orderId: string) => void
  readonly now: () => Date
  readonly log: Logger
}

/** Who asks for a change, and what its answer is worth when. */
export type Caller = { readonly viewer: Viewer; readonly scope: CallScope }
