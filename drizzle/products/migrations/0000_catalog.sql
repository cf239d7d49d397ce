CREATE TYPE "public"."availability" AS ENUM('IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK');--> statement-breakpoint
CREATE TYPE "public"."stock_movement_reason" AS ENUM('RECEIVED', 'RETURNED', 'DAMAGED', 'COUNTED', 'RESERVED', 'RELEASED', 'EXPIRED', 'COMMITTED', 'RESTOCKED');--> statement-breakpoint
CREATE TYPE "public"."product_status" AS ENUM('DRAFT', 'ACTIVE', 'ARCHIVED');--> statement-breakpoint
CREATE TYPE "public"."stock_reservation_status" AS ENUM('RESERVED', 'COMMITTED', 'RELEASED', 'EXPIRED');--> statement-breakpoint
CREATE TABLE "catalog_counts" (
	"shard" smallint PRIMARY KEY NOT NULL,
	"draft_products" integer DEFAULT 0 NOT NULL,
	"active_products" integer DEFAULT 0 NOT NULL,
	"archived_products" integer DEFAULT 0 NOT NULL,
	"categories" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"sort_name" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"principal" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"outcome" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("principal","operation","key")
);
--> statement-breakpoint
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
CREATE TABLE "product_categories" (
	"product_id" text NOT NULL,
	"category_id" text NOT NULL,
	"status" "product_status" NOT NULL,
	"sort_name" text collate "C" NOT NULL,
	"min_price_minor" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "product_categories_pkey" PRIMARY KEY("product_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"sort_name" text collate "C" NOT NULL,
	"description" text NOT NULL,
	"status" "product_status" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"min_price_minor" bigint,
	"max_price_minor" bigint,
	"in_stock_variants" integer DEFAULT 0 NOT NULL,
	"low_stock_variants" integer DEFAULT 0 NOT NULL,
	"out_of_stock_variants" integer DEFAULT 0 NOT NULL,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "products_slug_key" UNIQUE("slug"),
	CONSTRAINT "products_version_check" CHECK ("products"."version" > 0),
	CONSTRAINT "products_stock_variants_check" CHECK (least("products"."in_stock_variants", "products"."low_stock_variants", "products"."out_of_stock_variants") >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_levels" (
	"variant_id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer NOT NULL,
	"availability" "availability" NOT NULL,
	CONSTRAINT "stock_levels_reserved_check" CHECK ("stock_levels"."reserved" between 0 and "stock_levels"."on_hand"),
	CONSTRAINT "stock_levels_on_hand_check" CHECK ("stock_levels"."on_hand" <= 1000000000)
);
--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stock_movements_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"variant_id" text NOT NULL,
	"reason" "stock_movement_reason" NOT NULL,
	"on_hand_delta" integer NOT NULL,
	"reserved_delta" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"order_id" text,
	"actor_id" text,
	CONSTRAINT "stock_movements_delta_check" CHECK ("stock_movements"."on_hand_delta" <> 0 or "stock_movements"."reserved_delta" <> 0)
);
--> statement-breakpoint
CREATE TABLE "stock_reservation_lines" (
	"order_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "stock_reservation_lines_pkey" PRIMARY KEY("order_id","variant_id"),
	CONSTRAINT "stock_reservation_lines_quantity_check" CHECK ("stock_reservation_lines"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock_reservations" (
	"order_id" text PRIMARY KEY NOT NULL,
	"status" "stock_reservation_status" NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_reservations_expires_at_check" CHECK ("stock_reservations"."expires_at" is not null or "stock_reservations"."status" = 'RELEASED')
);
--> statement-breakpoint
CREATE TABLE "stock_settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"low_stock_threshold" integer NOT NULL,
	CONSTRAINT "stock_settings_id_check" CHECK ("stock_settings"."id"),
	CONSTRAINT "stock_settings_low_stock_threshold_check" CHECK ("stock_settings"."low_stock_threshold" >= 0)
);
--> statement-breakpoint
CREATE TABLE "variant_prices" (
	"variant_id" text NOT NULL,
	"currency" text NOT NULL,
	"minor" bigint NOT NULL,
	"product_id" text NOT NULL,
	CONSTRAINT "variant_prices_pkey" PRIMARY KEY("variant_id","currency"),
	CONSTRAINT "variant_prices_minor_check" CHECK ("variant_prices"."minor" between 0 and 9007199254740991)
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"position" smallint NOT NULL,
	"sku" text NOT NULL,
	"name" text NOT NULL,
	"cost_minor" bigint,
	"cost_currency" text,
	"prices" jsonb NOT NULL,
	CONSTRAINT "variants_sku_key" UNIQUE("sku"),
	CONSTRAINT "variants_position_key" UNIQUE("product_id","position"),
	CONSTRAINT "variants_position_check" CHECK ("variants"."position" between 1 and 100),
	CONSTRAINT "variants_cost_check" CHECK (("variants"."cost_minor" is null) = ("variants"."cost_currency" is null) and "variants"."cost_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "outbox_delivery" ADD CONSTRAINT "outbox_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_categories" ADD CONSTRAINT "product_categories_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_categories" ADD CONSTRAINT "product_categories_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_reservation_lines" ADD CONSTRAINT "stock_reservation_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."stock_reservations"("order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_reservation_lines" ADD CONSTRAINT "stock_reservation_lines_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variant_prices" ADD CONSTRAINT "variant_prices_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "categories_name_idx" ON "categories" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys" USING brin ("created_at");--> statement-breakpoint
CREATE INDEX "inbox_received_at_idx" ON "inbox" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "outbox_delivery_due_idx" ON "outbox_delivery" USING btree ("subscriber","next_attempt_at") WHERE "outbox_delivery"."delivered_at" is null and "outbox_delivery"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_delivery_order_idx" ON "outbox_delivery" USING btree ("subscriber","aggregate_type","aggregate_id","aggregate_sequence") WHERE "outbox_delivery"."delivered_at" is null;--> statement-breakpoint
CREATE INDEX "product_categories_newest_idx" ON "product_categories" USING btree ("category_id","status","created_at","product_id");--> statement-breakpoint
CREATE INDEX "product_categories_name_idx" ON "product_categories" USING btree ("category_id","status","sort_name","product_id");--> statement-breakpoint
CREATE INDEX "product_categories_price_idx" ON "product_categories" USING btree ("category_id","status","min_price_minor","product_id");--> statement-breakpoint
CREATE INDEX "products_newest_idx" ON "products" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "products_name_idx" ON "products" USING btree ("status","sort_name","id");--> statement-breakpoint
CREATE INDEX "products_price_idx" ON "products" USING btree ("status","min_price_minor","id");--> statement-breakpoint
CREATE INDEX "products_low_stock_idx" ON "products" USING btree ("status","id") WHERE "products"."low_stock_variants" > 0;--> statement-breakpoint
CREATE INDEX "products_out_of_stock_idx" ON "products" USING btree ("status","id") WHERE "products"."out_of_stock_variants" > 0;--> statement-breakpoint
CREATE INDEX "products_search_idx" ON "products" USING gin ("search");--> statement-breakpoint
CREATE INDEX "stock_movements_variant_idx" ON "stock_movements" USING btree ("variant_id","seq");--> statement-breakpoint
CREATE INDEX "stock_reservations_due_idx" ON "stock_reservations" USING btree ("expires_at") WHERE "stock_reservations"."status" = 'RESERVED';--> statement-breakpoint
CREATE INDEX "variant_prices_range_idx" ON "variant_prices" USING btree ("currency","minor","product_id");--> statement-breakpoint
CREATE INDEX "variant_prices_product_idx" ON "variant_prices" USING btree ("product_id","currency","minor");