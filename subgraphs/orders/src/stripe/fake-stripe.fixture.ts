// For tests: Stripe's books and rules, as far as our provider meets them. State only; fake-stripe-http.fixture.ts makes
// an HTTP API of it. It follows https://docs.stripe.com/api (2026-10-28.endive): statuses, error bodies, test cards.
import {
  type Answer,
  ApiError,
  type FakeCharge,
  type FakeEvent,
  type FakeIntent,
  type FakeRefund,
  type Form,
  invalid,
  listOf,
  metadataOf,
  newId,
  ok,
  seconds,
} from './fake-stripe-objects.fixture.ts'

/** What each of Stripe's test PaymentMethods does. */
const declines: Readonly<Record<string, string>> = {
  pm_card_visa_chargeDeclined: 'generic_decline',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'insufficient_funds',
}

export class FakeStripe {
  readonly intents = new Map<string, FakeIntent>()
  readonly charges = new Map<string, FakeCharge>()
  readonly refunds = new Map<string, FakeRefund>()
  /** Not delivered yet, oldest first. */
  readonly events: FakeEvent[] = []
  /** All of them, for whoever lists them. */
  readonly told: (FakeEvent & { readonly created: number })[] = []
  /** Whether captures are refused, as when the bank takes its word back. */
  refusesCaptures = false

  route(method: string, path: string, form: Form): Answer {
    const [resource, id, action] = path.replace(/^\/v1\//, '').split('/')
    if (resource === 'payment_intents') return this.#intents(method, { id, action, form })
    if (resource === 'refunds' && method === 'POST') return ok(this.#createRefund(form))
    if (resource === 'refunds') return ok(this.#listRefunds(form))
    if (resource === 'events') return ok(this.#listEvents(form))
    if (resource === 'disputes') {
      const disputed = [...this.charges.values()].filter(
        (charge) => charge.disputed && charge.payment_intent === form.payment_intent,
      )
      return ok(
        listOf(
          '/v1/disputes',
          disputed.map(() => ({ id: 'du_1', object: 'dispute', reason: 'fraudulent' })),
        ),
      )
    }
    throw invalid('resource_missing', `Unrecognized request URL (${method}: ${path}).`, 404)
  }

  #intents(
    method: string,
    { id, action, form }: { id?: string | undefined; action?: string | undefined; form: Form },
  ): Answer {
    if (id === undefined && method === 'POST') return ok(this.#shown(this.#create(form), form))
    const intent = this.intents.get(id ?? '')
    if (intent === undefined) throw invalid('resource_missing', `No such payment_intent: '${id}'`, 404)
    if (method === 'GET') return ok(this.#shown(intent, form))
    if (action === 'confirm') this.#confirm(intent, form)
    else if (action === 'capture') this.#capture(intent, form)
    else if (action === 'cancel') this.#cancel(intent, form)
    return ok(this.#shown(intent, form))
  }

  #create(form: Form): FakeIntent {
    const amount = Number(form.amount)
    if (!(amount >= 50)) throw invalid('amount_too_small', 'Amount must be at least 50 cents.')
    const id = newId('pi')
    const intent: FakeIntent = {
      ...{
        id,
        amount,
        currency: form.currency ?? '',
        capture_method: form.capture_method ?? 'automatic_async',
      },
      ...{ status: 'requires_payment_method', metadata: metadataOf(form), payment_method: null },
      ...{ latest_charge: null, last_payment_error: null, next_action: null, cancellation_reason: null },
      ...{ client_secret: `${id}_secret_${newId('x')}`, created: seconds() },
    }
    this.intents.set(id, intent)
    this.#tell('payment_intent.created', intent)
    return intent
  }

  #confirm(intent: FakeIntent, form: Form): void {
    if (intent.status !== 'requires_payment_method' && intent.status !== 'requires_confirmation') {
      throw this.#unexpected(intent, 'confirm')
    }
    const method = form.payment_method ?? ''
    if (!method.startsWith('pm_card_'))
      throw invalid('resource_missing', `No such PaymentMethod: '${method}'`)
    intent.payment_method = method
    const decline = declines[method]
    if (decline !== undefined) throw this.#decline(intent, decline)
    if (method === 'pm_card_threeDSecure2Required') this.#askBuyer(intent, form.return_url)
    else if (method === 'pm_card_processing') {
      intent.status = 'processing'
      this.#tell('payment_intent.processing', intent)
    } else this.#pay(intent)
  }

  #askBuyer(intent: FakeIntent, returnUrl: string | undefined): void {
    intent.status = 'requires_action'
    intent.next_action = returnUrl
      ? {
          type: 'redirect_to_url',
          redirect_to_url: { return_url: returnUrl, url: `https://hooks.stripe.test/3ds/${intent.id}` },
        }
      : { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } }
    this.#tell('payment_intent.requires_action', intent)
  }

  #decline(intent: FakeIntent, declineCode: string): ApiError {
    const error = {
      ...{
        type: 'card_error',
        code: 'card_declined',
        decline_code: declineCode,
        message: 'Your card was declined.',
      },
    }
    intent.status = 'requires_payment_method'
    intent.last_payment_error = error
    this.#tell('payment_intent.payment_failed', intent)
    return new ApiError(402, { ...error, payment_intent: this.#shown(intent, {}) })
  }

  #pay(intent: FakeIntent): void {
    const isHeld = intent.capture_method === 'manual'
    const charge: FakeCharge = {
      ...{ id: newId('ch'), payment_intent: intent.id, amount: intent.amount, amount_refunded: 0 },
      ...{
        amount_captured: isHeld ? 0 : intent.amount,
        captured: !isHeld,
        disputed: false,
        status: 'succeeded',
      },
      ...{ metadata: { ...intent.metadata }, created: seconds() },
    }
    this.charges.set(charge.id, charge)
    Object.assign(intent, { latest_charge: charge.id, last_payment_error: null, next_action: null })
    intent.status = isHeld ? 'requires_capture' : 'succeeded'
    this.#tell(isHeld ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent)
  }

  #capture(intent: FakeIntent, form: Form): void {
    const charge = this.charges.get(intent.latest_charge ?? '')
    if (intent.status !== 'requires_capture' || charge === undefined)
      throw this.#unexpected(intent, 'capture')
    const amount = Number(form.amount_to_capture ?? intent.amount)
    if (amount > charge.amount)
      throw invalid('amount_too_large', 'You cannot capture more than was authorized.')
    if (this.refusesCaptures) throw invalid('charge_expired_for_capture', 'The authorization has expired.')
    Object.assign(intent.metadata, metadataOf(form))
    Object.assign(charge, { captured: true, amount_captured: amount })
    intent.status = 'succeeded'
    this.#tell('payment_intent.succeeded', intent)
  }

  #cancel(intent: FakeIntent, form: Form): void {
    if (!/^requires_/.test(intent.status)) throw this.#unexpected(intent, 'cancel')
    intent.status = 'canceled'
    intent.next_action = null
    intent.cancellation_reason = form.cancellation_reason ?? 'automatic'
    this.#tell('payment_intent.canceled', intent)
  }

  #unexpected(intent: FakeIntent, what: string): ApiError {
    return invalid(
      'payment_intent_unexpected_state',
      `You cannot ${what} this PaymentIntent because it has a status of ${intent.status}.`,
    )
  }

  #createRefund(form: Form): object {
    const intent = this.intents.get(form.payment_intent ?? '')
    const charge = this.charges.get(intent?.latest_charge ?? '')
    if (!intent || !charge?.captured)
      throw invalid('charge_not_captured', 'This charge has not been captured.')
    const left = charge.amount_captured - charge.amount_refunded
    if (left === 0) throw invalid('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
    const amount = Number(form.amount ?? left)
    if (amount > left)
      throw invalid('refund_amount_greater_than_unrefunded', 'Refund amount is greater than unrefunded.')
    const isPending = intent.payment_method === 'pm_card_pendingRefund'
    const refund: FakeRefund = {
      ...{
        id: newId('re'),
        payment_intent: intent.id,
        charge: charge.id,
        amount,
        metadata: metadataOf(form),
      },
      ...{ status: isPending ? 'pending' : 'succeeded', created: seconds() },
    }
    this.refunds.set(refund.id, refund)
    charge.amount_refunded += amount
    this.#tell('charge.refunded', { object: 'charge', ...charge })
    return { object: 'refund', ...refund }
  }

  #listEvents(form: Form): object {
    const types = Object.entries(form).flatMap(([name, value]) => (name.startsWith('types[') ? [value] : []))
    const listed = this.told.filter(
      ({ type, created }) => types.includes(type) && created >= Number(form['created[gte]']),
    )
    return listOf(
      '/v1/events',
      listed.toReversed().map(({ object, ...event }) => ({ object: 'event', ...event, data: { object } })),
    )
  }

  #listRefunds(form: Form): object {
    const all = [...this.refunds.values()].filter((refund) => refund.payment_intent === form.payment_intent)
    return listOf(
      '/v1/refunds',
      all.toReversed().map((refund) => ({ object: 'refund', ...refund })),
    )
  }

  // What happens at Stripe without us.

  /** The buyer has done, or refused, what the bank asked for. */
  decide(id: string, isApproved: boolean): void {
    const intent = this.#get(id)
    if (intent.status !== 'requires_action') throw new Error(`the intent is ${intent.status}`)
    if (isApproved) this.#pay(intent)
    else this.#failAction(intent)
  }

  #failAction(intent: FakeIntent): void {
    intent.next_action = null
    intent.status = 'requires_payment_method'
    intent.last_payment_error = {
      ...{ type: 'invalid_request_error', code: 'payment_intent_authentication_failure', message: 'failed' },
    }
    this.#tell('payment_intent.payment_failed', intent)
  }

  /** What was being processed has succeeded. */
  finishProcessing(id: string): void {
    this.#pay(this.#get(id))
  }

  /** An authorisation that nobody captured in seven days. */
  lapse(id: string): void {
    this.#cancel(this.#get(id), {})
  }

  /** Somebody pays back in the dashboard. */
  refundInDashboard(id: string, amount: number): void {
    this.#createRefund({ payment_intent: id, amount: String(amount) })
  }

  endRefund(id: string, status: 'succeeded' | 'failed'): void {
    const refund = this.refunds.get(id)
    const charge = this.charges.get(refund?.charge ?? '')
    if (!refund || !charge) throw new Error(`no refund ${id}`)
    refund.status = status
    if (status === 'failed') {
      refund.failure_reason = 'expired_or_canceled_card'
      charge.amount_refunded -= refund.amount
    }
    this.#tell(status === 'failed' ? 'refund.failed' : 'refund.updated', { object: 'refund', ...refund })
  }

  dispute(id: string): void {
    const charge = this.charges.get(this.#get(id).latest_charge ?? '')
    if (!charge) throw new Error('nothing to dispute')
    charge.disputed = true
    this.#tell('charge.dispute.created', {
      object: 'dispute',
      id: 'du_1',
      payment_intent: id,
      charge: charge.id,
    })
  }

  intentOf(paymentKey: string): FakeIntent {
    const all = [...this.intents.values()].filter(({ metadata }) => metadata.payment_key === paymentKey)
    if (all.length !== 1 || all[0] === undefined) throw new Error(`${all.length} intents of ${paymentKey}`)
    return all[0]
  }

  /** What Stripe has of each payment's money, by our keys. */
  ledger(): { key: string; capturedMinor: number; refundedMinor: number; heldMinor: number }[] {
    return [...this.intents.values()].map((intent) => {
      const charge = this.charges.get(intent.latest_charge ?? '')
      const refunded = [...this.refunds.values()]
        .filter((refund) => refund.payment_intent === intent.id && refund.status === 'succeeded')
        .reduce((sum, { amount }) => sum + amount, 0)
      return {
        key: intent.metadata.payment_key ?? '',
        capturedMinor: charge?.amount_captured ?? 0,
        refundedMinor: refunded,
        heldMinor: intent.status === 'requires_capture' ? (charge?.amount ?? 0) : 0,
      }
    })
  }

  #get(id: string): FakeIntent {
    const intent = this.intents.get(id)
    if (!intent) throw new Error(`no intent ${id}`)
    return intent
  }

  #shown(intent: FakeIntent, form: Form): object {
    const charge = this.charges.get(intent.latest_charge ?? '')
    const isExpanded = Object.entries(form).some(
      ([name, value]) => name.startsWith('expand') && value === 'latest_charge',
    )
    return {
      object: 'payment_intent',
      ...intent,
      metadata: { ...intent.metadata },
      latest_charge: charge && isExpanded ? { object: 'charge', ...charge } : intent.latest_charge,
    }
  }

  #tell(type: string, object: object): void {
    const event = { id: newId('evt'), type, object: structuredClone({ object: 'payment_intent', ...object }) }
    this.events.push(event)
    this.told.push({ ...event, created: seconds() })
  }
}
