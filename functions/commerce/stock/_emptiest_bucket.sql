-- commerce._emptiest_bucket: the bucket of a level that has least to sell.

create or replace function commerce._emptiest_bucket(
    p_variant_id bigint, p_location_id bigint
)
    returns integer
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select l.bucket
            from commerce.stock_levels as l
            where l.variant_id = p_variant_id and l.location_id = p_location_id
            order by l.on_hand - l.reserved, l.bucket
            limit 1
        ),
        0
    )
$$;

comment on function commerce._emptiest_bucket(bigint, bigint) is
    'The bucket where new pieces go; 0 if there is no level yet.';
