-- filters._size_baskets: store the size of changed baskets and number new ones.
--
-- It does not block writers: no unique key changes, so lines can refer to the baskets
-- at the same time.

create or replace function filters._size_baskets(
    p_changes filters.line_changes[], p_lines filters.basket_line[]
)
    returns filters.changed_basket[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[] := array(
        select distinct n.basket_id from unnest(p_changes) as n
    );
    v_baskets filters.changed_basket[];
begin
    perform filters._number_baskets(v_ids);
    perform filters._widen_stores(
        array(select distinct n.store_id from unnest(p_changes) as n)
    );

    -- One grouping for the sizes, one key lookup per basket: the plan never changes.
    v_baskets := array(
        select
            row(b.id, p.id, b.ordinal, b.line_count, n.size)::filters.changed_basket
        from (
            select o.basket_id, sum(o.lines)::bigint as size
            from (
                select i.basket_id, 0 as lines
                from unnest(v_ids) as i (basket_id)
                union all
                select l.basket_id, 1
                from unnest(p_lines) as l
            ) as o
            group by o.basket_id
            having bool_or(o.lines = 0)
        ) as n
        cross join lateral (
                select s.id, s.store_id, s.ordinal, s.line_count
                from filters.baskets as s
                where s.id = n.basket_id
                limit 1
            ) as b
        inner join filters.store_groups as p on b.store_id = p.store_id
    );

    update filters.baskets as b
    set line_count = n.size
    from unnest(v_baskets) as n
    where b.id = n.basket_id and n.size <> n.old_size;

    return v_baskets;
end;
$$;

comment on function filters._size_baskets(
    filters.line_changes[], filters.basket_line[]
) is
    'The changed baskets, each with its bit, its last folded size and its new size.';
