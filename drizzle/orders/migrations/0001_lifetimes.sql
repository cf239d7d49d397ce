ALTER TABLE "orders" DROP CONSTRAINT "orders_confirmed_check";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "fulfilled_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "orders" SET "fulfilled_at" = coalesce((SELECT max("created_at") FROM "shipments" WHERE "order_id" = "orders"."id"), "placed_at")
WHERE "status" IN ('FULFILLED', 'COMPLETED');--> statement-breakpoint
CREATE INDEX "carts_age_idx" ON "carts" USING btree ("created_at") WHERE "carts"."user_id" is null or "carts"."completed_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_fulfilled_idx" ON "orders" USING btree ("fulfilled_at") WHERE "orders"."status" = 'FULFILLED';--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_fulfilled_check" CHECK (("orders"."status" in ('FULFILLED', 'COMPLETED')) = ("orders"."fulfilled_at" is not null)
        and ("orders"."fulfilled_at" is not null) = ("orders"."fulfillment_status" in ('FULFILLED', 'RETURNED')));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_canceled_check" CHECK (("orders"."status" = 'CANCELED') = ("orders"."canceled_at" is not null));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_confirmed_check" CHECK ("orders"."status" in ('PENDING_PAYMENT', 'CANCELED')
        or ("orders"."placed_at" is not null and "orders"."captured_minor" = "orders"."total_minor"));