-- commerce._adjust_stock: the body of adjust_stock, run once per idempotency key.
--
-- A level that is split gives from its fullest buckets, and gets into its emptiest one.

create or replace function commerce._adjust_stock(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_id constant bigint := commerce._find_variant(p_request ->> 'sku');
    v_location_id constant bigint := commerce._find_location(p_request ->> 'location');
    v_delta constant integer := (p_request ->> 'delta')::integer;
begin
    perform commerce._post_movements(
        case
            when v_delta > 0 then array[row(
                v_variant_id, v_delta, 'adjust', 'adjustment', null, null, 'on_hand',
                v_location_id, commerce._emptiest_bucket(v_variant_id, v_location_id)
            )::commerce.posting]
            else array(
                select
                    row(
                        s.variant_id, s.quantity, 'adjust', 'on_hand', s.location_id,
                        s.bucket, 'adjustment', null, null
                    )::commerce.posting
                from commerce._spread_over_buckets(
                    v_variant_id, v_location_id, -v_delta
                ) as s
            )
        end,
        p_request ->> 'reason',
        p_request ->> 'reference',
        (p_request ->> 'effective_at')::timestamptz
    );
    -- delete_product locks the levels, so from here on the product stays as it is.
    perform commerce._find_variant(p_request ->> 'sku');
    return commerce._show_stock(v_variant_id, v_location_id);
end;
$$;

comment on function commerce._adjust_stock(jsonb) is
    'Posts {sku, location, delta, reason, reference, effective_at}; returns the level.';
