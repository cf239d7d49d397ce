// Names and settings of what we have at RabbitMQ. Per subscriber one quorum queue that a direct exchange fills by the
// subscriber's name, and one of dead letters. Whoever comes first declares them; publishers and consumers alike.
//
// Single active consumer: of all replicas of a service one takes its events, so they stay in order without a plugin
// and without one replica waiting for another; when it goes the broker gives the rest to the next.
import type { Connection } from 'rabbitmq-client'
import type { ServiceName } from '../../viewer.ts'

/** A letter that its taker did not live to acknowledge so often is one that kills: dead. */
export const deliveryLimit = 20

export function rabbitNames(prefix: string, audience: ServiceName) {
  return {
    exchange: `${prefix}.events`,
    queue: `${prefix}.events.${audience}`,
    deadExchange: `${prefix}.events.dead`,
    deadQueue: `${prefix}.events.${audience}.dead`,
  }
}

type Declarations = Required<
  Pick<NonNullable<Parameters<Connection['createPublisher']>[0]>, 'exchanges' | 'queues' | 'queueBindings'>
>

export function rabbitTopology(prefix: string, audiences: readonly ServiceName[]): Declarations {
  const each = audiences.map((audience) => ({ audience, ...rabbitNames(prefix, audience) }))
  const exchanges = new Set(each.flatMap(({ exchange, deadExchange }) => [exchange, deadExchange]))
  return {
    exchanges: [...exchanges].map((exchange) => ({ exchange, type: 'direct', durable: true })),
    queues: each.flatMap(({ audience, queue, deadQueue, deadExchange }) => [
      { queue: deadQueue, durable: true, arguments: { 'x-queue-type': 'quorum' } },
      { queue, durable: true, arguments: queueArguments(audience, deadExchange) },
    ]),
    queueBindings: each.flatMap(({ audience, exchange, queue, deadExchange, deadQueue }) => [
      { exchange, queue, routingKey: audience },
      { exchange: deadExchange, queue: deadQueue, routingKey: audience },
    ]),
  }
}

function queueArguments(audience: ServiceName, deadExchange: string) {
  return {
    'x-queue-type': 'quorum' as const,
    'x-single-active-consumer': true,
    'x-delivery-limit': deliveryLimit,
    'x-dead-letter-exchange': deadExchange,
    'x-dead-letter-routing-key': audience,
    // A dead letter leaves the queue only when the other one has confirmed it; asks for reject-publish.
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish' as const,
  }
}

export async function declareTopology(connection: Connection, declarations: Declarations): Promise<void> {
  const channel = await connection.acquire()
  try {
    for (const queue of declarations.queues) await channel.queueDeclare(queue)
    for (const exchange of declarations.exchanges) await channel.exchangeDeclare(exchange)
    for (const binding of declarations.queueBindings) await channel.queueBind(binding)
  } finally {
    await channel.close()
  }
}
