// Mounts the sandbox's page on an HTTP server. Forms post without fields, but browsers name a content type for them.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SandboxPage } from './page.ts'

export const sandboxPath = '/sandbox/payments'

export function mountSandboxPage(app: FastifyInstance, page: SandboxPage): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined))
    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      const path = request.url.slice(sandboxPath.length + 1).split('?', 1)[0] ?? ''
      const { status, headers, body } = await page({ method: request.method, path })
      return reply.code(status).headers(headers).send(body)
    }
    scope.get(`${sandboxPath}/*`, answer)
    scope.post(`${sandboxPath}/*`, answer)
  })
}
