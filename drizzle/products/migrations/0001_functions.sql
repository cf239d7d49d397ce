-- What tables cannot say: derived columns that hold under any concurrency, and stock commands that take a row lock for
-- the length of one statement. Lock order everywhere: reservation, stock levels by variant, products by id, counts.

-- A level is updated in place: no index has its columns, and its page keeps room for the next version.
ALTER TABLE "stock_levels" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "catalog_counts" SET (fillfactor = 50);--> statement-breakpoint
INSERT INTO "stock_settings" (low_stock_threshold) VALUES (5);--> statement-breakpoint

CREATE FUNCTION stock_availability(available integer) RETURNS availability LANGUAGE sql STABLE AS $$
	SELECT CASE
		WHEN available <= 0 THEN 'OUT_OF_STOCK'
		WHEN available <= low_stock_threshold THEN 'LOW_STOCK'
		ELSE 'IN_STOCK'
	END::availability
	FROM stock_settings
$$;--> statement-breakpoint

CREATE FUNCTION classify_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.availability := stock_availability(NEW.on_hand - NEW.reserved);
	RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER stock_levels_classify BEFORE INSERT OR UPDATE ON stock_levels
	FOR EACH ROW EXECUTE FUNCTION classify_stock();--> statement-breakpoint

-- By difference, because two transactions may change two variants of one product at once: each adds its own part.
-- The products are locked in order first, because an UPDATE of several rows promises none.
CREATE FUNCTION count_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	changed_products text[];
BEGIN
	IF TG_OP = 'INSERT' THEN
		UPDATE products AS p SET
			in_stock_variants = in_stock_variants + change.in_stock,
			low_stock_variants = low_stock_variants + change.low_stock,
			out_of_stock_variants = out_of_stock_variants + change.out_of_stock
		FROM (
			SELECT product_id, count(*) FILTER (WHERE availability = 'IN_STOCK') AS in_stock,
			       count(*) FILTER (WHERE availability = 'LOW_STOCK') AS low_stock,
			       count(*) FILTER (WHERE availability = 'OUT_OF_STOCK') AS out_of_stock
			FROM now_levels GROUP BY product_id
		) AS change
		WHERE p.id = change.product_id;
		RETURN NULL;
	END IF;
	SELECT array_agg(DISTINCT now_levels.product_id) INTO changed_products
	FROM now_levels JOIN was_levels USING (variant_id)
	WHERE now_levels.availability <> was_levels.availability;
	IF changed_products IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM FROM products WHERE id = ANY (changed_products) ORDER BY id FOR NO KEY UPDATE;
	UPDATE products AS p SET
		in_stock_variants = in_stock_variants + change.in_stock,
		low_stock_variants = low_stock_variants + change.low_stock,
		out_of_stock_variants = out_of_stock_variants + change.out_of_stock
	FROM (
		SELECT now_levels.product_id,
		       sum((now_levels.availability = 'IN_STOCK')::integer - (was_levels.availability = 'IN_STOCK')::integer) AS in_stock,
		       sum((now_levels.availability = 'LOW_STOCK')::integer - (was_levels.availability = 'LOW_STOCK')::integer) AS low_stock,
		       sum((now_levels.availability = 'OUT_OF_STOCK')::integer - (was_levels.availability = 'OUT_OF_STOCK')::integer) AS out_of_stock
		FROM now_levels JOIN was_levels USING (variant_id)
		GROUP BY now_levels.product_id
	) AS change
	WHERE p.id = change.product_id AND p.id = ANY (changed_products);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER stock_levels_count_added AFTER INSERT ON stock_levels REFERENCING NEW TABLE AS now_levels
	FOR EACH STATEMENT EXECUTE FUNCTION count_stock();--> statement-breakpoint
CREATE TRIGGER stock_levels_count_changed AFTER UPDATE ON stock_levels
	REFERENCING OLD TABLE AS was_levels NEW TABLE AS now_levels
	FOR EACH STATEMENT EXECUTE FUNCTION count_stock();--> statement-breakpoint

-- One row per shard holds every count, so a transaction locks one row; deferred, so it locks it while it commits. A
-- connection keeps to its shard: 32 of them make it rare that two writers meet.
CREATE FUNCTION count_catalog() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	was text := CASE WHEN TG_OP <> 'INSERT' THEN coalesce(to_jsonb(OLD) ->> 'status', 'CATEGORY') END;
	is_now text := CASE WHEN TG_OP <> 'DELETE' THEN coalesce(to_jsonb(NEW) ->> 'status', 'CATEGORY') END;
BEGIN
	INSERT INTO catalog_counts AS kept (shard, draft_products, active_products, archived_products, categories)
	VALUES (
		pg_backend_pid() % 32,
		(is_now IS NOT DISTINCT FROM 'DRAFT')::integer - (was IS NOT DISTINCT FROM 'DRAFT')::integer,
		(is_now IS NOT DISTINCT FROM 'ACTIVE')::integer - (was IS NOT DISTINCT FROM 'ACTIVE')::integer,
		(is_now IS NOT DISTINCT FROM 'ARCHIVED')::integer - (was IS NOT DISTINCT FROM 'ARCHIVED')::integer,
		(is_now IS NOT DISTINCT FROM 'CATEGORY')::integer - (was IS NOT DISTINCT FROM 'CATEGORY')::integer
	)
	ON CONFLICT (shard) DO UPDATE SET
		draft_products = kept.draft_products + excluded.draft_products,
		active_products = kept.active_products + excluded.active_products,
		archived_products = kept.archived_products + excluded.archived_products,
		categories = kept.categories + excluded.categories;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER products_count AFTER INSERT OR DELETE OR UPDATE OF status ON products
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_catalog();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER categories_count AFTER INSERT OR DELETE ON categories
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_catalog();--> statement-breakpoint

CREATE FUNCTION copy_product_to_categories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE product_categories
	SET status = NEW.status, sort_name = NEW.sort_name, min_price_minor = NEW.min_price_minor
	WHERE product_id = NEW.id;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER products_copy_to_categories AFTER UPDATE OF status, sort_name, min_price_minor ON products
	FOR EACH ROW WHEN ((OLD.status, OLD.sort_name, OLD.min_price_minor) IS DISTINCT FROM (NEW.status, NEW.sort_name, NEW.min_price_minor))
	EXECUTE FUNCTION copy_product_to_categories();--> statement-breakpoint

CREATE FUNCTION refuse_change_of_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'stock movements are append-only' USING ERRCODE = 'restrict_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
	FOR EACH ROW EXECUTE FUNCTION refuse_change_of_movement();--> statement-breakpoint

-- Lines that ask for more than is available, with what is; null when there are none. Unknown variants have null.
CREATE FUNCTION stock_shortages(wanted_variants text[], wanted_quantities integer[]) RETURNS jsonb
LANGUAGE sql STABLE AS $$
	SELECT jsonb_agg(jsonb_build_object('variantId', wanted.variant_id, 'available', on_hand - reserved))
	FROM unnest(wanted_variants, wanted_quantities) AS wanted (variant_id, quantity)
	LEFT JOIN stock_levels USING (variant_id)
	WHERE (on_hand - reserved >= quantity) IS NOT TRUE
$$;--> statement-breakpoint

CREATE FUNCTION stock_lock(wanted_variants text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM stock_levels WHERE variant_id = ANY (wanted_variants) ORDER BY variant_id FOR NO KEY UPDATE;
END
$$;--> statement-breakpoint

-- Moves all pieces of the orders: the levels by their sums, one movement per line. Locks the levels itself, which a
-- caller who has locked them does not notice. The CHECK of stock_levels is what refuses an impossible move.
CREATE FUNCTION stock_move(moved_orders text[], on_hand_sign integer, reserved_sign integer, why stock_movement_reason)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM stock_lock(array_agg(DISTINCT variant_id)) FROM stock_reservation_lines WHERE order_id = ANY (moved_orders);
	UPDATE stock_levels AS l
	SET on_hand = on_hand + on_hand_sign * moved.quantity, reserved = reserved + reserved_sign * moved.quantity
	FROM (
		SELECT variant_id, sum(quantity)::integer AS quantity
		FROM stock_reservation_lines WHERE order_id = ANY (moved_orders) GROUP BY variant_id
	) AS moved
	WHERE l.variant_id = moved.variant_id;
	INSERT INTO stock_movements (variant_id, reason, on_hand_delta, reserved_delta, order_id)
	SELECT variant_id, why, on_hand_sign * quantity, reserved_sign * quantity, order_id
	FROM stock_reservation_lines WHERE order_id = ANY (moved_orders)
	ORDER BY order_id, variant_id;
END
$$;--> statement-breakpoint

-- Answers {outcome: DONE | SHORT | REUSED | ILLEGAL, status, expiresAt, shortages}. SHORT leaves nothing behind.
CREATE FUNCTION stock_reserve(reserved_order text, wanted_variants text[], wanted_quantities integer[], lapses_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	shortages jsonb;
	reservation stock_reservations;
	same_lines boolean;
BEGIN
	-- Looked at before any lock: the many who come too late for the last pieces do not queue for the row.
	shortages := stock_shortages(wanted_variants, wanted_quantities);
	IF shortages IS NULL THEN
		-- A twin of this call waits here until this one has committed.
		INSERT INTO stock_reservations (order_id, status, expires_at) VALUES (reserved_order, 'RESERVED', lapses_at)
		ON CONFLICT DO NOTHING;
		IF FOUND THEN
			PERFORM stock_lock(wanted_variants);
			shortages := stock_shortages(wanted_variants, wanted_quantities);
			IF shortages IS NOT NULL THEN
				DELETE FROM stock_reservations WHERE order_id = reserved_order;
				RETURN jsonb_build_object('outcome', 'SHORT', 'shortages', shortages);
			END IF;
			INSERT INTO stock_reservation_lines (order_id, variant_id, quantity)
			SELECT reserved_order, variant_id, quantity
			FROM unnest(wanted_variants, wanted_quantities) AS wanted (variant_id, quantity);
			PERFORM stock_move(ARRAY[reserved_order], 0, 1, 'RESERVED');
			RETURN jsonb_build_object('outcome', 'DONE', 'status', 'RESERVED', 'expiresAt', lapses_at);
		END IF;
	END IF;
	-- Asked after the shortage was seen: an earlier reservation of this very order may be what caused it.
	SELECT * INTO reservation FROM stock_reservations WHERE order_id = reserved_order;
	IF NOT FOUND THEN
		RETURN jsonb_build_object('outcome', 'SHORT', 'shortages', shortages);
	END IF;
	SELECT count(*) = cardinality(wanted_variants) AND count(*) = count(wanted.variant_id) INTO same_lines
	FROM stock_reservation_lines AS l
	LEFT JOIN unnest(wanted_variants, wanted_quantities) AS wanted (variant_id, quantity)
		ON wanted.variant_id = l.variant_id AND wanted.quantity = l.quantity
	WHERE l.order_id = reserved_order;
	RETURN jsonb_build_object(
		'outcome', CASE
			WHEN reservation.expires_at IS NULL THEN 'ILLEGAL'
			WHEN NOT same_lines THEN 'REUSED'
			WHEN reservation.status IN ('RELEASED', 'EXPIRED') THEN 'ILLEGAL'
			WHEN reservation.status = 'RESERVED' AND reservation.expires_at <= now() THEN 'ILLEGAL'
			ELSE 'DONE'
		END,
		'status', reservation.status, 'expiresAt', reservation.expires_at);
END
$$;--> statement-breakpoint

-- Answers {outcome: DONE | SHORT | ILLEGAL | UNKNOWN, status, expiresAt, shortages}.
CREATE FUNCTION stock_commit(committed_order text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	shortages jsonb;
	reservation stock_reservations;
	line_variants text[];
	line_quantities integer[];
BEGIN
	SELECT * INTO reservation FROM stock_reservations WHERE order_id = committed_order FOR UPDATE;
	IF NOT FOUND THEN
		RETURN jsonb_build_object('outcome', 'UNKNOWN');
	END IF;
	IF reservation.status = 'RELEASED' THEN
		RETURN jsonb_build_object('outcome', 'ILLEGAL');
	END IF;
	IF reservation.status = 'EXPIRED' THEN
		SELECT array_agg(variant_id ORDER BY variant_id), array_agg(quantity ORDER BY variant_id)
		INTO line_variants, line_quantities
		FROM stock_reservation_lines WHERE order_id = committed_order;
		PERFORM stock_lock(line_variants);
		shortages := stock_shortages(line_variants, line_quantities);
		IF shortages IS NOT NULL THEN
			RETURN jsonb_build_object('outcome', 'SHORT', 'shortages', shortages);
		END IF;
		PERFORM stock_move(ARRAY[committed_order], -1, 0, 'COMMITTED');
	ELSIF reservation.status = 'RESERVED' THEN
		PERFORM stock_move(ARRAY[committed_order], -1, -1, 'COMMITTED');
	END IF;
	UPDATE stock_reservations SET status = 'COMMITTED', updated_at = now()
	WHERE order_id = committed_order AND status <> 'COMMITTED';
	RETURN jsonb_build_object('outcome', 'DONE', 'status', 'COMMITTED', 'expiresAt', reservation.expires_at);
END
$$;--> statement-breakpoint

-- Answers {outcome: DONE, status, expiresAt}: there is nothing that could not be given back.
CREATE FUNCTION stock_release(released_order text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	reservation stock_reservations;
BEGIN
	INSERT INTO stock_reservations (order_id, status) VALUES (released_order, 'RELEASED') ON CONFLICT DO NOTHING;
	SELECT * INTO reservation FROM stock_reservations WHERE order_id = released_order FOR UPDATE;
	IF reservation.status = 'RESERVED' THEN
		PERFORM stock_move(ARRAY[released_order], 0, -1, 'RELEASED');
	ELSIF reservation.status = 'COMMITTED' THEN
		PERFORM stock_move(ARRAY[released_order], 1, 0, 'RESTOCKED');
	END IF;
	UPDATE stock_reservations SET status = 'RELEASED', updated_at = now()
	WHERE order_id = released_order AND status <> 'RELEASED';
	RETURN jsonb_build_object('outcome', 'DONE', 'status', 'RELEASED', 'expiresAt', reservation.expires_at);
END
$$;--> statement-breakpoint

-- Gives back what lapsed, the longest overdue first; answers the orders. Several sweepers share the work.
CREATE FUNCTION stock_expire(at_most integer) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	lapsed_orders text[];
BEGIN
	SELECT array_agg(order_id ORDER BY order_id) INTO lapsed_orders
	FROM (
		SELECT order_id FROM stock_reservations
		WHERE status = 'RESERVED' AND expires_at <= now()
		ORDER BY expires_at LIMIT at_most FOR UPDATE SKIP LOCKED
	) AS lapsed;
	IF lapsed_orders IS NULL THEN
		RETURN '{}';
	END IF;
	PERFORM stock_move(lapsed_orders, 0, -1, 'EXPIRED');
	UPDATE stock_reservations SET status = 'EXPIRED', updated_at = now() WHERE order_id = ANY (lapsed_orders);
	RETURN lapsed_orders;
END
$$;--> statement-breakpoint

-- Answers {outcome: DONE | UNKNOWN | CHANGED | SHORT | FULL, onHand, reserved}; anything but DONE changed nothing.
CREATE FUNCTION stock_adjust(adjusted_variant text, delta integer, why stock_movement_reason, expected_on_hand integer, actor text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	level stock_levels;
BEGIN
	SELECT * INTO level FROM stock_levels WHERE variant_id = adjusted_variant FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		RETURN jsonb_build_object('outcome', 'UNKNOWN');
	END IF;
	IF level.on_hand <> expected_on_hand OR level.on_hand + delta < level.reserved OR level.on_hand + delta > 1000000000 THEN
		RETURN jsonb_build_object(
			'outcome', CASE
				WHEN level.on_hand <> expected_on_hand THEN 'CHANGED'
				WHEN level.on_hand + delta < level.reserved THEN 'SHORT'
				ELSE 'FULL'
			END,
			'onHand', level.on_hand, 'reserved', level.reserved);
	END IF;
	UPDATE stock_levels SET on_hand = on_hand + delta WHERE variant_id = adjusted_variant;
	INSERT INTO stock_movements (variant_id, reason, on_hand_delta, reserved_delta, actor_id)
	VALUES (adjusted_variant, why, delta, 0, actor);
	RETURN jsonb_build_object('outcome', 'DONE');
END
$$;
