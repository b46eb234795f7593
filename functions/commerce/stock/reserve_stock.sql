-- commerce.reserve_stock: hold stock for the caller for a while.
--
-- Definer: callers have no grant on stock; the reservation is the caller's own.

create or replace function commerce.reserve_stock(
    p_lines jsonb,
    p_expires_in interval default '15 minutes',
    p_allow_partial boolean default false,
    p_idempotency_key text default null,
    p_strategy text default 'given_order'
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_request constant jsonb := jsonb_build_object(
        'lines', p_lines,
        'expires_in', p_expires_in,
        'allow_partial', coalesce(p_allow_partial, false),
        'strategy', p_strategy
    );
    v_longest interval := least(
        make_interval(secs => (core.setting('commerce.max_hold_seconds'))::float8),
        interval '7 days'
    );
begin
    perform core.require_user();
    perform commerce._limit_hold_calls();
    if p_expires_in > v_longest and core.can_act_as('admin', 'buyer', 'warehouse') then
        v_longest := interval '7 days';
    end if;
    if (p_expires_in between interval '1 second' and v_longest) is not true then
        perform core.raise_error(
            'core.invalid_argument',
            format('expires_in is not from 1 second to %s.', v_longest)
        );
    end if;
    if (p_strategy in ('given_order', 'most_stock', 'fewest_parcels')) is not true then
        perform core.raise_error(
            'core.invalid_argument',
            'strategy is not given_order, most_stock or fewest_parcels.'
        );
    end if;

    -- The hot path: without a key there is nothing to look up.
    if p_idempotency_key is null then
        return commerce._reserve_stock(v_request);
    end if;
    return core.answer_once('commerce._reserve_stock', p_idempotency_key, v_request);
end;
$$;

grant execute on function commerce.reserve_stock(jsonb, interval, boolean, text, text)
to authenticated, service_role;

comment on function commerce.reserve_stock(jsonb, interval, boolean, text, text) is
$$Hold stock until it is confirmed, released or expires.

lines: up to 200; without a location, `strategy` chooses: given_order
(locations.position), most_stock, fewest_parcels. Lines of one SKU count as their sum; a
bundle holds its components. All or nothing; with allow_partial as much as there is, if
at least one piece.
What a customer holds is bounded: settings commerce.hold_limits and
commerce.max_hold_seconds; the calls by commerce.hold_rate.
Takes: {lines: [{sku: text, quantity: integer, location?: text | null}]}
Returns: {reservation_id: bigint, status: "open" | "confirmed" | "released" | "expired"
| "shipped", expires_at: timestamptz, lines: [{sku: text, location: text, quantity:
bigint}]}
Units: expires_in from 1 second to commerce.max_hold_seconds, of staff to 7 days;
quantities in the unit of the variant.
Errors: PT409 commerce.insufficient_stock, commerce.too_many_held, PT404
commerce.unknown_sku, commerce.unknown_location, PT422 commerce.invalid_lines,
commerce.too_many_lines, core.invalid_argument, core.idempotency_key_reused, PT409
core.idempotency_key_in_use, PT403 core.not_permitted, PT429 core.rate_limited.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"lines": [{"sku": "SHIRT-S", "quantity": 2}]}
Budget: 200 ms.
$$;
