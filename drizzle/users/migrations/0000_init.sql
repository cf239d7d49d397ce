-- Searching users by a part of a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"aggregate_type" text NOT NULL,
	"aggregate_id" text NOT NULL,
	"aggregate_sequence" integer NOT NULL,
	"correlation_id" text NOT NULL,
	"causation_id" text,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "outbox_aggregate_sequence_key" UNIQUE("aggregate_type","aggregate_id","aggregate_sequence"),
	CONSTRAINT "outbox_aggregate_sequence_check" CHECK ("outbox"."aggregate_sequence" > 0)
);
--> statement-breakpoint
CREATE TABLE "outbox_aggregate" (
	"aggregate_type" text NOT NULL,
	"aggregate_id" text NOT NULL,
	"last_sequence" integer NOT NULL,
	CONSTRAINT "outbox_aggregate_pkey" PRIMARY KEY("aggregate_type","aggregate_id")
);
--> statement-breakpoint
CREATE TABLE "outbox_delivery" (
	"event_id" text NOT NULL,
	"subscriber" text NOT NULL,
	"aggregate_type" text NOT NULL,
	"aggregate_id" text NOT NULL,
	"aggregate_sequence" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "outbox_delivery_pkey" PRIMARY KEY("event_id","subscriber")
);
--> statement-breakpoint
CREATE TABLE "revocations" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "revocations_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" text NOT NULL,
	"issued_before" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"device" text,
	"token_hash" "bytea" NOT NULL,
	"previous_token_hash" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed_private_key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"active_from" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signing_keys_active_from_unique" UNIQUE("active_from")
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"full_at" timestamp with time zone NOT NULL,
	"allowed" boolean NOT NULL,
	"trusted_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "user_count" (
	"slot" smallint PRIMARY KEY NOT NULL,
	"total" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"roles" text[] NOT NULL,
	"is_seeded" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_key_unique" UNIQUE("email_key"),
	CONSTRAINT "users_roles_check" CHECK (cardinality("users"."roles") between 1 and 3 and "users"."roles" <@ array['CUSTOMER', 'STAFF', 'ADMIN'])
);
--> statement-breakpoint
ALTER TABLE "outbox_delivery" ADD CONSTRAINT "outbox_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_received_at_idx" ON "inbox" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "outbox_delivery_due_idx" ON "outbox_delivery" USING btree ("subscriber","next_attempt_at") WHERE "outbox_delivery"."delivered_at" is null and "outbox_delivery"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_delivery_order_idx" ON "outbox_delivery" USING btree ("subscriber","aggregate_type","aggregate_id","aggregate_sequence") WHERE "outbox_delivery"."delivered_at" is null;--> statement-breakpoint
CREATE INDEX "revocations_expiry_idx" ON "revocations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id","last_used_at","id");--> statement-breakpoint
CREATE INDEX "sessions_expiry_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "users_newest_idx" ON "users" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "users_name_search_idx" ON "users" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_email_search_idx" ON "users" USING gin ("email" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_admin_idx" ON "users" USING btree ("id") WHERE 'ADMIN' = any("users"."roles");--> statement-breakpoint
CREATE INDEX "users_seeded_idx" ON "users" USING btree ("id") WHERE "users"."is_seeded";--> statement-breakpoint
-- What a crash forgets here is how often somebody guessed; without a log, an attempt costs no wait for the disk.
ALTER TABLE "throttles" SET UNLOGGED;--> statement-breakpoint
-- Taken before a number is drawn and kept until the commit is visible: numbers become visible in ascending order,
-- so a reader who goes on from the highest one that it saw misses none.
CREATE FUNCTION "take_turns_in_revocations"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock('revocations'::regclass::oid::bigint);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "revocations_take_turns" BEFORE INSERT ON "revocations"
	FOR EACH STATEMENT EXECUTE FUNCTION "take_turns_in_revocations"();--> statement-breakpoint
CREATE FUNCTION "count_users"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	change bigint;
BEGIN
	IF TG_OP = 'INSERT' THEN
		SELECT count(*) INTO change FROM added;
	ELSE
		SELECT -count(*) INTO change FROM removed;
	END IF;
	IF change <> 0 THEN
		INSERT INTO user_count AS kept (slot, total) VALUES (pg_backend_pid() % 16, change)
		ON CONFLICT (slot) DO UPDATE SET total = kept.total + excluded.total;
	END IF;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "users_count_added" AFTER INSERT ON "users" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION "count_users"();--> statement-breakpoint
CREATE TRIGGER "users_count_removed" AFTER DELETE ON "users" REFERENCING OLD TABLE AS removed
	FOR EACH STATEMENT EXECUTE FUNCTION "count_users"();
