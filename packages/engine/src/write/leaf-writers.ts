// Leaves as JSON text. A value that its type cannot have becomes null, as Apollo's gateway has it.
import { type GraphQLEnumType, type GraphQLScalarType, isEnumType } from 'graphql'
import { quote } from './quote.ts'

/** JSON text of the value; undefined for a value that the type cannot have. */
export type LeafText = (value: unknown) => string | undefined

export function leafText(type: GraphQLScalarType | GraphQLEnumType): LeafText {
  if (isEnumType(type)) return enumText(new Set(type.getValues().map(({ name }) => name)))
  return builtIn.get(type.name) ?? ((value) => JSON.stringify(value))
}

function enumText(names: ReadonlySet<string>): LeafText {
  return (value) => (typeof value === 'string' && names.has(value) ? `"${value}"` : undefined)
}

function intText(value: unknown): string | undefined {
  if (typeof value !== 'number') return undefined
  // Beyond 1e21 JavaScript writes an exponent.
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : undefined
}

const builtIn: ReadonlyMap<string, LeafText> = new Map<string, LeafText>([
  ['String', (value) => (typeof value === 'string' ? quote(value) : undefined)],
  ['ID', (value) => (typeof value === 'string' ? quote(value) : intText(value))],
  ['Int', intText],
  ['Float', (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined)],
  ['Boolean', (value) => (typeof value === 'boolean' ? String(value) : undefined)],
])
