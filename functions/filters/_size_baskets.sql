-- filters._size_baskets: write down how big changed baskets are, number new ones.
--
-- Waits for nobody: no unique key changes, so lines may refer to the baskets meanwhile.

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

    v_baskets := array(
        select
            row(
                b.id,
                p.id,
                b.ordinal,
                set_bit(
                    repeat('0', p.capacity::integer)::bit varying,
                    b.ordinal::integer,
                    1
                ),
                b.line_count,
                coalesce(n.size, 0)
            )::filters.changed_basket
        from filters.baskets as b
        inner join filters.places as p on b.store_id = p.store_id
        left join (
            select l.basket_id, count(*) as size
            from unnest(p_lines) as l
            group by l.basket_id
        ) as n on b.id = n.basket_id
        where b.id = any(v_ids)
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
    'The changed baskets, each with its bit, its size when last folded, and now.';
