// Invariants of the orders database: every order's money is what the ledger says, the ledger is what the provider's
// own books say, and a cart is ordered once.
import type { Invariant } from './invariant.ts'

/** Of each order, what its ledger comes to. */
const ledgerSums = `
  select orders.*, coalesce(captured, 0) as ledger_captured, coalesce(refunded, 0) as ledger_refunded,
         coalesce(authorized, 0) as ledger_authorized
  from orders
  left join (select order_id,
                    sum(amount_minor) filter (where kind = 'CAPTURE')::bigint as captured,
                    sum(case kind when 'REFUND' then amount_minor when 'REFUND_REVERSAL' then -amount_minor end)::bigint
                      as refunded,
                    sum(amount_minor) filter (where kind = 'AUTHORIZATION')::bigint as authorized
             from payment_ledger group by order_id) as sums on sums.order_id = orders.id`

const moneyInvariants: readonly Invariant[] = [
  check(
    'an order says of its money what the ledger says',
    `select id, captured_minor, ledger_captured, refunded_minor, ledger_refunded from (${ledgerSums}) as book
     where captured_minor <> ledger_captured or refunded_minor <> ledger_refunded`,
  ),
  check(
    'never is more captured than is payable, nor more refunded than was captured',
    `select id, total_minor, ledger_captured, ledger_refunded from (${ledgerSums}) as book
     where ledger_captured > total_minor or ledger_refunded > ledger_captured`,
  ),
  check(
    'an order is PAID exactly when captured less refunded is what is payable',
    `select id, payment_status, total_minor, ledger_captured, ledger_refunded from (${ledgerSums}) as book
     where total_minor > 0 and (payment_status = 'PAID') <> (ledger_captured - ledger_refunded = total_minor)`,
  ),
  check(
    'an order is confirmed exactly when all of it was captured once, or set aside, and it was not called off',
    `select id, status, total_minor, ledger_captured from (${ledgerSums}) as book
     where total_minor > 0
       and ((status in ('CONFIRMED', 'FULFILLED', 'COMPLETED')
             and total_minor not in (ledger_captured, ledger_authorized))
         or (status = 'PENDING_PAYMENT' and ledger_captured = total_minor))`,
  ),
  check(
    'a canceled order keeps no money',
    `select id, ledger_captured, ledger_refunded from (${ledgerSums}) as book
     where status = 'CANCELED' and ledger_captured <> ledger_refunded
       and not exists (select from refunds where order_id = book.id and status = 'PENDING')`,
  ),
  check(
    'a payment says of its money what the ledger says',
    `select payments.id, payments.status, captured_minor, refunded_minor, refunding_minor
     from payments
     left join (select payment_id,
                       sum(amount_minor) filter (where kind = 'CAPTURE') as captured,
                       sum(case kind when 'REFUND' then amount_minor when 'REFUND_REVERSAL' then -amount_minor end)
                         as refunded
                from payment_ledger group by payment_id) as sums on sums.payment_id = payments.id
     left join (select payment_id, sum(amount_minor) as pending from refunds
                where status = 'PENDING' group by payment_id) as refunding on refunding.payment_id = payments.id
     where captured_minor <> coalesce(captured, 0) or refunded_minor <> coalesce(refunded, 0)
        or refunding_minor <> coalesce(pending, 0)
        or (amount_minor > 0 and status <> 'AUTHORIZED' and (status = 'CAPTURED') <> (coalesce(captured, 0) > 0))`,
  ),
  check(
    'a payment has set aside what its captures under way take, and each that is done is in the ledger once',
    `select payments.id, capturing_minor, pending, undone
     from payments left join (
       select payment_id, sum(captures.amount_minor) filter (where status = 'PENDING') as pending,
              count(*) filter (where (status = 'SUCCEEDED') <> (entry.id is not null)
                or entry.amount_minor <> captures.amount_minor) as undone
       from captures left join (select id, capture_id, amount_minor from payment_ledger) as entry
         on entry.capture_id = captures.id
       group by payment_id) as taken on taken.payment_id = payments.id
     where capturing_minor <> coalesce(pending, 0) or coalesce(undone, 0) > 0`,
  ),
  check(
    'each refund that succeeded is in the ledger once, with its amount, and no other is',
    `select refunds.id, refunds.status, refunds.amount_minor, entry.amount_minor as in_ledger
     from refunds full join (
       select entry.* from payment_ledger as entry where kind = 'REFUND' and not exists (
         select from payment_ledger as undone where undone.refund_id = entry.refund_id and undone.kind = 'REFUND_REVERSAL')
     ) as entry on entry.refund_id = refunds.id
     where refunds.id is null or (refunds.status = 'SUCCEEDED') <> (entry.id is not null)
        or refunds.amount_minor <> entry.amount_minor`,
  ),
]

const sandboxInvariants: readonly Invariant[] = [
  check(
    "the ledger equals the provider's own",
    `select book.provider_transaction_id, book.kind as our_kind, book.amount_minor as ours,
            sandbox.id as sandbox_id, sandbox.kind as sandbox_kind, sandbox.amount_minor as theirs
     from (select * from payment_ledger where provider = 'sandbox') as book
     full join sandbox_transactions as sandbox on sandbox.id = book.provider_transaction_id
     where (book.payment_id, book.kind, book.amount_minor, book.refund_id) is distinct from
       (sandbox.charge_key, sandbox.kind, sandbox.amount_minor, coalesce(sandbox.refund_key, book.refund_id))`,
  ),
  check(
    'each payment and its charge at the provider agree on what was taken and given back',
    `select payments.id, payments.status, charge.state, payments.captured_minor, charge.captured_minor as charged
     from payments full join sandbox_charges as charge on charge.key = payments.id
     where (payments.id is null and charge.state <> 'voided')
        or coalesce(payments.captured_minor, 0) <> coalesce(charge.captured_minor, 0)
        or coalesce(payments.refunded_minor, 0) <> coalesce(charge.refunded_minor, 0)
        or (payments.captured_minor > 0 and payments.currency <> charge.currency)`,
  ),
]

const orderBookInvariants: readonly Invariant[] = [
  check(
    'a cart is ordered at most once, and is closed exactly while its order lives',
    `select carts.id, carts.completed_at, count(orders.id)::integer as live
     from carts left join orders on orders.cart_id = carts.id and orders.status <> 'CANCELED'
     group by carts.id
     having count(orders.id) > 1 or (count(orders.id) = 1 and carts.completed_at is null)`,
  ),
  check(
    'an order costs what its lines cost',
    `select orders.id, orders.total_minor, sum(line.total_minor) as lines
     from orders left join order_lines as line on line.order_id = orders.id
     group by orders.id
     having orders.total_minor is distinct from sum(line.total_minor)`,
  ),
  check(
    'a line has sent and refunded what its parcels and refunds hold',
    `select line.id, line.quantity_fulfilled, sent.quantity as sent, line.quantity_refunded, refunded.quantity as refunded
     from order_lines as line
     left join (select order_line_id, sum(quantity) as quantity from shipment_lines group by 1) as sent
       on sent.order_line_id = line.id
     left join (select order_line_id, sum(refund_lines.quantity) as quantity
                from refund_lines join refunds on refunds.id = refund_lines.refund_id
                where refunds.status <> 'FAILED' group by 1) as refunded
       on refunded.order_line_id = line.id
     where line.quantity_fulfilled <> coalesce(sent.quantity, 0)
        or line.quantity_refunded <> coalesce(refunded.quantity, 0)`,
  ),
  check(
    'the timeline tells each turn of an order once',
    `select orders.id, status, placed_at is not null as placed,
            count(*) filter (where type = 'PLACED')::integer as told_placed,
            count(*) filter (where type = 'CONFIRMED')::integer as told_confirmed,
            count(*) filter (where type in ('CANCELED', 'EXPIRED'))::integer as told_canceled
     from orders left join order_events on order_events.order_id = orders.id
     group by orders.id
     having count(*) filter (where type = 'PLACED') <> (placed_at is not null)::integer
         or count(*) filter (where type = 'CONFIRMED') > 1
         or (status in ('CONFIRMED', 'FULFILLED', 'COMPLETED') and count(*) filter (where type = 'CONFIRMED') <> 1)
         or count(*) filter (where type in ('CANCELED', 'EXPIRED')) <> (status = 'CANCELED')::integer`,
  ),
  check(
    'a means of payment is kept only while there is something to pay with it',
    `select checkouts.order_id from checkouts left join orders on orders.id = checkouts.order_id
     where orders.id is null
        or payment_token is not null and (orders.placed_at is not null or orders.status = 'CANCELED')`,
  ),
  check(
    'a checkout that was answered with an order has it, and one that was refused has left none',
    `select request.key, request.order_id, request.answer
     from idempotency_keys as request left join orders on orders.id = request.order_id
     where operation = 'checkoutComplete' and case answer ->> 'kind'
       when 'done' then orders.placed_at is null
       when 'refused' then orders.placed_at is not null
       else orders.id is null end`,
  ),
]

export const orderInvariants: readonly Invariant[] = [
  ...moneyInvariants,
  ...sandboxInvariants,
  ...orderBookInvariants,
]

function check(name: string, query: string): Invariant {
  return { name, violations: ({ orders }) => orders.unsafe(query) }
}
