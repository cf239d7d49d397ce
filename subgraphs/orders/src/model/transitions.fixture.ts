// For the model test: every change of an order's states, recorded by the database itself, and those that may be.
import type postgres from 'postgres'

/** Beside the tables of the service, in a database of a test. */
export async function recordTransitions(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create table recorded_transitions (
      seq bigint generated always as identity, order_id text not null, field text not null,
      "from" text not null, "to" text not null
    );
    create function record_transition() returns trigger language plpgsql as $$ begin
      insert into recorded_transitions (order_id, field, "from", "to")
      select new.id, field, "from", "to" from (values
        ('status', old.status, new.status),
        ('paymentStatus', old.payment_status, new.payment_status),
        ('fulfillmentStatus', old.fulfillment_status, new.fulfillment_status)
      ) as change (field, "from", "to") where "from" <> "to";
      return null;
    end $$;
    create trigger orders_record_transition after update on orders
      for each row execute function record_transition()`)
}

const legal: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  status: {
    PENDING_PAYMENT: ['CONFIRMED', 'CANCELED'],
    CONFIRMED: ['FULFILLED', 'CANCELED'],
    FULFILLED: ['COMPLETED'],
    COMPLETED: [],
    CANCELED: [],
  },
  paymentStatus: {
    PENDING: ['REQUIRES_ACTION', 'AUTHORIZED', 'PAID', 'VOIDED', 'FAILED'],
    REQUIRES_ACTION: ['AUTHORIZED', 'PAID', 'VOIDED', 'FAILED'],
    AUTHORIZED: ['PARTIALLY_PAID', 'PAID', 'VOIDED', 'FAILED'],
    PARTIALLY_PAID: ['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED'],
    PAID: ['PARTIALLY_REFUNDED', 'REFUNDED'],
    PARTIALLY_REFUNDED: ['REFUNDED'],
    REFUNDED: [],
    VOIDED: [],
    FAILED: [],
  },
  fulfillmentStatus: {
    UNFULFILLED: ['PARTIALLY_FULFILLED', 'FULFILLED'],
    PARTIALLY_FULFILLED: ['FULFILLED'],
    FULFILLED: ['RETURNED'],
    RETURNED: [],
  },
}

type Transition = {
  readonly orderId: string
  readonly field: string
  readonly from: string
  readonly to: string
}

/** Throws on the first that may not be. What is read is forgotten. */
export async function requireLegalTransitions(sql: postgres.Sql): Promise<void> {
  const recorded = await sql<Transition[]>`
    delete from recorded_transitions returning order_id as "orderId", field, "from", "to"`
  const illegal = recorded.find(({ field, from, to }) => !legal[field]?.[from]?.includes(to))
  if (illegal === undefined) return
  const { orderId, field, from, to } = illegal
  throw new Error(`illegal transition of order ${orderId}: ${field} went from ${from} to ${to}`)
}
