-- filters._write_count: the query that counts a dimension from its source.

create or replace function filters._write_count(p_dimension text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'select v.parent_value, v.value, count(*) as lines '
        'from %s as r cross join lateral (values (%s, %s)) as v (parent_value, value) '
        'where v.value is not null group by v.parent_value, v.value',
        d.source_table,
        coalesce(
            filters._value_expression(d.source_table, p.column_name, p.json_path),
            'null::text'
        ),
        v.value
    )
    from filters.dimensions as d
    left join filters.dimensions as p on d.parent = p.name
    cross join
        filters._value_expression(d.source_table, d.column_name, d.json_path) as v (value)
    where d.name = p_dimension and v.value is not null
$$;

comment on function filters._write_count(text) is
    'SQL of (parent_value, value, lines); null if the column was dropped.';
