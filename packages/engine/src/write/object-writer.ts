// Writers of objects: which fields to write is decided once per runtime type, when a value of it comes first.
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  isCompositeType,
  isObjectType,
  Kind,
} from 'graphql'
import { type ReadProperty, readerOf } from '../execute/own.ts'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { repeat, writeBytes, writeString, writeText } from './json-buffer.ts'
import { type Output, type Piece, problem, type WriteValue } from './output.ts'
import { fieldsFor, type Operation, type Place, type Selected, type SelectedField } from './selection.ts'
import { valueWriter, type Where } from './value-writers.ts'

export type WriterOptions = {
  readonly operation: Operation
  readonly sharing: SharedPaths
}

/** Dotted key paths of the data, without list markers, at which it may hold one object several times. */
export type SharedPaths = {
  /** The objects at the path. */
  readonly objects: ReadonlySet<string>
  /** Their children. */
  readonly children: ReadonlySet<string>
}

export type WriteFields = (object: JsonObject, out: Output) => boolean

/** The root's type is known whatever subgraphs, which may name theirs otherwise, say of it. */
export function rootWriter(
  type: GraphQLObjectType,
  selected: readonly Selected[],
  options: WriterOptions,
): WriteFields {
  return compileFields(type.name, { selected, path: '' }, options)
}

export type DeclaredPlace = Place & { readonly declared: GraphQLCompositeType; readonly where: Where }

/** Writes an object of that type, or of one that is behind it, as its `__typename` says. */
export function objectWriter(place: DeclaredPlace, options: WriterOptions): WriteValue {
  const { declared, where } = place
  const { schema } = options.operation
  const byType = new Map<string, WriteFields | undefined>()
  const writerOf = (typename: string): WriteFields | undefined => {
    const known = byType.get(typename)
    if (known) return known
    // Names come from subgraphs: only those of the schema are remembered.
    if (!isCompositeType(schema.getType(typename))) return undefined
    const made = compileFields(typename, place, options)
    byType.set(typename, made)
    return made
  }
  const write: WriteValue = (value, out) => {
    const object = value as JsonObject
    const typename = object.__typename
    const writeFields =
      typeof typename === 'string' && typename !== '' ? writerOf(typename) : writerOf(declared.name)
    return writeFields
      ? writeFields(object, out)
      : problem(out, () => `Invalid __typename found for object at ${where(out)}.`)
  }
  return options.sharing.objects.has(place.path) ? remembering(write) : write
}

type FieldWriter = {
  readonly name: string
  /** What stands before the value: the brace or the comma, and the key. */
  readonly prefix: Uint8Array
  readonly read: ReadProperty
  readonly write: WriteValue
}

function compileFields(typename: string, place: Place, options: WriterOptions): WriteFields {
  const writers = fieldsFor(typename, place, options.operation).map(
    (field, index): FieldWriter => ({
      name: field.responseName,
      prefix: Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(field.responseName)}:`),
      read: readerOf(field.plannedName),
      write: fieldWriter(field, { typename, place, options }),
    }),
  )
  if (writers.length === 0) return (_object, out) => append(out, emptyObject)
  return (object, out) => {
    for (const { name, prefix, read, write } of writers) {
      writeBytes(out, prefix)
      out.trail?.path.push(name)
      const stands = write(read(object), out)
      out.trail?.path.pop()
      if (!stands) return false
    }
    return append(out, objectEnd)
  }
}

const emptyObject = Buffer.from('{}')
const objectEnd = Buffer.from('}')

function append(out: Output, constant: Uint8Array): true {
  writeBytes(out, constant)
  return true
}

type FieldPlace = { readonly typename: string; readonly place: Place; readonly options: WriterOptions }

function fieldWriter(field: SelectedField, { typename, place, options }: FieldPlace): WriteValue {
  const { schema } = options.operation
  if (field.name === '__typename') return typenameWriter(typename, options)
  const isQuery = typename === schema.getQueryType()?.name
  if (isQuery && (field.name === '__schema' || field.name === '__type')) {
    const whole = withAllSelections(field)
    return (_value, out) => {
      writeText(out, out.introspect(whole))
      return true
    }
  }
  const path = place.path === '' ? field.plannedName : `${place.path}.${field.plannedName}`
  const write = valueWriter(
    field.type,
    () => `field ${field.owner}.${field.responseName}`,
    (declared, where) => objectWriter({ declared, selected: field.selected, path, where }, options),
  )
  if (field.removed) return (_value, out) => write(null, out)
  return field.selected.length > 0 && options.sharing.children.has(place.path) ? remembering(write) : write
}

/** The field as if everything that is selected of it stood in one place. */
function withAllSelections({ node, selected }: SelectedField): FieldNode {
  const selections = selected.flatMap(({ set }) => set.selections)
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }
}

/**
 * What is selected under an alias may have come from a subgraph; a name that the schema lacks, or an interface's, is
 * not what the object is.
 */
function typenameWriter(typename: string, { operation: { schema } }: WriterOptions): WriteValue {
  return (value, out) => {
    const named =
      typeof value === 'string'
        ? (schema.getType(value) ?? schema.getType(typename))
        : schema.getType(typename)
    if (!isObjectType(named)) return false
    writeString(out, named.name)
    return true
  }
}

/** What stands in the data several times is written once: on the benchmark's query most of the answer is repetition. */
function remembering(write: WriteValue): WriteValue {
  return (value, out) => {
    if (out.trail || typeof value !== 'object' || value === null) return write(value, out)
    const known = out.written.get(write) ?? new Map<object, Piece>()
    if (known.size === 0) out.written.set(write, known)
    const piece = known.get(value)
    if (piece !== undefined) {
      repeat(out, piece.start, piece.end)
      return true
    }
    const start = out.length
    if (!write(value, out)) return false
    known.set(value, { start, end: out.length })
    return true
  }
}
