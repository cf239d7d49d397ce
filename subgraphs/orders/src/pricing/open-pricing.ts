// Puts together what carts and orders are priced with.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Logger } from 'pino'
import { customerKeysOf } from './customer-keys.ts'
import type { Pricing } from './pricing.ts'
import { keepSettings } from './settings.ts'
import { readSettings } from './settings-store.ts'
import type { TaxProvider } from './tax.ts'

export type PricingOptions = {
  readonly connection: Connection
  /** Undefined for our own table of rates. */
  readonly taxes?: TaxProvider | undefined
  /** Whether prices have the tax in them: they do unless told otherwise. */
  readonly pricesIncludeTax?: boolean | undefined
  readonly taxesMs: number
  readonly secret: string
  readonly log: Logger
}

export function openPricing(options: PricingOptions): Pricing {
  const { connection, taxes, pricesIncludeTax = true, taxesMs, secret, log } = options
  return {
    settingsAt: keepSettings(() => readSettings(connection)),
    ...{ pricesIncludeTax, taxes, taxesMs },
    onTaxesFailed: (error) => log.warn({ error, provider: taxes?.name }, 'the taxes were not told'),
    customerKeys: customerKeysOf(secret),
  }
}
