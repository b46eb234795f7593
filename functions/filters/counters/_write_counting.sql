-- filters._write_counting: the body of a source's trigger function.
--
-- It reads the rows of a statement once for all dimensions. Deltas are grouped per
-- statement and only appended, so writers do not wait for each other. TRUNCATE removes
-- rows that an older snapshot does not see, so it must run under READ COMMITTED. A
-- dropped or changed column is still read: filters._check_shapes then refuses the
-- write, so that no row goes uncounted.

create or replace function filters._write_counting(p_source regclass)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with counted as (
        select
            d.name,
            format(
                '(%L, %s, %s)',
                d.name,
                case
                    when p.name is null then 'null::text'
                    else coalesce(
                        filters._value_expression(p_source, p.column_name, p.json_path),
                        format('r.%I::text', p.column_name)
                    )
                end,
                coalesce(
                    filters._value_expression(p_source, d.column_name, d.json_path),
                    format('r.%I::text', d.column_name)
                )
            ) as read
        from filters.dimensions as d
        left join filters.dimensions as p on d.parent = p.name
        where
            d.source_table = p_source
            and d.counted_by = 'counters'
            and d.state <> 'off'
    ),

    pieces as (
        select
            string_agg(c.read, e',\n        ' order by c.name) as reads,
            array_agg(c.name order by c.name) as names
        from counted as c
    )

    select format(
        $body$
begin
    perform filters._check_shapes(%3$L);
    if tg_op = 'TRUNCATE' then
        if current_setting('transaction_isolation') <> 'read committed' then
            perform core.raise_error(
                'filters.truncate_refused', 'TRUNCATE of a counted table.'
            );
        end if;
%2$s
    elsif tg_op = 'INSERT' then
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, count(*)
        from new_rows as r
        cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        where v.value is not null
        group by v.dimension, v.parent_value, v.value;
    elsif tg_op = 'DELETE' then
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, -count(*)
        from old_rows as r
        cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        where v.value is not null
        group by v.dimension, v.parent_value, v.value;
    else
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, sum(v.lines)
        from (
            select v.*, 1 as lines
            from new_rows as r
            cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
            union all
            select v.*, -1
            from old_rows as r
            cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        ) as v
        where v.value is not null
        group by v.dimension, v.parent_value, v.value
        having sum(v.lines) <> 0;
    end if;
    return null;
end;
        $body$,
        p.reads, filters._write_emptying(p_source, p.reads, p.names), p.names
    )
    from pieces as p
    where p.reads is not null
$$;

comment on function filters._write_counting(regclass) is
    'PL/pgSQL that appends the deltas of a statement; null if nothing is counted.';
