-- filters._write_counters_query: the query for the counts of a registered dimension.
--
-- Without a selection, or narrowed by its parent only, it reads counters and deltas;
-- otherwise the rows of the source. There, dimensions of the cube are conditions on the
-- ids of a line, which have indexes and statistics; registered dimensions are
-- conditions on their values. $1 is the dimension, $2 the selection.

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
    v_cube filters.selection;
    v_counted text;
    v_conditions text;
begin
    select
        case
            when count(*) = 0 then 'true'
            when count(*) = 1 and min(d.name) = p_dimension.parent
                then format(
                    'c.parent_value = any(filters._to_texts($2 -> %L))', min(d.name)
                )
        end,
        string_agg(
            format(
                '%s = any(filters._to_texts($2 -> %L))',
                filters._value_expression(d.source_table, d.column_name, d.json_path),
                d.name
            ),
            ' and ' order by d.name
        ) filter (where d.counted_by = 'counters')
    into v_counted, v_conditions
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

    v_cube := filters._read_within(
        (
            select jsonb_object_agg(k.name, k.accepted)
            from jsonb_each(p_selection) as k (name, accepted)
            inner join filters.dimensions as d on k.name = d.name
            where d.counted_by = 'cells'
        )
    );
    return format(
        'select v.value, count(*) as lines from %s as r '
        'cross join lateral (values (%s)) as v (value) '
        'where v.value is not null and %s group by v.value',
        p_dimension.source_table,
        filters._value_expression(
            p_dimension.source_table, p_dimension.column_name, p_dimension.json_path
        ),
        concat_ws(
            ' and ',
            v_conditions,
            'r.category_id = any(' || quote_literal(v_cube.category_ids::text)
            || '::bigint[])',
            'r.brand_id = any(' || quote_literal(v_cube.brand_ids::text)
            || '::bigint[])',
            case
                when num_nonnulls(
                    v_cube.region_ids, v_cube.province_ids,
                    v_cube.city_ids, v_cube.store_class_ids
                ) > 0 then format(
                    'r.store_id = any(%L::bigint[])',
                    array(
                        select p.store_id
                        from filters.store_groups as p
                        where p.id in (
                            select unnest(filters._select_groups('store', v_cube))
                        )
                    )
                )
            end
        )
    );
end;
$$;

comment on function filters._write_counters_query(filters.dimensions, jsonb) is
    'SQL of (value, lines).';
