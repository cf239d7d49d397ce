// What carts and orders are priced with, put together in server.ts.
import type { SettingsAt } from './settings.ts'
import type { TaxProvider } from './tax.ts'

export type Pricing = {
  readonly settingsAt: SettingsAt
  readonly pricesIncludeTax: boolean
  /** Undefined for our own table of rates. */
  readonly taxes: TaxProvider | undefined
  /** A tax provider gets this. */
  readonly taxesMs: number
  /** Hears why a provider did not tell the taxes. */
  readonly onTaxesFailed: (error: unknown) => void
  /** Who uses up a discount: an account's id, a keyed hash of an e-mail address. */
  readonly customerKeys: (buyer: { userId: string | null; email: string | null }) => readonly string[]
}
