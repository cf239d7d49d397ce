// Shipments in SQL. What is sent counts on the order's lines, whose CHECK holds it to what was bought.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { shipmentLines, shipments } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Shipment, ShipmentLine } from './order.ts'

type Database = Pick<Connection, 'db'>

export async function insertShipment(
  tx: Transaction,
  shipment: Shipment,
  lines: readonly { readonly orderLineId: string; readonly quantity: number }[],
): Promise<void> {
  await tx.insert(shipments).values(shipment)
  await tx.insert(shipmentLines).values(lines.map((line) => ({ ...line, shipmentId: shipment.id })))
  await tx.execute(sql`
    update order_lines set quantity_fulfilled = quantity_fulfilled + shipment_lines.quantity
    from shipment_lines
    where shipment_lines.shipment_id = ${shipment.id} and order_lines.id = shipment_lines.order_line_id`)
}

/** Of an order whose lock is held. */
export function countShipments(tx: Transaction, orderId: string): Promise<number> {
  return tx.$count(shipments, eq(shipments.orderId, orderId))
}

export async function findShipment({ db }: Database, id: string): Promise<Shipment | undefined> {
  const [shipment] = await db.select().from(shipments).where(eq(shipments.id, id))
  return shipment
}

export async function listShipments({ db }: Database, orderIds: readonly string[]): Promise<Shipment[]> {
  return db
    .select()
    .from(shipments)
    .where(inArray(shipments.orderId, [...orderIds]))
    .orderBy(asc(shipments.createdAt), asc(shipments.id))
}

export async function listShipmentLines(
  { db }: Database,
  shipmentIds: readonly string[],
): Promise<ShipmentLine[]> {
  return db
    .select()
    .from(shipmentLines)
    .where(inArray(shipmentLines.shipmentId, [...shipmentIds]))
    .orderBy(asc(shipmentLines.orderLineId))
}
