ALTER TABLE "variants" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "tax_class" text DEFAULT 'STANDARD' NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_weight_check" CHECK ("variants"."weight_grams" between 0 and 1000000);--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_tax_class_check" CHECK ("variants"."tax_class" in ('STANDARD', 'REDUCED', 'ZERO'));