-- filters._list_new_values: give new values their ranks among the listed ones.
--
-- A few find their gaps one by one, each in one pass over the listed values. Many of
-- one dimension are inserted together, and the dimension is ranked anew. The caller
-- holds the fold lock.

create or replace function filters._list_new_values(p_changes filters.value_change[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_few constant integer := 32;
    v_dimension text;
    v_changes filters.value_change[];
    v_change filters.value_change;
begin
    for v_dimension, v_changes in
        select n.dimension, array_agg(row(n.*)::filters.value_change)
        from unnest(p_changes) as n
        group by n.dimension
    loop
        if cardinality(v_changes) <= c_few then
            foreach v_change in array v_changes loop
                perform filters._list_value(v_change);
            end loop;
            continue;
        end if;

        insert into filters.dimension_values (
            dimension, value_id, value, label, search, parent, rank, lines
        )
        select
            n.dimension,
            n.value_id,
            m.value,
            m.label,
            lower(concat(m.label, chr(10), m.value)),
            m.parent,
            0,
            n.lines
        from unnest(v_changes) as n
        left join lateral (
            select o.value, o.label, o.parent
            from filters.master_values as o
            where o.dimension = n.dimension and o.value_id = n.value_id
            limit 1
        ) as m on true;
        perform filters._rank_values(v_dimension);
    end loop;
end;
$$;

comment on function filters._list_new_values(filters.value_change[]) is
    'Insert values that are not listed into filters.dimension_values, in order.';
