// Resolvers of the scalars in shared.graphql. What they serialise is a JSON value, because the in-memory transport
// hands results on without a JSON step in between (graphql-scalars' DateTime would give a Date).
import { GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLSafeInt, GraphQLURL } from 'graphql-scalars'
import { countries } from './country.ts'
import { currencies } from './currency.ts'
import { badUserInput } from './graph-error.ts'

export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  parseValue: (value) => withFourDigitYear(GraphQLDateTime.parseValue(value)),
  parseLiteral: (node, variables) =>
    withFourDigitYear(GraphQLDateTime.parseValue(valueFromASTUntyped(node, variables))),
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
})

/** The years 1 to 9999 in UTC: PostgreSQL knows no year 0, and what JavaScript writes past 9999 it cannot read. */
function withFourDigitYear(instant: Date): Date {
  const year = instant.getUTCFullYear()
  if (year >= 1 && year <= 9_999) return instant
  throw badUserInput('DateTime must be within the years 1 to 9999.')
}

/** RFC 5321 allows 254 characters from end to end. */
const maxEmailLength = 254

export const EmailAddress = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  name: 'EmailAddress',
  parseValue: (value) => GraphQLEmailAddress.parseValue(bounded(value)),
  parseLiteral: (node, variables) =>
    GraphQLEmailAddress.parseValue(bounded(valueFromASTUntyped(node, variables))),
  serialize: String,
})

function bounded(email: unknown): unknown {
  if (typeof email !== 'string' || email.length <= maxEmailLength) return email
  throw badUserInput(`EmailAddress must be at most ${maxEmailLength} characters long.`)
}

const maxUrlLength = 2_048

/** What is taken here is shown to others as a link: only of the web, never a script. */
export const Url = new GraphQLScalarType({
  ...GraphQLURL.toConfig(),
  name: 'URL',
  parseValue: webAddress,
  parseLiteral: (node, variables) => webAddress(valueFromASTUntyped(node, variables)),
  serialize: String,
})

function webAddress(value: unknown): URL {
  if (typeof value === 'string' && value.length <= maxUrlLength && URL.canParse(value)) {
    const url = new URL(value)
    if (url.protocol === 'https:' || url.protocol === 'http:') return url
  }
  throw badUserInput(
    `URL must be an address that begins with https:// or http://, at most ${maxUrlLength} characters long.`,
  )
}

export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  name: 'SafeInt',
  parseValue: (value) => GraphQLSafeInt.parseValue(value),
})

export const CurrencyCode = textScalar(
  'CurrencyCode',
  (text) => currencies.has(text),
  'an ISO 4217 currency code such as EUR',
)

export const CountryCode = textScalar(
  'CountryCode',
  (text) => countries.has(text),
  'an ISO 3166-1 alpha-2 country code such as DE',
)

export const scalars = { DateTime, EmailAddress, URL: Url, SafeInt, CurrencyCode, CountryCode }

function textScalar(
  name: string,
  accepts: (text: string) => boolean,
  wanted: string,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value
    throw badUserInput(`${name} must be ${wanted}.`)
  }
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node, variables) =>
      parse(node.kind === Kind.STRING ? node.value : valueFromASTUntyped(node, variables)),
  })
}
