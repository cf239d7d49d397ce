CREATE TABLE "captures" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"is_final" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "captures_status_check" CHECK ("captures"."status" in ('PENDING', 'SUCCEEDED', 'FAILED')),
	CONSTRAINT "captures_amount_check" CHECK ("captures"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "provider_news" (
	"provider" text PRIMARY KEY NOT NULL,
	"heard_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"charge_key" text NOT NULL,
	"type" text NOT NULL,
	"fault" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "stripe_intents" (
	"key" text PRIMARY KEY NOT NULL,
	"intent_id" text,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"captures_later" boolean NOT NULL,
	"voided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_confirmed_check";--> statement-breakpoint
ALTER TABLE "payment_ledger" DROP CONSTRAINT "payment_ledger_kind_check";--> statement-breakpoint
ALTER TABLE "payment_ledger" DROP CONSTRAINT "payment_ledger_refund_check";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_captured_check";--> statement-breakpoint
ALTER TABLE "sandbox_charges" DROP CONSTRAINT "sandbox_charges_state_check";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "authorized_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_ledger" ADD COLUMN "capture_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "capture_at" text DEFAULT 'CHECKOUT' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "authorized_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "voided_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "capturing_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "client_secret" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "disputed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sandbox_charges" ADD COLUMN "captures_at_once" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sandbox_charges" ADD COLUMN "settles_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sandbox_transactions" ADD COLUMN "capture_key" text;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "captures_order_idx" ON "captures" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "sandbox_webhooks_due_idx" ON "sandbox_webhooks" USING btree ("next_at") WHERE "sandbox_webhooks"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "stripe_intents_intent_idx" ON "stripe_intents" USING btree ("intent_id");--> statement-breakpoint
ALTER TABLE "sandbox_transactions" ADD CONSTRAINT "sandbox_transactions_capture_key" UNIQUE("capture_key");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_confirmed_check" CHECK ("orders"."status" in ('PENDING_PAYMENT', 'CANCELED')
        or ("orders"."placed_at" is not null
          and "orders"."total_minor" in ("orders"."captured_minor", "orders"."authorized_minor")));--> statement-breakpoint
ALTER TABLE "payment_ledger" ADD CONSTRAINT "payment_ledger_capture_check" CHECK ("payment_ledger"."capture_id" is null or "payment_ledger"."kind" = 'CAPTURE');--> statement-breakpoint
ALTER TABLE "payment_ledger" ADD CONSTRAINT "payment_ledger_kind_check" CHECK ("payment_ledger"."kind" in ('AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND', 'REFUND_REVERSAL'));--> statement-breakpoint
ALTER TABLE "payment_ledger" ADD CONSTRAINT "payment_ledger_refund_check" CHECK (("payment_ledger"."kind" in ('REFUND', 'REFUND_REVERSAL')) = ("payment_ledger"."refund_id" is not null));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_capture_at_check" CHECK ("payments"."capture_at" in ('CHECKOUT', 'FULFILLMENT'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_authorized_check" CHECK ("payments"."authorized_minor" between 0 and "payments"."amount_minor"
        and "payments"."voided_minor" between 0 and "payments"."authorized_minor");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_captured_check" CHECK ("payments"."captured_minor" >= 0 and "payments"."capturing_minor" >= 0
        and "payments"."captured_minor" + "payments"."capturing_minor" <= "payments"."amount_minor");--> statement-breakpoint
ALTER TABLE "sandbox_charges" ADD CONSTRAINT "sandbox_charges_state_check" CHECK ("sandbox_charges"."state" in ('pending', 'requires_action', 'authorized', 'captured', 'declined', 'voided'));--> statement-breakpoint
UPDATE "payments" SET
  "authorized_minor" = (SELECT coalesce(sum("amount_minor"), 0) FROM "payment_ledger" WHERE "payment_id" = "payments"."id" AND "kind" = 'AUTHORIZATION'),
  "voided_minor" = (SELECT coalesce(sum("amount_minor"), 0) FROM "payment_ledger" WHERE "payment_id" = "payments"."id" AND "kind" = 'VOID')
WHERE EXISTS (SELECT FROM "payment_ledger" WHERE "payment_id" = "payments"."id" AND "kind" IN ('AUTHORIZATION', 'VOID'));--> statement-breakpoint
UPDATE "orders" SET "authorized_minor" = (SELECT sum("authorized_minor") FROM "payments" WHERE "order_id" = "orders"."id")
WHERE EXISTS (SELECT FROM "payments" WHERE "order_id" = "orders"."id" AND "authorized_minor" > 0);
