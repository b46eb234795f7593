-- filters._sizes_of_lines: sizes of the unchanged baskets that have a matching line.
--
-- For a selection of categories or brands: the masks of sizes are ANDed with the bits
-- of matching baskets from filters._measure_stores.

create or replace function filters._sizes_of_lines(p_stores filters.measured_store[])
    returns filters.folded_sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sizes filters.folded_sizes;
begin
    with hit as materialized (
        select
            m.group_id,
            s.bucket,
            (s.bits & m.bits)::bit varying as bits,
            bit_count(s.bits & m.bits) as baskets
        from unnest(p_stores) as m
        inner join filters.basket_sizes as s on m.group_id = s.group_id
    ),

    counted as materialized (
        select h.bucket, sum(h.baskets)::bigint as baskets
        from hit as h
        group by h.bucket
        having sum(h.baskets) > 0
    ),

    at_end as (
        select h.group_id, h.bits
        from hit as h
        where
            h.bucket <> 1
            and h.baskets > 0
            and h.bucket in (
                (select min(c.bucket) from counted as c),
                (select max(c.bucket) from counted as c)
            )
    )

    select
        (select array_agg(c.bucket order by c.bucket) from counted as c),
        (select array_agg(c.baskets order by c.bucket) from counted as c),
        (select array_agg(e.group_id) from at_end as e),
        (select array_agg(e.bits) from at_end as e)
    into v_sizes.buckets, v_sizes.baskets, v_sizes.group_ids, v_sizes.bits;
    return v_sizes;
end;
$$;

grant execute on function filters._sizes_of_lines(filters.measured_store[])
to authenticated, service_role;

comment on function filters._sizes_of_lines(filters.measured_store[]) is
    'Folded sizes of the unchanged baskets with a line in the selection.';
