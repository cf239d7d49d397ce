// Which attempts are rationed, and how. What must stay true: guessing is slow for one account, for one address and
// for both together; yet nobody can keep an owner out, because the pair of account and address is rationed harder
// than the account, and an address from which the owner has signed in does not depend on the account's budget.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { rateLimited } from '@supermarket/service-kit/graph-error.ts'
import { addressGroup } from './address.ts'
import { type Budget, charge, settle } from './store.ts'

export type CredentialLimits = {
  /** Wrong passwords for one account from one address. */
  readonly passwordPerPair: Budget
  /** Wrong passwords for one account from everywhere. */
  readonly passwordPerAccount: Budget
  /** Wrong passwords for all accounts from one address. */
  readonly passwordPerAddress: Budget
  readonly registrationPerEmail: Budget
  readonly registrationPerAddress: Budget
  readonly refreshPerSession: Budget
  readonly refreshPerAddress: Budget
}

export const defaultCredentialLimits: CredentialLimits = {
  passwordPerPair: { burst: 20, refillMs: 30_000 },
  passwordPerAccount: { burst: 100, refillMs: 60_000 },
  passwordPerAddress: { burst: 100, refillMs: 6_000 },
  registrationPerEmail: { burst: 10, refillMs: 60_000 },
  registrationPerAddress: { burst: 500, refillMs: 2_000 },
  refreshPerSession: { burst: 60, refillMs: 1_000 },
  refreshPerAddress: { burst: 1_000, refillMs: 100 },
}

export type PasswordAttempt = {
  /** The password was right: this attempt does not count, and the account's earlier ones are forgotten. */
  succeeded(): Promise<void>
}

/** Every method rejects with RATE_LIMITED when a budget is exhausted. */
export type Throttle = {
  /** Charged before the password is looked at, so that attempts made at once count one by one. */
  attemptPassword(account: string, address: string | undefined): Promise<PasswordAttempt>
  attemptRegistration(email: string, address: string | undefined): Promise<void>
  attemptRefresh(sessionId: string, address: string | undefined): Promise<void>
}

export function createThrottle(db: Connection['db'], limits: CredentialLimits): Throttle {
  const require = async (...args: Parameters<typeof charge>) => {
    const waitSeconds = await charge(...args)
    if (waitSeconds !== undefined) throw rateLimited(Math.max(1, waitSeconds))
  }
  return {
    async attemptPassword(account, client) {
      const ofAddress = perAddress('password', client, limits.passwordPerAddress)
      const everywhere = `password:${account}`
      const pair = `${everywhere}@${addressOf(client) ?? ''}`
      await require(db, [
        ...ofAddress,
        { name: pair, budget: limits.passwordPerPair },
        { name: everywhere, budget: limits.passwordPerAccount, unless: pair },
      ])
      return {
        succeeded: () => settle(db, { refunded: ofAddress, trusted: pair, forgotten: everywhere }),
      }
    },
    attemptRegistration: (email, client) =>
      require(db, [
        ...perAddress('registration', client, limits.registrationPerAddress),
        { name: `registration:${email}`, budget: limits.registrationPerEmail },
      ]),
    attemptRefresh: (sessionId, client) =>
      require(db, [
        ...perAddress('refresh', client, limits.refreshPerAddress),
        { name: `refresh:${sessionId}`, budget: limits.refreshPerSession },
      ]),
  }
}

/** Nothing when the address is not known: only a service of ours, calling by itself, has none. */
function perAddress(operation: string, client: string | undefined, budget: Budget) {
  const address = addressOf(client)
  return address === undefined ? [] : [{ name: `${operation}@${address}`, budget }]
}

function addressOf(client: string | undefined): string | undefined {
  return client === undefined ? undefined : addressGroup(client)
}
