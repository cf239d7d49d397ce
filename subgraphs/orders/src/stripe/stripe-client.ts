// Stripe's own SDK, held to our time-outs: it knows no AbortSignal, so the signal of the call is joined to each request.
import { AsyncLocalStorage } from 'node:async_hooks'
import Stripe from 'stripe'
import { ProviderError } from '../payment/provider.ts'

export type StripeClientOptions = {
  readonly secretKey: string
  /** Another address than Stripe's own, for tests. */
  readonly apiUrl?: string | undefined
}

export type StripeClient = {
  readonly stripe: Stripe
  /** Runs calls under a signal; rejects with a ProviderError when Stripe has answered that it failed. */
  call<Answer>(signal: AbortSignal, work: (stripe: Stripe) => Promise<Answer>): Promise<Answer>
}

const timeoutMs = 8_000

export function stripeClient({ secretKey, apiUrl }: StripeClientOptions): StripeClient {
  const signals = new AsyncLocalStorage<AbortSignal>()
  const send: typeof fetch = (input, init) => {
    const all = [init?.signal, signals.getStore()].filter((signal) => signal != null)
    return fetch(input, { ...init, signal: AbortSignal.any(all) })
  }
  const url = apiUrl === undefined ? undefined : new URL(apiUrl)
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(send),
    timeout: timeoutMs,
    // Every command has an idempotency key, and whatever is still unknown the reconciler asks about.
    maxNetworkRetries: 1,
    telemetry: false,
    ...(url
      ? { host: url.hostname, port: portOf(url), protocol: url.protocol === 'http:' ? 'http' : 'https' }
      : {}),
  })
  return {
    stripe,
    async call(signal, work) {
      signal.throwIfAborted()
      try {
        return await signals.run(signal, () => work(stripe))
      } catch (error) {
        if (error instanceof Stripe.errors.StripeConnectionError) throw error
        throw error instanceof Stripe.errors.StripeError ? failed(error) : error
      }
    },
  }
}

/** What Stripe will never carry out: a card that is declined, or a command that is not possible. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof Stripe.errors.StripeCardError) return error.decline_code ?? error.code ?? 'card_error'
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return error.code ?? 'invalid_request'
  return undefined
}

/** Without the SDK's error behind it, which holds the whole answer. */
function failed({ type, statusCode, code, requestId }: InstanceType<typeof Stripe.errors.StripeError>) {
  return new ProviderError(`Stripe answered ${type} ${code ?? ''} (${statusCode}, request ${requestId})`)
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'http:' ? '80' : '443')
}
