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
    'an order costs what its lines, its delivery, its discounts and its taxes come to',
    `select orders.id, subtotal_minor, discount_minor, delivery_minor, tax_minor, orders.total_minor, sums
     from orders
     left join lateral (
       select sum(total_minor) as lines, sum(discount_minor) as discounts, sum(tax_minor) as taxes
       from order_lines where order_id = orders.id) as sums on true
     where subtotal_minor is distinct from sums.lines
        or discount_minor is distinct from sums.discounts + coalesce((delivery ->> 'discountMinor')::bigint, 0)
        or discount_minor <> coalesce(
             (select sum((d ->> 'amountMinor')::bigint) from jsonb_array_elements(orders.discounts) as d), 0)
        or tax_minor is distinct from sums.taxes + coalesce((delivery ->> 'taxMinor')::bigint, 0)
        or tax_minor <> coalesce((select sum((t ->> 'taxMinor')::bigint) from jsonb_array_elements(orders.taxes) as t), 0)
        or orders.total_minor <> subtotal_minor - discount_minor + delivery_minor
             + case when prices_include_tax then 0 else tax_minor end`,
  ),
  check(
    'a discount is used by exactly the orders that took it and did not end before they were paid',
    `select d.id, d.uses, d.max_uses, held.orders as held, wanted.orders as wanted
     from discounts as d
     left join lateral (
       select array_agg(order_id order by order_id) as orders from discount_uses where discount_id = d.id) as held on true
     left join lateral (
       select array_agg(o.id order by o.id) as orders
       from orders as o cross join jsonb_array_elements(o.discounts) as taken
       where taken ->> 'discountId' = d.id and (o.status <> 'CANCELED'
         or exists (select from order_events as e where e.order_id = o.id and e.type = 'CONFIRMED'))) as wanted on true
     where held.orders is distinct from wanted.orders or d.uses <> coalesce(cardinality(held.orders), 0)
        or d.uses > d.max_uses`,
  ),
  check(
    'each customer is counted for the uses that their orders hold',
    `select c.discount_id, c.customer_key, c.uses, c.max_uses
     from discount_customers as c
     where c.uses > c.max_uses or c.uses <> (
       select count(*) from discount_uses as u where u.discount_id = c.discount_id and u.customer_keys ? c.customer_key)`,
  ),
  check(
    'a line has sent and refunded what its parcels and refunds hold',
    `select line.id, line.quantity_fulfilled, sent.quantity as sent, line.quantity_refunded, refunded.quantity as refunded,
            line.refunded_minor, refunded.minor
     from order_lines as line
     left join (select order_line_id, sum(quantity) as quantity from shipment_lines group by 1) as sent
       on sent.order_line_id = line.id
     left join (select order_line_id, sum(refund_lines.quantity) as quantity,
                       sum(refund_lines.amount_minor) as minor
                from refund_lines join refunds on refunds.id = refund_lines.refund_id
                where refunds.status <> 'FAILED' group by 1) as refunded
       on refunded.order_line_id = line.id
     where line.quantity_fulfilled <> coalesce(sent.quantity, 0)
        or line.quantity_refunded <> coalesce(refunded.quantity, 0)
        or line.refunded_minor <> coalesce(refunded.minor, 0)`,
  ),
  check(
    'a refund for lines and delivery pays back what they were paid back for, and no delivery twice',
    `select refunds.id, refunds.amount_minor, delivery_minor, sum(refund_lines.amount_minor) as lines
     from refunds left join refund_lines on refund_lines.refund_id = refunds.id
     group by refunds.id
     having (count(refund_lines.refund_id) > 0 or delivery_minor > 0)
       and refunds.amount_minor <> delivery_minor + coalesce(sum(refund_lines.amount_minor), 0)
     union all
     select orders.id, sum(refunds.delivery_minor), null, null
     from orders join refunds on refunds.order_id = orders.id and refunds.status <> 'FAILED'
     group by orders.id
     having sum(refunds.delivery_minor) > coalesce((orders.delivery ->> 'priceMinor')::bigint
       - (orders.delivery ->> 'discountMinor')::bigint
       + case when prices_include_tax then 0 else (orders.delivery ->> 'taxMinor')::bigint end, 0)`,
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

const returnInvariants: readonly Invariant[] = [
  check(
    'a line has on their way back, and back, what its returns hold',
    `select line.id, line.quantity_returning, line.quantity_returned, back.* from order_lines as line
     cross join lateral (
       select coalesce(sum(quantity) filter (where status in ('REQUESTED', 'APPROVED')), 0) as returning,
              coalesce(sum(quantity_sellable + quantity_damaged), 0) as returned,
              coalesce(sum(quantity_sellable + quantity_damaged) filter (where status <> 'RECEIVED'), 0) as early
       from return_lines join returns on returns.id = return_lines.return_id
       where order_line_id = line.id) as back
     where line.quantity_returning <> back.returning or line.quantity_returned <> back.returned or back.early > 0`,
  ),
  check(
    'an order is sent when nothing is left to be sent, and returned when all that was sent is back',
    `select orders.id, status, fulfillment_status from orders
     join order_lines as line on line.order_id = orders.id
     group by orders.id
     having (fulfillment_status = 'RETURNED') <> (status in ('FULFILLED', 'COMPLETED')
         and sum(quantity_fulfilled) = sum(quantity_returned) and sum(quantity_fulfilled) > 0)
       or (status in ('FULFILLED', 'COMPLETED')) <> (sum(quantity_fulfilled + quantity_canceled) = sum(quantity) and sum(quantity_fulfilled) > 0)`,
  ),
]

export const orderInvariants: readonly Invariant[] = [
  ...moneyInvariants,
  ...sandboxInvariants,
  ...orderBookInvariants,
  ...returnInvariants,
]

function check(name: string, query: string): Invariant {
  return { name, violations: ({ orders }) => orders.unsafe(query) }
}
