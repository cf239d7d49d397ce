// The demo shop's accounts, as everybody may know them: they exist only where the shop listens on loopback.
import type { GatewayVariables } from '@supermarket/gateway/gateway-variables.ts'

export const demoPassword = 'supermarket'

export type DemoAccount = {
  readonly email: string
  readonly name: string
  readonly role: 'ADMIN' | 'CUSTOMER'
  readonly label: string
}

export const demoAccounts: readonly [admin: DemoAccount, ann: DemoAccount, bob: DemoAccount] = [
  { email: 'admin@supermarket.test', name: 'Admin', role: 'ADMIN', label: 'Admin' },
  { email: 'ann@supermarket.test', name: 'Ann', role: 'CUSTOMER', label: 'Ann' },
  { email: 'bob@supermarket.test', name: 'Bob', role: 'CUSTOMER', label: 'Bob' },
]

/** What the explorer needs to sign one in by a click. */
export const demoSignIns = demoAccounts.map(({ label, email }) => ({ label, email, password: demoPassword }))

/** The demo shop's, and those that the operator names. */
export function explorerAccounts(
  { EXPLORER_ACCOUNTS = [] }: Partial<Pick<GatewayVariables, 'EXPLORER_ACCOUNTS'>>,
  demo: boolean,
): GatewayVariables['EXPLORER_ACCOUNTS'] {
  return [...(demo ? demoSignIns : []), ...EXPLORER_ACCOUNTS]
}
