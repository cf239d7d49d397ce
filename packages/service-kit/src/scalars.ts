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
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
})

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

export const Url = new GraphQLScalarType({
  ...GraphQLURL.toConfig(),
  name: 'URL',
  parseValue: (value) => GraphQLURL.parseValue(value),
  serialize: String,
})

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
