// Writers of values by their type: null propagation and validity as GraphQL has them, one closure per place of the
// operation.
import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'
import { isObject } from '../execute/own.ts'
import { writeAscii } from './json-buffer.ts'
import { leafWriter } from './leaf-writers.ts'
import { type Output, problem, takeBack, type WriteValue } from './output.ts'

/** Makes the writer of the objects at a place. */
export type ObjectWriterFor = (type: GraphQLCompositeType, where: Where) => WriteValue

/** `where` names the place in messages. */
export function valueWriter(type: GraphQLOutputType, where: Where, objects: ObjectWriterFor): WriteValue {
  if (isNonNullType(type)) return nonNull(type.ofType, where, objects)
  const write = nullableWriter(type, where, objects)
  return (value, out) => {
    if (value !== null && value !== undefined) {
      const { length } = out
      if (write(value, out)) return true
      takeBack(out, length)
    }
    writeAscii(out, 'null')
    return true
  }
}

export type Where = (out: Output) => string

function nonNull(type: GraphQLOutputType, where: Where, objects: ObjectWriterFor): WriteValue {
  const write = nullableWriter(type, where, objects)
  return (value, out) =>
    value === null || value === undefined
      ? problem(out, () => `Cannot return null for non-nullable ${where(out)}.`)
      : write(value, out)
}

/** Writes what is not null; false when what is there cannot stand. */
function nullableWriter(type: GraphQLOutputType, where: Where, objects: ObjectWriterFor): WriteValue {
  if (isListType(type)) return listWriter(type.ofType, where, objects)
  if (isLeafType(type)) {
    const write = leafWriter(type)
    return (value, out) => write(value, out) || problem(out, () => `Invalid value found for ${where(out)}.`)
  }
  if (!isCompositeType(type)) throw new TypeError(`${type} is no type of output`)
  const write = objects(type, where)
  return (value, out) =>
    isObject(value) ? write(value, out) : problem(out, () => `Invalid value found for ${where(out)}.`)
}

function listWriter(type: GraphQLOutputType, where: Where, objects: ObjectWriterFor): WriteValue {
  const write = valueWriter(type, (out) => itemOf(type, out), objects)
  return (value, out) => {
    if (!Array.isArray(value)) return problem(out, () => `Invalid value found for ${where(out)}.`)
    // Items after one that cannot stand are looked at too: each problem is told.
    let stands = true
    writeAscii(out, '[')
    for (let index = 0; index < value.length; index++) {
      if (index > 0) writeAscii(out, ',')
      out.trail?.path.push(index)
      if (!write(value[index], out)) stands = false
      out.trail?.path.pop()
    }
    writeAscii(out, ']')
    return stands
  }
}

function itemOf(type: GraphQLOutputType, out: Output): string {
  const named = isNonNullType(type) ? type.ofType : type
  return `array element of type ${named} at index ${out.trail?.path.at(-1)}`
}
