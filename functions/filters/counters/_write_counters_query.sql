-- filters._write_counters_query: the query for the counts of a registered dimension.
--
-- Without a selection, or narrowed by its parent only, it reads counters and deltas;
-- otherwise the rows of the source. $1 is the dimension, $2 the selection.

create or replace function filters._write_counters_query(
    p_dimension filters.dimensions, p_selection jsonb
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counted text;
begin
    select
        case
            when count(*) = 0 then 'true'
            when count(*) = 1 and min(d.name) = p_dimension.parent
                then format(
                    'c.parent_value = any(filters._to_texts($2 -> %L))', min(d.name)
                )
        end
    into v_counted
    from jsonb_object_keys(p_selection) as k (name)
    inner join filters.dimensions as d on k.name = d.name;
    if v_counted is not null then
        return format(
            'select c.value, sum(c.lines)::bigint as lines from ('
            '    select c.value, c.lines from filters.value_counts as c '
            '    where c.dimension = $1 and %1$s union all '
            '    select c.value, c.lines from filters.value_deltas as c '
            '    where c.dimension = $1 and %1$s) as c '
            'group by c.value having sum(c.lines) <> 0',
            v_counted
        );
    end if;

    perform filters._check_shapes(array[p_dimension.name]);
    return format(
        'select v.value, count(*) as lines from %s as r '
        'cross join lateral (values (%s)) as v (value) '
        'where v.value is not null and %s group by v.value',
        p_dimension.source_table,
        filters._value_expression(
            p_dimension.source_table, p_dimension.column_name, p_dimension.json_path
        ),
        filters._write_row_conditions(p_selection)
    );
end;
$$;

comment on function filters._write_counters_query(filters.dimensions, jsonb) is
    'SQL of (value, lines).';
