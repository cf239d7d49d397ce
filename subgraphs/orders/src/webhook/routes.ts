// Mounts the address to which payment providers send their messages. No service of ours signs them: the provider's own
// signature is over the bytes as they came, so nothing here parses them.
import { refuse } from '@supermarket/service-kit/http-service.ts'
import type { FastifyInstance } from 'fastify'
import type { WebhookRequest } from '../payment/provider.ts'
import type { Heard } from './hear-webhook.ts'

export const webhooksPath = '/webhooks'

/** Stripe's largest events are some tens of kB. */
const webhookBodyLimitBytes = 256 * 1024

export type HearWebhook = (provider: string, request: WebhookRequest) => Promise<Heard>

export function mountWebhooks(app: FastifyInstance, hear: HearWebhook): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post<{ Params: { provider: string } }>(
      `${webhooksPath}/:provider`,
      { bodyLimit: webhookBodyLimitBytes },
      async ({ params, headers, body }, reply) => {
        const heard = await hear(params.provider, {
          headers,
          body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
        })
        if (heard === 'no such provider') return refuse(reply, 404, 'BAD_REQUEST', 'There is nothing here.')
        if (heard === 'not proven') {
          return refuse(reply, 400, 'BAD_REQUEST', 'The signature does not prove who sent this.')
        }
        return reply.code(200).send({ received: true })
      },
    )
  })
}
