// The sandbox's page, to which a buyer is sent by `tok_requires_action`: approve or refuse one payment. It stands
// where a bank's page would, so it knows the provider's books and nothing of the shop.
import { setTimeout as delay } from 'node:timers/promises'
import { decimalAmount } from '@supermarket/service-kit/money.ts'
import { webhook } from './behaviors.ts'
import type { SandboxOptions } from './sandbox.ts'
import { newTransactionId } from './sandbox.ts'
import { approveCharge, type Charge, declineCharge, findCharge } from './store.ts'

export type PageRequest = {
  readonly method: string
  /** What follows the page's address: `<page id>`, `<page id>/approve`, `<page id>/refuse`. */
  readonly path: string
}

export type PageAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type SandboxPage = (request: PageRequest) => Promise<PageAnswer>

export type PageOptions = Pick<SandboxOptions, 'connection' | 'pageUrl' | 'sendsWebhooks' | 'now'> & {
  /** Sends what there is to tell, so that the merchant has been told of the decision when the buyer is back. */
  readonly flush: () => Promise<void>
}

/** A merchant that does not answer keeps nobody waiting. */
const flushMs = 2_000

export function sandboxPage(options: PageOptions): SandboxPage {
  const { connection, pageUrl } = options
  return async ({ method, path }) => {
    const [, pageId = '', decision] = /^([\w-]{22})(?:\/(approve|refuse))?$/.exec(path) ?? []
    const known = pageId === '' ? undefined : await findCharge(connection, { pageId })
    if (known === undefined) return html(404, 'There is no such payment.', '')
    if (decision === undefined) {
      return method === 'GET'
        ? describe(known.charge, pageUrl)
        : html(405, 'This page is only to be read.', '')
    }
    if (method !== 'POST') return html(405, 'A decision is posted.', '')
    const isChanged = await decide(options, known.charge, decision === 'approve')
    if (isChanged) await Promise.race([options.flush(), delay(flushMs, undefined, { ref: false })])
    return { ...html(303, 'See the payment.', ''), headers: { ...headers, location: `${pageUrl}/${pageId}` } }
  }
}

async function decide(
  { connection, sendsWebhooks, now }: PageOptions,
  { pageId, capturesAtOnce }: Charge,
  isApproved: boolean,
): Promise<boolean> {
  const at = now()
  const approved = capturesAtOnce ? 'payment.captured' : 'payment.authorized'
  const webhooks = sendsWebhooks ? [webhook(isApproved ? approved : 'payment.declined', at)] : []
  const changed = isApproved
    ? await approveCharge(connection, { by: { pageId }, transactionId: newTransactionId(), at, webhooks })
    : await declineCharge(connection, { pageId, declineCode: 'refused_by_buyer', webhooks })
  return changed !== undefined
}

const outcomes: Readonly<Record<Charge['state'], string>> = {
  pending: 'The payment is being worked on.',
  requires_action: 'The shop asks for this amount.',
  authorized: 'Approved. You may return to the shop.',
  captured: 'Approved. You may return to the shop.',
  declined: 'Refused. You may return to the shop.',
  voided: 'Called off by the shop.',
}

function describe(charge: Charge, pageUrl: string): PageAnswer {
  const amount = `${decimalAmount({ minor: charge.amountMinor, currency: charge.currency })} ${charge.currency}`
  const address = `${pageUrl}/${charge.pageId}`
  const buttons = `<form method="post">
      <button formaction="${escapeHtml(`${address}/approve`)}">Approve</button>
      <button formaction="${escapeHtml(`${address}/refuse`)}">Refuse</button>
    </form>`
  const isOpen = charge.state === 'requires_action'
  return html(
    200,
    outcomes[charge.state],
    `<p><strong>${escapeHtml(amount)}</strong></p>${isOpen ? buttons : ''}`,
  )
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
}

function html(status: number, sentence: string, rest: string): PageAnswer {
  return {
    status,
    headers,
    body: `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Sandbox payment</title></head>
  <body>
    <h1>Sandbox payment</h1>
    <p>${escapeHtml(sentence)}</p>
    ${rest}
  </body>
</html>
`,
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
