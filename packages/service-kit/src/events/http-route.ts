// `POST /events`: the HTTP shell of a receiver, mounted behind the signature check of subgraphHttp. The status tells
// the publisher what to do: 204 is done, 422 is never again, 503 is later, 500 is a failure of this event.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { jsonError } from '../http-service.ts'
import { isOutage } from './outage.ts'
import type { EventReceiver } from './receiver.ts'

export const eventsPath = '/events'

/** For `subgraphHttp({ internalRoutes })`. */
export function eventsRoute(receiver: EventReceiver, log: Logger): (app: FastifyInstance) => void {
  return (app) => {
    app.post(eventsPath, (request, reply) => receive(receiver, log, request, reply))
  }
}

async function receive(
  receiver: EventReceiver,
  log: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    const receipt = await receiver.receive(request.caller, request.body)
    if (receipt.outcome !== 'rejected') return reply.code(204).send()
    return reply.code(422).send(jsonError('BAD_REQUEST', receipt.reason, request.id))
  } catch (error) {
    log.error({ error, requestId: request.id, publisher: request.caller }, 'an event met a fault')
    return isOutage(error)
      ? reply
          .code(503)
          .header('retry-after', '1')
          .send(jsonError('OVERLOADED', 'Try again shortly.', request.id))
      : reply.code(500).send(jsonError('INTERNAL_SERVER_ERROR', 'The event was not taken.', request.id))
  }
}
