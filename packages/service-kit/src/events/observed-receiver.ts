// A receiver that is watched: what comes in by whom and with which outcome, and how long after it happened.
import type { EventMetrics, TransportName } from './metrics.ts'
import { isOutage } from './outage.ts'
import type { EventReceiver } from './receiver.ts'

export function observedReceiver(
  receiver: EventReceiver,
  transport: TransportName,
  metrics: Pick<EventMetrics, 'received' | 'effectLagSeconds'> | undefined,
): EventReceiver {
  if (metrics === undefined) return receiver
  const { consumer } = receiver
  return {
    consumer,
    async receive(publisher, input, options) {
      const labels = { consumer, publisher, transport }
      try {
        const receipt = await receiver.receive(publisher, input, options)
        metrics.received.inc({ ...labels, outcome: receipt.outcome })
        if (receipt.outcome === 'handled')
          metrics.effectLagSeconds.observe(labels, Math.max(0, Date.now() - timeOf(input)) / 1000)
        return receipt
      } catch (error) {
        metrics.received.inc({ ...labels, outcome: isOutage(error) ? 'outage' : 'failed' })
        throw error
      }
    },
  }
}

function timeOf(input: unknown): number {
  return Date.parse(String(Object(input).time))
}
