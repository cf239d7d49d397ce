CREATE TABLE "order_access_requests" (
	"key" text PRIMARY KEY NOT NULL,
	"whole_at" timestamp (3) with time zone NOT NULL,
	"is_allowed" boolean NOT NULL
);
