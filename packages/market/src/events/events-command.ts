// The command line of `npm run events`, and what it answers.
import { parseArgs } from 'node:util'
import type { DeadEvent, DeadLetterDesk } from '@supermarket/service-kit/events/dead-letter-desk.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'

export type EventsCommand = { readonly service: string | undefined } & (
  | { readonly name: 'list' }
  | { readonly name: 'show'; readonly eventId: string }
  | { readonly name: 'replay'; readonly eventId: string | undefined }
  | { readonly name: 'skip'; readonly eventId: string }
)

const usage = `usage: npm run events -- list                 dead events, which nobody tries any more
       npm run events -- show EVENT           one of them, with its data
       npm run events -- replay EVENT|--all   tried again, with what waits behind it
       npm run events -- skip EVENT           given up for good; what waits behind it may be replayed then
       each with --service NAME for those that this service did not take`

/** Throws a StartupError that says how it is used. */
export function readEventsCommand(args: readonly string[], services: readonly string[]): EventsCommand {
  const { values, positionals } = parse(args)
  const [name, eventId, ...others] = positionals
  const { service, all = false } = values
  if (service !== undefined && !services.includes(service))
    throw new StartupError(`No service called "${service}" takes events; there are ${services.join(', ')}.`)
  if (others.length > 0 || (all && (name !== 'replay' || eventId !== undefined)))
    throw new StartupError(usage)
  if (name === 'list' && eventId === undefined) return { name, service }
  if ((name === 'show' || name === 'skip') && eventId !== undefined) return { name, service, eventId }
  if (name === 'replay' && (all || eventId !== undefined)) return { name, service, eventId }
  throw new StartupError(usage)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { service: { type: 'string' }, all: { type: 'boolean' } },
    })
  } catch (cause) {
    throw new StartupError(`${cause instanceof Error ? cause.message : cause}\n${usage}`)
  }
}

/** Throws a StartupError when there is no such dead event. */
export async function answerEventsCommand(command: EventsCommand, desk: DeadLetterDesk): Promise<string> {
  if (command.name === 'list') return listText(await desk.list())
  if (command.name === 'show') {
    const found = (await desk.list()).filter(({ eventId }) => eventId === command.eventId)
    return found.length > 0 ? JSON.stringify(found, undefined, 2) : missing(command.eventId)
  }
  if (command.name === 'skip') {
    const count = await desk.skip(command.eventId)
    return count > 0 ? `${command.eventId} was skipped.` : missing(command.eventId)
  }
  const count = await desk.replay(command.eventId)
  if (count === 0 && command.eventId !== undefined) return missing(command.eventId)
  return count === 1 ? '1 event is tried again.' : `${count} events are tried again.`
}

function missing(eventId: string): never {
  throw new StartupError(`No dead event has the id ${eventId}; npm run events -- list names them.`)
}

function listText(events: readonly DeadEvent[]): string {
  if (events.length === 0) return 'No event is dead.'
  const lines = events.map(({ eventId, type, aggregate, sequence, subscriber, place, reason, deadAt }) =>
    [
      `${eventId ?? '(no event)'}  ${type ?? ''} ${sequence ?? ''} of ${aggregate ?? 'nothing'}`,
      `    for ${subscriber}, ${place}${deadAt === undefined ? '' : `, since ${deadAt}`}: ${reason}`,
    ].join('\n'),
  )
  return [`${events.length} dead event${events.length === 1 ? '' : 's'}:`, ...lines].join('\n')
}
