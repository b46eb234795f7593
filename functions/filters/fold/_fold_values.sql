-- filters._fold_values: add changes to the counts of values; list new and drop empty
-- ones.
--
-- The count of a value before the change is stored for the next event, unless the value
-- is waiting for one already. The caller holds the fold lock.

create or replace function filters._fold_values(p_changes filters.line_changes[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.value_change[];
begin
    v_changes := array(
        select row(v.dimension, v.value_id, sum(n.lines))::filters.value_change
        from unnest(p_changes) as n
        inner join filters.store_groups as p on n.store_id = p.store_id
        cross join lateral (
            values
            ('region', p.region_id),
            ('province', p.province_id),
            ('city', p.city_id),
            ('store_class', p.store_class_id),
            ('category', n.category_id),
            ('brand', n.brand_id)
        ) as v (dimension, value_id)
        where v.value_id is not null
        group by v.dimension, v.value_id
        having sum(n.lines) <> 0
    );

    insert into filters.value_changes (dimension, value, was)
    select n.dimension, coalesce(d.value, m.value), coalesce(d.lines, 0)
    from unnest(v_changes) as n
    left join filters.dimension_values as d
        on n.dimension = d.dimension and n.value_id = d.value_id
    left join lateral (
        select o.value
        from filters.master_values as o
        where
            d.value is null
            and o.dimension = n.dimension
            and o.value_id = n.value_id
    ) as m on true
    on conflict (dimension, value) do nothing;

    delete from filters.dimension_values as d
    using unnest(v_changes) as n
    where
        d.dimension = n.dimension
        and d.value_id = n.value_id
        and d.lines + n.lines = 0;

    update filters.dimension_values as d
    set lines = d.lines + n.lines
    from unnest(v_changes) as n
    where d.dimension = n.dimension and d.value_id = n.value_id;

    perform filters._list_new_values(
        array(
            select row(n.*)::filters.value_change
            from unnest(v_changes) as n
            where
                n.lines > 0
                and not exists (
                    select
                    from filters.dimension_values as d
                    where d.dimension = n.dimension and d.value_id = n.value_id
                )
        )
    );
end;
$$;

comment on function filters._fold_values(filters.line_changes[]) is
    'Add changes of lines to the value counts of all six dimensions.';
