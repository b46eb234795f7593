-- filters._sizes_of_lines: sizes of the unchanged baskets that have a matching line.
--
-- For a selection of categories or brands: the masks of sizes are ANDed with the bits
-- of matching baskets from filters._measure_stores.

create or replace function filters._sizes_of_lines(p_stores filters.measured_store[])
    returns filters.folded_sizes
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        row(
            array_agg(n.bucket order by n.bucket), array_agg(n.baskets order by n.bucket)
        )::filters.folded_sizes
    from (
        select s.bucket, sum(bit_count(s.bits & m.bits))::bigint as baskets
        from unnest(p_stores) as m
        inner join filters.basket_sizes as s on m.group_id = s.group_id
        group by s.bucket
        having sum(bit_count(s.bits & m.bits)) > 0
    ) as n
$$;

grant execute on function filters._sizes_of_lines(filters.measured_store[])
to authenticated, service_role;

comment on function filters._sizes_of_lines(filters.measured_store[]) is
    'Folded sizes of the unchanged baskets with a line in the selection.';
