// A page of the explorer as it is sent: asked for again each time, and by its tag not sent again.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { digestOf } from './assets.ts'

export type Page = { readonly html: Buffer; readonly etag: string }

export function pageOf(text: string): Page {
  const html = Buffer.from(text)
  return { html, etag: `"${digestOf([['page', html]])}"` }
}

/**
 * Nothing but this origin. Monaco writes style elements and GraphiQL's fonts are data URLs; scripts come from files
 * only. Workers take their policy from their own file's answer, so every file carries it.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function sendPage(request: FastifyRequest, reply: FastifyReply, { html, etag }: Page): FastifyReply {
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'private, no-cache',
    etag,
  })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  return reply.type('text/html; charset=utf-8').send(html)
}
