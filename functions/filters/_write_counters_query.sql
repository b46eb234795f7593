-- filters._write_counters_query: the query for a registered dimension's counts.
--
-- Not narrowed, or by its parent alone: counters and deltas. By anything else: the rows
-- of the source, the cube's dimensions by filters.transaction_values. $1 is the
-- dimension, $2 the selection.

create or replace function filters._write_counters_query(
    p_dimension filters.dimensions, p_selection jsonb
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with narrowed as (
        select
            bool_or(d.counted_by = 'cells') as has_cells,
            string_agg(
                format(
                    '%s = any(filters._to_texts($2 -> %L))',
                    case d.counted_by
                        when 'cells' then format('t.%I', d.name)
                        else filters._value_expression(
                            d.source_table, d.column_name, d.json_path
                        )
                    end,
                    d.name
                ),
                ' and ' order by d.name
            ) as conditions,
            case
                when count(*) = 0 then 'true'
                when count(*) = 1 and min(d.name) = p_dimension.parent
                    then format(
                        'c.parent_value = any(filters._to_texts($2 -> %L))', min(d.name)
                    )
            end as counted
        from jsonb_object_keys(p_selection) as k (name)
        inner join filters.dimensions as d on k.name = d.name
    )

    select case
        when n.counted is not null then format(
            'select c.value, sum(c.lines)::bigint as lines from ('
            '    select c.value, c.lines from filters.value_counts as c '
            '    where c.dimension = $1 and %1$s union all '
            '    select c.value, c.lines from filters.value_deltas as c '
            '    where c.dimension = $1 and %1$s) as c '
            'group by c.value having sum(c.lines) <> 0',
            n.counted
        )
        else format(
            'select v.value, count(*) as lines from %s as r %s '
            'cross join lateral (values (%s)) as v (value) '
            'where v.value is not null and %s group by v.value',
            p_dimension.source_table,
            case
                when n.has_cells
                    then 'inner join filters.transaction_values as t on r.id = t.id'
            end,
            filters._value_expression(
                p_dimension.source_table, p_dimension.column_name, p_dimension.json_path
            ),
            n.conditions
        )
    end
    from narrowed as n
$$;

comment on function filters._write_counters_query(filters.dimensions, jsonb) is
    'SQL of (value, lines).';
