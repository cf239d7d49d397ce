// Writers of leaves. A value that its type cannot have becomes null, as Apollo's gateway has it.
import { type GraphQLEnumType, type GraphQLScalarType, isEnumType } from 'graphql'
import { type JsonBuffer, writeAscii, writeBytes, writeString, writeText } from './json-buffer.ts'

/** Writes the value; false for a value that the type cannot have, and nothing is written. */
export type WriteLeaf = (value: unknown, out: JsonBuffer) => boolean

export function leafWriter(type: GraphQLScalarType | GraphQLEnumType): WriteLeaf {
  if (isEnumType(type)) return enumWriter(type.getValues().map(({ name }) => name))
  return builtIn.get(type.name) ?? writeAny
}

function enumWriter(names: readonly string[]): WriteLeaf {
  const constants = new Map<unknown, Uint8Array>(names.map((name) => [name, Buffer.from(`"${name}"`)]))
  return (value, out) => {
    const constant = constants.get(value)
    if (constant === undefined) return false
    writeBytes(out, constant)
    return true
  }
}

const writeAny: WriteLeaf = (value, out) => {
  const text = JSON.stringify(value)
  if (text === undefined) return false
  writeText(out, text)
  return true
}

const writeInt: WriteLeaf = (value, out) => {
  if (typeof value !== 'number') return false
  // Beyond 1e21 JavaScript writes an exponent.
  if (!Number.isInteger(value) || Math.abs(value) >= 1e21) return false
  writeAscii(out, String(value))
  return true
}

const writeFloat: WriteLeaf = (value, out) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  writeAscii(out, String(value))
  return true
}

const writeQuoted: WriteLeaf = (value, out) => {
  if (typeof value !== 'string') return false
  writeString(out, value)
  return true
}

const writeBoolean: WriteLeaf = (value, out) => {
  if (typeof value !== 'boolean') return false
  writeAscii(out, value ? 'true' : 'false')
  return true
}

const builtIn: ReadonlyMap<string, WriteLeaf> = new Map<string, WriteLeaf>([
  ['String', writeQuoted],
  ['ID', (value, out) => (typeof value === 'string' ? writeQuoted(value, out) : writeInt(value, out))],
  ['Int', writeInt],
  ['Float', writeFloat],
  ['Boolean', writeBoolean],
])
