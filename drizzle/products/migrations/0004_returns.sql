ALTER TABLE "stock_reservation_lines" ADD COLUMN "taken_back" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_reservation_lines" ADD CONSTRAINT "stock_reservation_lines_taken_back_check" CHECK ("stock_reservation_lines"."taken_back" between 0 and "stock_reservation_lines"."quantity");--> statement-breakpoint
-- Takes back pieces that were sold to an order, per line at most what was sold and not taken back before. Answers
-- {outcome: DONE | SHORT | ILLEGAL | UNKNOWN}; SHORT when that was less than asked for.
CREATE FUNCTION stock_take_back(sold_order text, back_variants text[], back_quantities integer[], why stock_movement_reason)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	reservation stock_reservations;
	is_short boolean;
BEGIN
	SELECT * INTO reservation FROM stock_reservations WHERE order_id = sold_order FOR UPDATE;
	IF NOT FOUND THEN
		RETURN jsonb_build_object('outcome', 'UNKNOWN');
	END IF;
	IF reservation.status <> 'COMMITTED' THEN
		RETURN jsonb_build_object('outcome', 'ILLEGAL');
	END IF;
	PERFORM stock_lock(back_variants);
	WITH wanted AS (
		SELECT variant_id, sum(quantity)::integer AS quantity
		FROM unnest(back_variants, back_quantities) AS back (variant_id, quantity) GROUP BY variant_id
	), possible AS (
		SELECT wanted.variant_id, wanted.quantity AS wanted,
			coalesce(least(wanted.quantity, line.quantity - line.taken_back), 0) AS quantity
		FROM wanted LEFT JOIN stock_reservation_lines AS line
			ON line.order_id = sold_order AND line.variant_id = wanted.variant_id
	), booked AS (
		UPDATE stock_reservation_lines AS line SET taken_back = line.taken_back + possible.quantity
		FROM possible WHERE line.order_id = sold_order AND line.variant_id = possible.variant_id AND possible.quantity > 0
		RETURNING line.variant_id, possible.quantity
	), moved AS (
		UPDATE stock_levels AS level SET on_hand = on_hand + booked.quantity
		FROM booked WHERE level.variant_id = booked.variant_id
	), told AS (
		INSERT INTO stock_movements (variant_id, reason, on_hand_delta, reserved_delta, order_id)
		SELECT variant_id, why, quantity, 0, sold_order FROM booked ORDER BY variant_id
	)
	SELECT coalesce(bool_or(quantity < wanted), false) INTO is_short FROM possible;
	RETURN jsonb_build_object('outcome', CASE WHEN is_short THEN 'SHORT' ELSE 'DONE' END);
END
$$;--> statement-breakpoint

-- As before, but for pieces that are back already.
CREATE OR REPLACE FUNCTION stock_release(released_order text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	reservation stock_reservations;
BEGIN
	INSERT INTO stock_reservations (order_id, status) VALUES (released_order, 'RELEASED') ON CONFLICT DO NOTHING;
	SELECT * INTO reservation FROM stock_reservations WHERE order_id = released_order FOR UPDATE;
	IF reservation.status = 'RESERVED' THEN
		PERFORM stock_move(ARRAY[released_order], 0, -1, 'RELEASED');
	ELSIF reservation.status = 'COMMITTED' THEN
		PERFORM stock_take_back(released_order, array_agg(variant_id), array_agg(quantity - taken_back), 'RESTOCKED')
		FROM stock_reservation_lines WHERE order_id = released_order;
	END IF;
	UPDATE stock_reservations SET status = 'RELEASED', updated_at = now()
	WHERE order_id = released_order AND status <> 'RELEASED';
	RETURN jsonb_build_object('outcome', 'DONE', 'status', 'RELEASED', 'expiresAt', reservation.expires_at);
END
$$;--> statement-breakpoint
-- Replacing it has undone what 0002 set; see there.
ALTER FUNCTION stock_release(text) SET plan_cache_mode = force_generic_plan;
