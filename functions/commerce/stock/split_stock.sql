-- commerce.split_stock: share the stock of a level among buckets.
--
-- Writers of one row wait for each other; those of different buckets do not. A variant
-- that very many buyers want at once is split before its sale, and merged (1 bucket)
-- afterwards. Definer: no role has a grant to write stock.

create or replace function commerce.split_stock(
    p_sku text, p_location text, p_buckets integer
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_id bigint;
    v_location_id bigint;
begin
    perform core.require_role('admin');
    perform core.read_number('buckets', p_buckets, 1, 64);
    v_variant_id := commerce._find_variant(p_sku);
    v_location_id := commerce._find_location(p_location);

    perform commerce._share_over_buckets(v_variant_id, v_location_id, p_buckets);
    return commerce._show_stock(v_variant_id, v_location_id);
end;
$$;

grant execute on function commerce.split_stock(text, text, integer)
to authenticated, service_role;

comment on function commerce.split_stock(text, text, integer) is
$$Share the stock of a SKU at a location among 1 to 64 buckets.

Needs app role admin. More buckets serve more buyers at once, but one order of nearly
all pieces has to lock them all. Reserved pieces stay in the buckets that hold them. The
answer is the level with its buckets summed.
Returns: adjust_stock
Errors: PT404 commerce.unknown_sku, commerce.unknown_location, PT422
commerce.bundle_has_no_stock, core.invalid_argument, PT403 core.not_permitted.
Example: {"sku": "SHIRT-L", "location": "MAIN", "buckets": 4}
Budget: 200 ms.
$$;
