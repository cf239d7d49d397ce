// Which proxies are believed about the address of a client: `TRUST_PROXY`, read once and refused where it is unclear.
import { isIP } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import { z } from 'zod'

/** None, so many proxies before us, or the networks that they are in. As text it is what it was read from. */
export type TrustedProxies = false | number | readonly string[]

/** Whether the address that is `hop` steps before us is a proxy of ours; 0 is who holds the connection. */
export type IsTrustedProxy = (address: string, hop: number) => boolean

const names: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])
const form = 'a number of proxies (1 to 99), networks such as 10.0.0.0/8, loopback or uniquelocal, or false'

export const proxyVariables = {
  TRUST_PROXY: z
    .string()
    .default('false')
    .transform((text, context): TrustedProxies => {
      const read = parseTrustedProxies(text)
      if (typeof read !== 'string') return read
      context.addIssue(read)
      return z.NEVER
    }),
}

/** The proxies, or what is wrong with the text. */
export function parseTrustedProxies(text: string): TrustedProxies | string {
  const word = text.trim().toLowerCase()
  if (/^(false|no|off|0)$/.test(word)) return false
  if (/^(true|yes|on)$/.test(word))
    return `${word} would believe whatever a client writes: say ${form}; one proxy is 1`
  if (/^[1-9]\d?$/.test(word)) return Number(word)
  const networks = word.split(',').map((network) => network.trim())
  return networks.every(isNetwork) ? networks : `must be ${form}`
}

function isNetwork(text: string): boolean {
  if (names.has(text)) return true
  // The library takes 10 for the address 0.0.0.10.
  if (isIP(text.split('/', 1)[0] ?? '') === 0) return false
  try {
    proxyAddr.compile(text)
    return true
  } catch {
    return false
  }
}

export function trustOf(proxies: TrustedProxies): IsTrustedProxy {
  if (proxies === false) return () => false
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies
  return proxyAddr.compile([...proxies])
}
