// What users serves beside the graph: its public keys to anybody, the revocation feed to services.
import type { FetchRevocations } from '@supermarket/service-kit/revocations.ts'
import { jwksPath, revocationsPath } from '@supermarket/service-kit/users-authority.ts'
import type { FastifyInstance } from 'fastify'
import type { SigningKeys } from './signing/signing-keys.ts'

/** Shorter than a key is published before it signs. */
const jwksMaxAgeSeconds = 300

export function jwksRoute(app: FastifyInstance, signingKeys: Pick<SigningKeys, 'jwksJson'>): void {
  app.get(jwksPath, async (_request, reply) =>
    reply.header('cache-control', `public, max-age=${jwksMaxAgeSeconds}`).send(signingKeys.jwksJson()),
  )
}

export function revocationsRoute(app: FastifyInstance, fetchRevocations: FetchRevocations): void {
  app.get(revocationsPath, async (request, reply) => {
    const after = Number((request.query as { after?: unknown }).after ?? 0)
    if (!Number.isSafeInteger(after) || after < 0)
      return reply.code(400).send({ errors: [{ message: 'after must be a cursor.' }] })
    return reply.header('cache-control', 'no-store').send(await fetchRevocations(after))
  })
}
