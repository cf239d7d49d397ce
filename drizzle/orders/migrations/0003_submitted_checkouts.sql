CREATE TABLE "checkouts" (
	"order_id" text PRIMARY KEY NOT NULL,
	"payment_token" text,
	"user_errors" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "checkouts_age_idx" ON "checkouts" USING btree ("created_at") WHERE "checkouts"."payment_token" is null;--> statement-breakpoint
-- An order that is not placed yet tells nobody of itself; whoever has submitted it waits to hear what became of it.
CREATE FUNCTION "tell_of_checkout"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('order_changes', NEW.order_id);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "checkouts_tell" AFTER UPDATE ON "checkouts"
	FOR EACH ROW WHEN (NEW IS DISTINCT FROM OLD) EXECUTE FUNCTION "tell_of_checkout"();
