CREATE TABLE "delivery_methods" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"countries" jsonb NOT NULL,
	"tiers" jsonb NOT NULL,
	"free_from" jsonb,
	"tax_class" text NOT NULL,
	"estimated_days_min" integer,
	"estimated_days_max" integer,
	"is_active" boolean NOT NULL,
	CONSTRAINT "delivery_methods_tax_class_check" CHECK ("delivery_methods"."tax_class" in ('STANDARD', 'REDUCED', 'ZERO')),
	CONSTRAINT "delivery_methods_days_check" CHECK ("delivery_methods"."estimated_days_min" >= 0 and "delivery_methods"."estimated_days_min" <= "delivery_methods"."estimated_days_max")
);
--> statement-breakpoint
CREATE TABLE "discount_customers" (
	"discount_id" text NOT NULL,
	"customer_key" text NOT NULL,
	"uses" integer NOT NULL,
	"max_uses" integer,
	CONSTRAINT "discount_customers_pkey" PRIMARY KEY("discount_id","customer_key"),
	CONSTRAINT "discount_customers_uses_check" CHECK ("discount_customers"."uses" >= 0 and ("discount_customers"."max_uses" is null or "discount_customers"."uses" <= "discount_customers"."max_uses"))
);
--> statement-breakpoint
CREATE TABLE "discount_uses" (
	"discount_id" text NOT NULL,
	"order_id" text NOT NULL,
	"customer_keys" jsonb NOT NULL,
	CONSTRAINT "discount_uses_pkey" PRIMARY KEY("order_id","discount_id")
);
--> statement-breakpoint
CREATE TABLE "discounts" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"code_key" text NOT NULL,
	"kind" text NOT NULL,
	"basis_points" integer,
	"amounts" jsonb,
	"buy_quantity" integer,
	"get_quantity" integer,
	"product_ids" jsonb NOT NULL,
	"variant_ids" jsonb NOT NULL,
	"minimum_subtotal" jsonb,
	"max_uses" integer,
	"max_uses_per_customer" integer,
	"uses" integer DEFAULT 0 NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"is_active" boolean NOT NULL,
	"is_combinable" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "discounts_code_key" UNIQUE("code_key"),
	CONSTRAINT "discounts_kind_check" CHECK (case "discounts"."kind"
        when 'PERCENTAGE' then "discounts"."basis_points" is not null
        when 'AMOUNT' then "discounts"."amounts" is not null
        when 'BUY_X_GET_Y' then num_nulls("discounts"."basis_points", "discounts"."buy_quantity", "discounts"."get_quantity") = 0
        when 'FREE_DELIVERY' then true
        else false end),
	CONSTRAINT "discounts_basis_points_check" CHECK ("discounts"."basis_points" between 1 and 10000),
	CONSTRAINT "discounts_quantities_check" CHECK ("discounts"."buy_quantity" > 0 and "discounts"."get_quantity" > 0),
	CONSTRAINT "discounts_limits_check" CHECK ("discounts"."max_uses" > 0 and "discounts"."max_uses_per_customer" > 0),
	CONSTRAINT "discounts_span_check" CHECK ("discounts"."starts_at" < "discounts"."ends_at"),
	CONSTRAINT "discounts_uses_check" CHECK ("discounts"."uses" >= 0 and ("discounts"."max_uses" is null or "discounts"."uses" <= "discounts"."max_uses"))
);
--> statement-breakpoint
CREATE TABLE "pricing_version" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "pricing_version_id_check" CHECK ("pricing_version"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"id" text PRIMARY KEY NOT NULL,
	"country" text NOT NULL,
	"region" text,
	"tax_class" text NOT NULL,
	"name" text NOT NULL,
	"basis_points" integer NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tax_rates_tax_class_check" CHECK ("tax_rates"."tax_class" in ('STANDARD', 'REDUCED', 'ZERO')),
	CONSTRAINT "tax_rates_basis_points_check" CHECK ("tax_rates"."basis_points" between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_total_check";--> statement-breakpoint
ALTER TABLE "cart_lines" ADD COLUMN "product_id" text;--> statement-breakpoint
ALTER TABLE "cart_lines" ADD COLUMN "weight_grams" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cart_lines" ADD COLUMN "tax_class" text DEFAULT 'STANDARD' NOT NULL;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "delivery_method_id" text;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "discount_codes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "tax_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "refunded_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tax_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "prices_include_tax" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "discounts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "taxes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "refund_lines" ADD COLUMN "amount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "delivery_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "discount_customers" ADD CONSTRAINT "discount_customers_discount_id_fkey" FOREIGN KEY ("discount_id") REFERENCES "public"."discounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discount_uses" ADD CONSTRAINT "discount_uses_discount_id_fkey" FOREIGN KEY ("discount_id") REFERENCES "public"."discounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "discount_customers_key_idx" ON "discount_customers" USING btree ("customer_key");--> statement-breakpoint
CREATE INDEX "discount_uses_discount_idx" ON "discount_uses" USING btree ("discount_id");--> statement-breakpoint
CREATE INDEX "discounts_newest_idx" ON "discounts" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tax_rates_place_key" ON "tax_rates" USING btree ("country",coalesce(upper("region"), ''),"tax_class","valid_from");--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_discount_check" CHECK ("order_lines"."discount_minor" between 0 and "order_lines"."total_minor");--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_tax_check" CHECK ("order_lines"."tax_minor" >= 0);--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_refunded_minor_check" CHECK ("order_lines"."refunded_minor" between 0 and "order_lines"."total_minor" - "order_lines"."discount_minor" + "order_lines"."tax_minor");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_delivery_check" CHECK ("orders"."delivery_minor" = coalesce(("orders"."delivery" ->> 'priceMinor')::bigint, 0));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_total_check" CHECK (least("orders"."total_minor", "orders"."subtotal_minor", "orders"."discount_minor", "orders"."delivery_minor",
          "orders"."tax_minor") >= 0
        and "orders"."total_minor" = "orders"."subtotal_minor" - "orders"."discount_minor" + "orders"."delivery_minor"
          + case when "orders"."prices_include_tax" then 0 else "orders"."tax_minor" end);--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_delivery_check" CHECK ("refunds"."delivery_minor" between 0 and "refunds"."amount_minor");--> statement-breakpoint
-- What refunds for lines paid back so far: whole pieces at their price.
UPDATE "refund_lines" SET "amount_minor" = "order_lines"."unit_minor" * "refund_lines"."quantity" FROM "order_lines" WHERE "order_lines"."id" = "refund_lines"."order_line_id";
--> statement-breakpoint
UPDATE "order_lines" SET "refunded_minor" = "unit_minor" * "quantity_refunded" WHERE "quantity_refunded" > 0;
--> statement-breakpoint
INSERT INTO "pricing_version" ("id", "version") VALUES (1, 1);
--> statement-breakpoint
-- Whoever keeps methods and rates keeps them for a version, and reads the version with the cart.
CREATE FUNCTION move_pricing_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pricing_version SET version = version + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "delivery_methods_version" AFTER INSERT OR UPDATE OR DELETE ON "delivery_methods" FOR EACH STATEMENT EXECUTE FUNCTION move_pricing_version();
--> statement-breakpoint
CREATE TRIGGER "tax_rates_version" AFTER INSERT OR UPDATE OR DELETE ON "tax_rates" FOR EACH STATEMENT EXECUTE FUNCTION move_pricing_version();
