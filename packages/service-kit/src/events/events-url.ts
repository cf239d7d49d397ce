// EVENTS_URL: which broker carries events. Unset, services push them to each other. Never repeats the value in an
// error: it may hold a password.
import { z } from 'zod'

export type RabbitUrl = {
  readonly kind: 'rabbitmq'
  /** As it was given, to be passed on to another process. */
  readonly text: string
  /** What the client is told: without our own parameters. */
  readonly url: string
  /** What the names of queues and exchanges begin with. */
  readonly prefix: string
}

export type KafkaUrl = {
  readonly kind: 'kafka'
  readonly text: string
  readonly brokers: readonly string[]
  readonly prefix: string
  readonly tls: boolean
  readonly sasl: KafkaSasl | undefined
}

export type KafkaSasl = {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
  readonly username: string
  readonly password: string
}

export type BrokerUrl = RabbitUrl | KafkaUrl

const defaultPrefix = 'supermarket'
const prefixPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/
const forms =
  'must be amqp://user:password@host:port/vhost, amqps://… or kafka://host:port,host:port, each with ?prefix=… if need be'

type Parsed = BrokerUrl | { readonly problem: string }

/** For a config: unset is push. */
export const eventsVariable = {
  EVENTS_URL: z
    .string()
    .transform((text, context): BrokerUrl => {
      const parsed = parse(text)
      if (!('problem' in parsed)) return parsed
      context.addIssue({ code: 'custom', message: parsed.problem })
      return z.NEVER
    })
    .optional(),
}

/** Throws with the sentence that a config would report. */
export function parseEventsUrl(text: string): BrokerUrl {
  const parsed = parse(text)
  if ('problem' in parsed) throw new TypeError(`EVENTS_URL: ${parsed.problem}`)
  return parsed
}

function parse(text: string): Parsed {
  if (/^amqps?:\/\//.test(text)) return parseRabbit(text)
  if (text.startsWith('kafka://')) return parseKafka(text)
  return { problem: forms }
}

function parseRabbit(text: string): Parsed {
  if (!URL.canParse(text)) return { problem: forms }
  const url = new URL(text)
  if (url.hostname === '') return { problem: 'names no host' }
  if (url.pathname.split('/').length > 2) return { problem: 'has more than one path segment as its vhost' }
  if (!isDecodable([url.username, url.password, url.pathname])) return { problem: forms }
  const prefix = url.searchParams.get('prefix') ?? defaultPrefix
  const unknown = unknownParameter(url.searchParams, ['prefix', 'heartbeat'])
  if (unknown !== undefined) return { problem: unknown }
  if (!prefixPattern.test(prefix)) return { problem: prefixProblem }
  url.searchParams.delete('prefix')
  return { kind: 'rabbitmq', text, url: url.href, prefix }
}

const prefixProblem = 'has a prefix that is not up to 63 small letters, digits, - and _'
const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const

function parseKafka(text: string): Parsed {
  // Several hosts with ports are no URL to the platform: each is checked as one.
  const [, userInfo, list = '', query = ''] =
    /^kafka:\/\/(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/.exec(text) ?? []
  const brokers = list.split(',').filter(Boolean)
  if (brokers.length === 0 || !brokers.every(isHostAndPort)) return { problem: forms }
  const parameters = new URLSearchParams(query)
  const unknown = unknownParameter(parameters, ['prefix', 'tls', 'sasl'])
  if (unknown !== undefined) return { problem: unknown }
  const prefix = parameters.get('prefix') ?? defaultPrefix
  if (!prefixPattern.test(prefix)) return { problem: prefixProblem }
  const tls = parameters.get('tls') ?? 'false'
  if (tls !== 'true' && tls !== 'false') return { problem: 'has a tls that is neither true nor false' }
  const mechanism = mechanisms.find((name) => name === (parameters.get('sasl') ?? 'plain'))
  if (mechanism === undefined) return { problem: `has a sasl that is none of ${mechanisms.join(', ')}` }
  if (userInfo !== undefined && !isDecodable([userInfo])) return { problem: forms }
  const [username = '', password = ''] = (userInfo ?? '').split(':').map(decodeURIComponent)
  if (userInfo !== undefined && (username === '' || password === ''))
    return { problem: 'has a user without a password, or the reverse' }
  const sasl = userInfo === undefined ? undefined : { mechanism, username, password }
  return { kind: 'kafka', text, brokers, prefix, tls: tls === 'true', sasl }
}

function isHostAndPort(text: string): boolean {
  return /:\d+$/.test(text) && URL.canParse(`http://${text}`) && new URL(`http://${text}`).hostname !== ''
}

function isDecodable(parts: readonly string[]): boolean {
  try {
    for (const part of parts) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

function unknownParameter(parameters: URLSearchParams, known: readonly string[]): string | undefined {
  const isUnknown = [...parameters.keys()].some((name) => !known.includes(name))
  return isUnknown ? `has a parameter that is none of ${known.join(', ')}` : undefined
}
