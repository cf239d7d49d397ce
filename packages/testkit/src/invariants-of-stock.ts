// Invariants of the products database: on hand, reserved and sold add up for every variant.
import type { Invariant } from './invariant.ts'

/** Of each reservation's lines, what the movements in its name come to. */
const movementsOfReservations = `
  select line.order_id, line.variant_id, line.quantity, line.taken_back, reservation.status,
         coalesce(sum(movement.on_hand_delta), 0)::integer as on_hand,
         coalesce(sum(movement.reserved_delta), 0)::integer as reserved
  from stock_reservation_lines as line
  join stock_reservations as reservation using (order_id)
  left join stock_movements as movement
    on movement.order_id = line.order_id and movement.variant_id = line.variant_id
  group by line.order_id, line.variant_id, line.quantity, line.taken_back, reservation.status`

export const stockInvariants: readonly Invariant[] = [
  check(
    "a variant's level is what its movements add up to",
    `select variant_id, level.on_hand, level.reserved, moved.on_hand as moved_on_hand, moved.reserved as moved_reserved
     from stock_levels as level
     left join (select variant_id, sum(on_hand_delta)::integer as on_hand, sum(reserved_delta)::integer as reserved
                from stock_movements group by variant_id) as moved using (variant_id)
     where (level.on_hand, level.reserved) is distinct from (coalesce(moved.on_hand, 0), coalesce(moved.reserved, 0))`,
  ),
  check(
    'nothing is reserved but by open reservations',
    `select level.variant_id, level.reserved, coalesce(held.quantity, 0) as held
     from stock_levels as level
     left join (select variant_id, sum(quantity)::integer as quantity
                from stock_reservation_lines join stock_reservations using (order_id)
                where status = 'RESERVED' group by variant_id) as held using (variant_id)
     where level.reserved <> coalesce(held.quantity, 0)`,
  ),
  check(
    'what is on hand and what was sold add up to what came in',
    `select level.variant_id, level.on_hand, coalesce(sold.quantity, 0) as sold, coalesce(booked.delta, 0) as booked
     from stock_levels as level
     left join (select variant_id, sum(quantity - taken_back)::integer as quantity
                from stock_reservation_lines join stock_reservations using (order_id)
                where status = 'COMMITTED' group by variant_id) as sold using (variant_id)
     left join (select variant_id, sum(on_hand_delta)::integer as delta
                from stock_movements where order_id is null group by variant_id) as booked using (variant_id)
     where level.on_hand + coalesce(sold.quantity, 0) <> coalesce(booked.delta, 0)`,
  ),
  check(
    'never is more reserved than is on hand',
    `select * from stock_levels where reserved not between 0 and on_hand`,
  ),
  check(
    'each reservation has moved exactly what it holds or has sold and not taken back',
    `select * from (${movementsOfReservations}) as line
     where (on_hand, reserved) is distinct from (
       case status when 'COMMITTED' then taken_back - quantity else 0 end,
       case status when 'RESERVED' then quantity else 0 end)`,
  ),
  check(
    'each movement of an order belongs to a line of its reservation',
    `select movement.seq, movement.order_id, movement.variant_id
     from stock_movements as movement
     left join stock_reservation_lines as line
       on line.order_id = movement.order_id and line.variant_id = movement.variant_id
     where movement.order_id is not null and line.order_id is null`,
  ),
]

function check(name: string, query: string): Invariant {
  return { name, violations: ({ products }) => products.unsafe(query) }
}
