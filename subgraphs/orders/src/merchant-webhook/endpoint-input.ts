// What staff may say of an endpoint: checked here, all at once.
import { publishers } from '@supermarket/schema/events.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { boundedText, refuseAll, userError } from '../user-error.ts'
import { type TargetPolicy, urlProblem } from './target.ts'

/** Types of events that endpoints may hear of: what this service publishes. Others speak between services only. */
export const offeredEvents: readonly string[] = Object.entries(publishers)
  .filter(([, publisher]) => publisher === 'orders')
  .map(([type]) => type)

export type EndpointInput = {
  readonly url?: URL | null | undefined
  readonly events?: readonly string[] | null | undefined
  readonly description?: string | null | undefined
}

export type ParsedEndpoint = {
  readonly url?: string
  readonly events?: readonly string[]
  readonly description?: string | null
}

/** What is left out stays out; an explicit null is no description, and leaves the others. */
export function parseEndpoint(input: EndpointInput, targets: TargetPolicy): ParsedEndpoint {
  const errors: UserErrorEntry[] = []
  const { url, events, description } = input
  const problem = url ? urlProblem(url, targets) : undefined
  if (problem !== undefined) errors.push(userError('INVALID', problem, ['input', 'url']))
  if (events) errors.push(...eventProblems(events))
  const path = ['input', 'description']
  const text = description == null ? null : boundedText(description, { min: 0, max: 500, path, errors })
  refuseAll(errors)
  return {
    ...(url ? { url: url.href } : {}),
    ...(events ? { events } : {}),
    ...(description === undefined ? {} : { description: text || null }),
  }
}

function eventProblems(events: readonly string[]): UserErrorEntry[] {
  const path = ['input', 'events']
  if (events.length < 1 || events.length > 100)
    return [userError('INVALID', 'Between 1 and 100 types of events are needed.', path)]
  return events.flatMap((type, index) => {
    if (!offeredEvents.includes(type))
      return [
        userError('INVALID', `There is no such event; there are ${offeredEvents.join(', ')}.`, [
          ...path,
          String(index),
        ]),
      ]
    if (events.indexOf(type) !== index)
      return [userError('INVALID', 'Each type is named once.', [...path, String(index)])]
    return []
  })
}
