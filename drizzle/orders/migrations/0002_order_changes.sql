CREATE FUNCTION "tell_of_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- When somebody looks at it again is seen by nobody: the reconciler's leases must not wake whoever follows it.
	NEW.settle_after := OLD.settle_after;
	NEW.payable_until := OLD.payable_until;
	IF NEW IS DISTINCT FROM OLD THEN
		PERFORM pg_notify('order_changes', NEW.id);
	END IF;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE FUNCTION "tell_of_order_part"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
		RETURN NULL;
	END IF;
	-- Of an order that is not placed yet nobody knows.
	PERFORM pg_notify('order_changes', id) FROM orders WHERE id = NEW.order_id AND placed_at IS NOT NULL;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "orders_tell" AFTER UPDATE ON "orders"
	FOR EACH ROW WHEN (OLD.placed_at IS NOT NULL) EXECUTE FUNCTION "tell_of_order"();--> statement-breakpoint
CREATE TRIGGER "order_lines_tell" AFTER UPDATE ON "order_lines"
	FOR EACH ROW EXECUTE FUNCTION "tell_of_order_part"();--> statement-breakpoint
CREATE TRIGGER "payments_tell" AFTER INSERT OR UPDATE ON "payments"
	FOR EACH ROW EXECUTE FUNCTION "tell_of_order_part"();--> statement-breakpoint
CREATE TRIGGER "refunds_tell" AFTER INSERT OR UPDATE ON "refunds"
	FOR EACH ROW EXECUTE FUNCTION "tell_of_order_part"();--> statement-breakpoint
CREATE TRIGGER "shipments_tell" AFTER INSERT OR UPDATE ON "shipments"
	FOR EACH ROW EXECUTE FUNCTION "tell_of_order_part"();--> statement-breakpoint
-- The events of a checkout tell of what the rows of its order and payment show: they would only make it notify, too.
CREATE TRIGGER "order_events_tell" AFTER INSERT OR UPDATE ON "order_events"
	FOR EACH ROW WHEN (NEW.type NOT IN ('PLACED', 'PAYMENT_ACTION_REQUIRED', 'PAYMENT_AUTHORIZED', 'PAYMENT_CAPTURED', 'CONFIRMED'))
	EXECUTE FUNCTION "tell_of_order_part"();
