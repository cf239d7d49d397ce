// Judges payloads by the catalogue's schemas, for whoever takes events in. Unknown properties pass.
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { EventCatalog } from './event-schema.ts'

/** What is wrong with the payload of an event of that type, never its values; undefined when nothing is. */
export type PayloadCheck = (type: string, data: unknown) => string | undefined

/** Compiles each schema once, here. A type that the catalogue does not hold is wrong. */
export function payloadCheckOf({ events, shared }: EventCatalog): PayloadCheck {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
  for (const keyword of ['x-version', 'x-aggregate', 'x-publisher', 'x-subscribers']) ajv.addKeyword(keyword)
  ajv.addSchema({ $id: 'shared.json', $defs: shared })
  const validators = new Map(events.map((event) => [event.$id, ajv.compile(event)]))
  return (type, data) => {
    const validate = validators.get(type)
    if (validate === undefined) return `there is no event ${type}`
    if (validate(data)) return undefined
    const problems = validate.errors ?? []
    return problems.map(({ instancePath, message }) => `data${instancePath} ${message}`).join('; ')
  }
}
