CREATE TABLE "order_mails" (
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_mails_pkey" PRIMARY KEY("order_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "order_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"author_id" text,
	"text" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_notes_text_check" CHECK (char_length("order_notes"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "return_lines" (
	"return_id" text NOT NULL,
	"order_line_id" text NOT NULL,
	"quantity" integer NOT NULL,
	"reason" text NOT NULL,
	"comment" text,
	"quantity_sellable" integer DEFAULT 0 NOT NULL,
	"quantity_damaged" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "return_lines_pkey" PRIMARY KEY("return_id","order_line_id"),
	CONSTRAINT "return_lines_quantity_check" CHECK ("return_lines"."quantity" > 0),
	CONSTRAINT "return_lines_received_check" CHECK ("return_lines"."quantity_sellable" >= 0 and "return_lines"."quantity_damaged" >= 0
        and "return_lines"."quantity_sellable" + "return_lines"."quantity_damaged" <= "return_lines"."quantity"),
	CONSTRAINT "return_lines_reason_check" CHECK ("return_lines"."reason" in
        ('DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED', 'ARRIVED_TOO_LATE', 'NO_LONGER_WANTED', 'OTHER'))
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"status" text NOT NULL,
	"reject_reason" text,
	"refund_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "returns_status_check" CHECK ("returns"."status" in ('REQUESTED', 'APPROVED', 'REJECTED', 'RECEIVED', 'CANCELED')),
	CONSTRAINT "returns_closed_check" CHECK (("returns"."closed_at" is not null) = ("returns"."status" in ('REJECTED', 'RECEIVED', 'CANCELED'))),
	CONSTRAINT "returns_approved_check" CHECK ("returns"."approved_at" is not null or "returns"."status" not in ('APPROVED', 'RECEIVED')),
	CONSTRAINT "returns_refund_check" CHECK ("returns"."refund_id" is null or "returns"."status" = 'RECEIVED')
);
--> statement-breakpoint
ALTER TABLE "order_lines" DROP CONSTRAINT "order_lines_fulfilled_check";--> statement-breakpoint
ALTER TABLE "order_events" ADD COLUMN "actor" text;--> statement-breakpoint
UPDATE "order_events" SET "actor" = CASE
	WHEN "type" = 'PLACED' THEN 'BUYER'
	WHEN "type" IN ('SHIPPED', 'REFUND_REQUESTED') THEN 'STAFF'
	WHEN "type" LIKE 'PAYMENT_%' OR "type" IN ('REFUNDED', 'REFUND_FAILED') THEN 'PROVIDER'
	ELSE 'SYSTEM' END;--> statement-breakpoint
ALTER TABLE "order_events" ALTER COLUMN "actor" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "quantity_canceled" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "quantity_returning" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "quantity_returned" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_mails" ADD CONSTRAINT "order_mails_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_notes" ADD CONSTRAINT "order_notes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_notes_order_idx" ON "order_notes" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "order_notes_author_idx" ON "order_notes" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "return_lines_order_line_idx" ON "return_lines" USING btree ("order_line_id");--> statement-breakpoint
CREATE INDEX "returns_order_idx" ON "returns" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "returns_open_idx" ON "returns" USING btree ("order_id") WHERE "returns"."status" in ('REQUESTED', 'APPROVED');--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_returned_check" CHECK ("order_lines"."quantity_returning" >= 0 and "order_lines"."quantity_returned" >= 0
        and "order_lines"."quantity_returning" + "order_lines"."quantity_returned" <= "order_lines"."quantity_fulfilled");--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_fulfilled_check" CHECK ("order_lines"."quantity_fulfilled" >= 0 and "order_lines"."quantity_canceled" >= 0
        and "order_lines"."quantity_fulfilled" + "order_lines"."quantity_canceled" <= "order_lines"."quantity");
