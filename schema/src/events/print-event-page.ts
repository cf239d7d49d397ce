// Writes docs/events.md: every event, who publishes it, who gets it, and what it says. Pure.
import {
  type EventCatalog,
  type EventSchema,
  sharedNameOf,
  typesOf,
  type ValueSchema,
} from './event-schema.ts'

const opening = `<!-- Written by \`npm run generate\` from schema/events/. Do not edit. -->
# Events

What the services tell each other, and what merchants' webhooks are told. Each event travels in a [CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) envelope: \`id\`, \`source\`, \`type\`, \`time\`, \`dataversion\`, \`aggregatetype\`, \`subject\` (the aggregate's id), \`sequence\` (1, 2, 3, … per aggregate), \`correlationid\`, \`causationid\`, \`previousid\` (the one that the same subscriber was sent before it), and the payload as \`data\`. It comes at least once, in order per aggregate; whoever takes it keeps its id, so that it has its effect once. [events-transports.md](events-transports.md) says what carries it.

Payloads only grow, by optional properties: readers ignore what they do not know. \`npm run schema:check\` compares the catalogue with its base; what a reader could stumble over is a new type of event. The schemas themselves are the files of [schema/events](../schema/events).
`

export function printEventPage({ events, shared }: EventCatalog): string {
  const overview = [
    '| Event | Published by | Goes to | About |',
    '|---|---|---|---|',
    ...events.map(
      (event) =>
        `| [\`${event.$id}\`](#${anchorOf(event.$id)}) | ${event['x-publisher']} | ${event['x-subscribers'].join(', ') || '–'} | ${event['x-aggregate']} |`,
    ),
    '',
  ]
  const parts = Object.entries(shared).flatMap(([name, schema]) => [
    `### ${name}`,
    `${schema.description ?? ''}\n`,
    ...rowsOf(schema),
  ])
  return [opening, ...overview, ...events.flatMap(sectionOf), '## Parts', ...parts].join('\n')
}

function sectionOf(event: EventSchema): readonly string[] {
  return [`## ${event.$id}`, `${event.description} Version ${event['x-version']}.\n`, ...rowsOf(event)]
}

function rowsOf({ properties = {}, required = [] }: ValueSchema): readonly string[] {
  return [
    '| Property | Type | |',
    '|---|---|---|',
    ...Object.entries(properties).map(
      ([name, schema]) =>
        `| \`${name}\`${required.includes(name) ? '' : ' (optional)'} | ${typeOf(schema)} | ${schema.description ?? ''} |`,
    ),
    '',
  ]
}

function typeOf(schema: ValueSchema): string {
  const shared = sharedNameOf(schema)
  if (shared !== undefined) return `[${shared}](#${shared.toLowerCase()})`
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ')
  if (schema.items) return `list of ${typeOf(schema.items)}`
  return typesOf(schema).join(' or ')
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading.replaceAll('.', '')
}
