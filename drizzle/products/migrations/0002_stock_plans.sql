-- Stock commands find their rows by key, whatever the values. For an array PostgreSQL would plan each of their statements
-- anew at each call: it takes one of unknown length for ten elements, which costs more than the two of a plan for this
-- call. What they call in turn is planned likewise.
ALTER FUNCTION stock_reserve(text, text[], integer[], timestamptz) SET plan_cache_mode = force_generic_plan;--> statement-breakpoint
ALTER FUNCTION stock_commit(text) SET plan_cache_mode = force_generic_plan;--> statement-breakpoint
ALTER FUNCTION stock_release(text) SET plan_cache_mode = force_generic_plan;
