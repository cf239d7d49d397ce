// What prices are worked out from and changes rarely, kept by version: a statement that reads a cart tells which version
// is in force, so what is kept is never stale, and reading it costs no statement of its own.
import type { DeliveryMethod } from './delivery.ts'
import type { TaxRate } from './tax.ts'

export type PricingSettings = {
  readonly version: number
  /** Those that are not active, too. */
  readonly deliveryMethods: readonly DeliveryMethod[]
  readonly taxRates: readonly TaxRate[]
}

/** Answers the settings of this version or a later one. */
export type SettingsAt = (version: number) => Promise<PricingSettings>

export function keepSettings(read: () => Promise<PricingSettings>): SettingsAt {
  let kept: PricingSettings | undefined
  let reading: Promise<PricingSettings> | undefined
  const readOnce = () => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
  return async (version) => {
    // Whoever joins a read that began before the version was in force reads once more.
    while (kept === undefined || kept.version < version) kept = newer(kept, await readOnce())
    return kept
  }
}

function newer(kept: PricingSettings | undefined, read: PricingSettings): PricingSettings {
  return kept !== undefined && kept.version > read.version ? kept : read
}
