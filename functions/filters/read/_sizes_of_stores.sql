-- filters._sizes_of_stores: sizes of all unchanged baskets of the selected stores.
--
-- For a selection without category and brand. The masks have stored counts; only stores
-- with changed baskets are counted by their bits.

create or replace function filters._sizes_of_stores(
    p_selection filters.selection, p_changes filters.measured_changes
)
    returns filters.folded_sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_groups bigint[] := filters._select_groups('store', p_selection);
    v_sizes filters.folded_sizes;
begin
    select array_agg(n.bucket order by n.bucket), array_agg(n.baskets order by n.bucket)
    into v_sizes
    from (
        select
            s.bucket,
            sum(s.baskets - coalesce(bit_count(s.bits & m.mask), 0))::bigint as baskets
        from filters.basket_sizes as s
        left join unnest(p_changes.group_ids, p_changes.masks) as m (group_id, mask)
            on s.group_id = m.group_id
        where s.group_id = any(v_groups)
        group by s.bucket
        having sum(s.baskets - coalesce(bit_count(s.bits & m.mask), 0)) > 0
    ) as n;
    return v_sizes;
end;
$$;

grant execute on function filters._sizes_of_stores(
    filters.selection, filters.measured_changes
) to authenticated, service_role;

comment on function filters._sizes_of_stores(
    filters.selection, filters.measured_changes
) is
    'Folded sizes of every unchanged basket of these stores.';
