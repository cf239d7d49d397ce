// What a change of the catalogue means for readers that know the older one, and for the older events that are still in
// outboxes and among dead letters. Whatever either could stumble over is breaking. Pure.
import {
  type EventCatalog,
  type EventSchema,
  sharedNameOf,
  typesOf,
  type ValueSchema,
} from './event-schema.ts'

export type EventChange = {
  readonly kind: 'breaking' | 'dangerous' | 'safe'
  /** `order.paid` or `order.paid.total`. */
  readonly path: string
  readonly message: string
}

export function compareEvents(before: EventCatalog, after: EventCatalog): readonly EventChange[] {
  const now = new Map(after.events.map((event) => [event.$id, event]))
  const then = new Set(before.events.map(({ $id }) => $id))
  const added = after.events.filter(({ $id }) => !then.has($id))
  return [
    ...before.events.flatMap((event) => {
      const next = now.get(event.$id)
      return next === undefined ? [removed(event)] : compareEvent([event, before], [next, after])
    }),
    ...added.map(({ $id }) => change('safe', $id, 'The event is new.')),
  ]
}

type In<Schema> = readonly [schema: Schema, catalog: EventCatalog]

function removed(event: EventSchema): EventChange {
  const readers = event['x-subscribers'].join(', ')
  const message = `The event is gone${readers === '' ? '' : `; ${readers} waits for it`}.`
  return change(readers === '' ? 'dangerous' : 'breaking', event.$id, message)
}

function compareEvent(before: In<EventSchema>, after: In<EventSchema>): readonly EventChange[] {
  const [then] = before
  const [now] = after
  const path = then.$id
  const lost = then['x-subscribers'].filter((name) => !now['x-subscribers'].includes(name))
  const gained = now['x-subscribers'].filter((name) => !then['x-subscribers'].includes(name))
  const same = (name: 'x-version' | 'x-publisher' | 'x-aggregate', message: string) =>
    then[name] === now[name] ? [] : [change('breaking', path, message)]
  return [
    ...same(
      'x-version',
      'Its version changed: readers refuse the other one. Make a new type of event instead.',
    ),
    ...same('x-publisher', 'It comes from another service: readers refuse it from there.'),
    ...same('x-aggregate', 'It is about something else: its sequence no longer goes on.'),
    ...lost.map((name) => change('dangerous', path, `${name} no longer gets it.`)),
    ...gained.map((name) => change('safe', path, `${name} gets it now.`)),
    ...compareValues(before, after, path),
  ]
}

function compareValues(
  before: In<ValueSchema>,
  after: In<ValueSchema>,
  path: string,
): readonly EventChange[] {
  const then = resolve(before)
  const now = resolve(after)
  const [typesThen, typesNow] = [typesOf(then), typesOf(now)]
  if (typesThen.some((type) => !typesNow.includes(type)) || typesNow.length !== typesThen.length) {
    const message = `Its type changed from ${typesThen.join(' or ')} to ${typesNow.join(' or ')}.`
    return [change('breaking', path, message)]
  }
  return [
    ...compareEnums(then, now, path),
    ...compareMinimum(then, now, path),
    ...compareProperties([then, before[1]], [now, after[1]], path),
    ...(then.items && now.items
      ? compareValues([then.items, before[1]], [now.items, after[1]], `${path}[]`)
      : []),
  ]
}

function compareEnums(then: ValueSchema, now: ValueSchema, path: string): readonly EventChange[] {
  if (then.enum === undefined && now.enum === undefined) return []
  if (then.enum === undefined) return [change('breaking', path, 'Only some values are allowed now.')]
  if (now.enum === undefined) return [change('breaking', path, 'Any value is allowed now.')]
  const gone = then.enum.filter((value) => !now.enum?.includes(value))
  const fresh = now.enum.filter((value) => !then.enum?.includes(value))
  return [
    ...gone.map((value) =>
      change('breaking', path, `${value} is gone: older events that say it are refused.`),
    ),
    ...fresh.map((value) => change('dangerous', path, `${value} is new: a reader may not know it.`)),
  ]
}

function compareMinimum(then: ValueSchema, now: ValueSchema, path: string): readonly EventChange[] {
  const [low, lower] = [then.minimum ?? -Infinity, now.minimum ?? -Infinity]
  if (low === lower) return []
  return lower > low
    ? [change('breaking', path, `It must be at least ${lower}: older events may not be.`)]
    : [change('dangerous', path, `It may be less than ${low} now.`)]
}

function compareProperties(
  [then, before]: In<ValueSchema>,
  [now, after]: In<ValueSchema>,
  path: string,
): readonly EventChange[] {
  const [had, has] = [then.properties ?? {}, now.properties ?? {}]
  const isRequired = (schema: ValueSchema, name: string) => schema.required?.includes(name) ?? false
  const kept = Object.entries(had).flatMap(([name, value]) => {
    const at = `${path}.${name}`
    const next = has[name]
    if (next === undefined) return [change('breaking', at, 'It is gone.')]
    const [must, mustNow] = [isRequired(then, name), isRequired(now, name)]
    const presence =
      must === mustNow
        ? []
        : [
            must
              ? change('breaking', at, 'It may be missing now.')
              : change('breaking', at, 'It must be there now: older events may lack it.'),
          ]
    return [...presence, ...compareValues([value, before], [next, after], at)]
  })
  const fresh = Object.keys(has).filter((name) => had[name] === undefined)
  return [
    ...kept,
    ...fresh.map((name) =>
      isRequired(now, name)
        ? change(
            'breaking',
            `${path}.${name}`,
            'It is new and must be there: older events lack it. Make it optional.',
          )
        : change('safe', `${path}.${name}`, 'It is new.'),
    ),
  ]
}

function resolve([schema, { shared }]: In<ValueSchema>): ValueSchema {
  const name = sharedNameOf(schema)
  return name === undefined ? schema : (shared[name] ?? schema)
}

function change(kind: EventChange['kind'], path: string, message: string): EventChange {
  return { kind, path, message }
}
