// What a file of schema/events/ may say: a small part of JSON Schema 2020-12, so that types, pages and the check of
// compatibility understand all of it. Unknown keywords are refused; unknown properties of an event never are. Pure.
import { type SubgraphName, subgraphNames } from '../subgraphs.ts'

export type ValueSchema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly items?: ValueSchema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, ValueSchema>>
}

export type EventSchema = ValueSchema & {
  readonly $id: string
  readonly description: string
  readonly 'x-version': number
  /** What its sequence counts: `order` for `order.paid`. */
  readonly 'x-aggregate': string
  readonly 'x-publisher': SubgraphName
  readonly 'x-subscribers': readonly SubgraphName[]
  readonly properties: Readonly<Record<string, ValueSchema>>
}

/** What payloads of several events are made of, by name. */
export type SharedSchemas = Readonly<Record<string, ValueSchema>>

export type EventCatalog = {
  /** In order of their types. */
  readonly events: readonly EventSchema[]
  readonly shared: SharedSchemas
}

const ofValues = [
  '$ref',
  'type',
  'title',
  'description',
  'enum',
  'minimum',
  'items',
  'required',
  'properties',
]
const ofEvents = [
  ...['$schema', '$id', 'x-version', 'x-aggregate', 'x-publisher', 'x-subscribers'],
  ...['description', 'type', 'required', 'properties'],
]
const valueTypes = ['object', 'array', 'string', 'integer', 'boolean', 'null']
const sharedRef = /^shared\.json#\/\$defs\/(\w+)$/

/** The name in shared.json that a schema points at; undefined when it points nowhere. */
export function sharedNameOf({ $ref }: ValueSchema): string | undefined {
  return $ref === undefined ? undefined : sharedRef.exec($ref)?.[1]
}

/** What is wrong with a file, each with the path of its place; nothing when it is an event of this catalogue. */
export function problemsOfEvent(type: string, input: unknown, shared: SharedSchemas): readonly string[] {
  if (!isRecord(input)) return ['is no JSON object']
  const services = (value: unknown) =>
    Array.isArray(value) && value.every((name) => subgraphNames.includes(name as SubgraphName))
  const own = [
    ...unknownKeys(input, ofEvents, ''),
    ...(input.$id === type ? [] : ['$id: must be the name of the file']),
    ...(Number.isSafeInteger(input['x-version']) ? [] : ['x-version: must be a whole number']),
    ...(typeof input['x-aggregate'] === 'string' ? [] : ['x-aggregate: must name what the event is about']),
    ...(services([input['x-publisher']]) ? [] : ['x-publisher: must be a service']),
    ...(services(input['x-subscribers']) ? [] : ['x-subscribers: must be services']),
    ...(input.type === 'object' ? [] : ['type: must be object']),
  ]
  const value = Object.fromEntries(Object.entries(input).filter(([key]) => ofValues.includes(key)))
  return [...own, ...problemsOfValue(value, '', shared)]
}

export function problemsOfValue(input: unknown, path: string, shared: SharedSchemas): readonly string[] {
  const at = (rest: string) => (path === '' ? rest : `${path}.${rest}`)
  if (!isRecord(input)) return [`${path}: is no schema`]
  const schema = input as ValueSchema
  const undescribed = schema.description === undefined ? [at('description: is missing')] : []
  if (schema.$ref !== undefined) {
    const name = sharedNameOf(schema)
    const isKnown = name !== undefined && shared[name] !== undefined
    const keys = unknownKeys(input, ['$ref', 'description'], path)
    return [...undescribed, ...keys, ...(isKnown ? [] : [at(`$ref: there is no ${schema.$ref}`)])]
  }
  const types = typesOf(schema)
  const unknown = types.filter((type) => !valueTypes.includes(type))
  const properties = isRecord(schema.properties) ? schema.properties : {}
  const missing = (schema.required ?? []).filter((name) => properties[name] === undefined)
  return [
    ...undescribed,
    ...unknownKeys(input, ofValues, path),
    ...(types.length === 0
      ? [at('type: is missing')]
      : unknown.map((type) => at(`type: ${type} is not known`))),
    ...missing.map((name) => at(`required: there is no property ${name}`)),
    ...(types.includes('object') === (schema.properties !== undefined)
      ? []
      : [at('properties: belong to an object')]),
    ...(types.includes('array') === (schema.items !== undefined) ? [] : [at('items: belong to an array')]),
    ...Object.entries(properties).flatMap(([name, value]) => problemsOfValue(value, at(name), shared)),
    ...(schema.items === undefined ? [] : problemsOfItems(schema.items, at('items'), shared)),
  ]
}

/** An array's own description tells what its items are. */
function problemsOfItems(items: ValueSchema, path: string, shared: SharedSchemas): readonly string[] {
  return problemsOfValue({ description: '', ...items }, path, shared)
}

export function typesOf({ type }: ValueSchema): readonly string[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type
}

function unknownKeys(input: object, known: readonly string[], path: string): readonly string[] {
  return Object.keys(input)
    .filter((key) => !known.includes(key))
    .map((key) => `${path === '' ? '' : `${path}.`}${key}: this keyword is not understood here`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
