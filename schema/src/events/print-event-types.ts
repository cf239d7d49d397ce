// Writes the types of all events, and who publishes and who gets each, as one module that imports nothing. Pure.
import { type SubgraphName, subgraphNames } from '../subgraphs.ts'
import {
  type EventCatalog,
  type EventSchema,
  sharedNameOf,
  typesOf,
  type ValueSchema,
} from './event-schema.ts'

export function printEventTypes({ events, shared }: EventCatalog): string {
  const named = events.flatMap(({ properties }) => namedIn(properties))
  const table = (name: string, of: string, value: (event: EventSchema) => string, why?: string) => [
    ...(why === undefined ? [] : [comment(why, '')]),
    `export const ${name}: Readonly<Record<EventType, ${of}>> = {`,
    ...events.map((event) => `  '${event.$id}': ${value(event)},`),
    '}\n',
  ]
  return [
    '// Written by `npm run generate` from schema/events/. Do not edit.\n',
    `export type ServiceName = ${subgraphNames.map(quote).join(' | ')}\n`,
    ...Object.entries(shared).map(([name, schema]) => declaration(`${name}Payload`, schema)),
    ...named.map((schema) => declaration(schema.title ?? '', schema)),
    'export type EventPayloads = {',
    ...events.flatMap((event) => [
      comment(`${event.description} Aggregate: ${event['x-aggregate']}.`, '  '),
      `  readonly '${event.$id}': ${typeOf(event, '  ')}`,
    ]),
    '}\n',
    'export type EventType = keyof EventPayloads\n',
    ...table('eventVersions', 'number', (event) => String(event['x-version'])),
    ...table('publishers', 'ServiceName', (event) => quote(event['x-publisher'])),
    ...table(
      'subscribers',
      'readonly ServiceName[]',
      (event) => `[${event['x-subscribers'].map(quote).join(', ')}]`,
      "Who gets what. An event without subscribers is kept in its publisher's outbox for those to come.",
    ),
  ].join('\n')
}

function declaration(name: string, schema: ValueSchema): string {
  return `${comment(schema.description ?? '', '')}\nexport type ${name} = ${typeOf({ ...schema, title: '' }, '')}\n`
}

/** What has a title is a type of that name. */
function namedIn(properties: Readonly<Record<string, ValueSchema>>): readonly ValueSchema[] {
  return Object.values(properties).flatMap((schema) => [
    ...(schema.title ? [schema] : []),
    ...namedIn(schema.properties ?? {}),
  ])
}

function typeOf(schema: ValueSchema, indent: string): string {
  const shared = sharedNameOf(schema)
  if (shared !== undefined) return `${shared}Payload`
  if (schema.title) return schema.title
  return typesOf(schema)
    .map((type) => scalarOf(type, schema, indent))
    .join(' | ')
}

function scalarOf(type: string, schema: ValueSchema, indent: string): string {
  if (type === 'integer') return 'number'
  if (type === 'object') return objectOf(schema, indent)
  if (type === 'string' && schema.enum) return schema.enum.map(quote).join(' | ')
  if (type !== 'array') return type
  const item = typeOf(schema.items ?? {}, indent)
  return `readonly ${item.includes(' | ') ? `(${item})` : item}[]`
}

function objectOf({ properties = {}, required = [] }: ValueSchema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).flatMap(([name, schema]) => [
    comment(schema.description ?? '', inner),
    `${inner}readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)}`,
  ])
  return `{\n${lines.join('\n')}\n${indent}}`
}

function comment(text: string, indent: string): string {
  return `${indent}/** ${text} */`
}

function quote(name: string | SubgraphName): string {
  return `'${name}'`
}
