-- filters._list_counters: the values of a registered dimension in a selection.
--
-- Definer: callers may read counts, but neither the source nor every master table. So
-- the function checks the roles of the dimension and of each one that narrows it. A
-- query that would exceed filters.max_cost is refused before it runs.

create or replace function filters._list_counters(p_dimension text, p_selection jsonb)
    returns setof filters.counted_value
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_query text;
begin
    perform filters._check_cost(
        p_dimension, filters._cost_of_counters(p_dimension, p_selection), p_selection
    );
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;

    v_query := filters._write_counters_query(v_dimension, p_selection);
    if v_dimension.master_table is not null then
        v_query := format(
            'select n.value, coalesce(left(m.%I::text, 200), n.value) as label, n.lines '
            'from (%s) as n left join %s as m on n.value = %s',
            v_dimension.master_label, v_query, v_dimension.master_table,
            filters._value_expression(
                v_dimension.master_table, v_dimension.master_key, null, 'm'
            )
        );
    else
        v_query := format('select n.value, n.value, n.lines from (%s) as n', v_query);
    end if;

    return query execute v_query using p_dimension, p_selection;
end;
$$;

grant execute on function filters._list_counters(text, jsonb)
to authenticated, service_role;

comment on function filters._list_counters(text, jsonb) is
$$Value, label and lines; without a master row the label is the value.

Units: a label is the first 200 characters, so that a cursor can hold it.
Errors: PT422 filters.too_much_to_count, filters.unknown_dimension, also if the caller
may not read a dimension.
$$;
