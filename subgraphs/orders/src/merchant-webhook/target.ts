// Where webhooks may go. The name is resolved here, every address it has is checked, and the connection goes to what was
// checked: a name that means another address a moment later gains nothing.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export type Address = { readonly address: string; readonly family: number }

/** All addresses of a name, as this machine resolves it. */
export type ResolveName = (hostname: string) => Promise<readonly Address[]>

export type TargetPolicy = {
  /** For development and tests: also http, any port, and addresses that only this network has. */
  readonly allowsPrivate: boolean
  readonly resolve: ResolveName
}

export type Target = { readonly url: URL; readonly addresses: readonly [Address, ...Address[]] }

export const resolveName: ResolveName = (hostname) => lookup(hostname, { all: true, verbatim: true })

/** Nothing is sent there, and the text says why. */
export class TargetRefusedError extends Error {
  override readonly name = 'TargetRefusedError'
}

const ports: ReadonlySet<string> = new Set(['', '443', '8443'])

/** What is wrong with an endpoint's URL as it stands; its name is resolved when something is sent. */
export function urlProblem(
  url: URL,
  { allowsPrivate }: Pick<TargetPolicy, 'allowsPrivate'>,
): string | undefined {
  if (url.protocol !== 'https:' && !(allowsPrivate && url.protocol === 'http:'))
    return 'The URL must begin with https://.'
  if (url.username !== '' || url.password !== '') return 'The URL must not hold credentials.'
  if (url.hash !== '') return 'The URL must not have a fragment.'
  if (allowsPrivate) return undefined
  if (!ports.has(url.port)) return 'The port must be 443 or 8443.'
  const host = hostOf(url)
  if (isIP(host) !== 0 && !isPublicAddress(host)) return 'The address is not one of the public internet.'
  return undefined
}

/** Throws a TargetRefusedError; what the resolver throws it throws, too. */
export async function resolveTarget(text: string, policy: TargetPolicy): Promise<Target> {
  const url = new URL(text)
  const problem = urlProblem(url, policy)
  if (problem !== undefined) throw new TargetRefusedError(problem)
  const host = hostOf(url)
  const family = isIP(host)
  const [first, ...others] = family === 0 ? await policy.resolve(host) : [{ address: host, family }]
  if (first === undefined) throw new TargetRefusedError(`${host} has no address.`)
  const addresses = [first, ...others] as const
  // One that is refused refuses the name: which of them is used must not depend on luck.
  if (!policy.allowsPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new TargetRefusedError(`${host} has an address that is not of the public internet.`)
  return { url, addresses: [first, ...others] }
}

/** Without the brackets of an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
