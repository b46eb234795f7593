-- filters._write_emptying: the statement that subtracts the rows of a truncated table.
--
-- For a plain table, everything that is counted. In a partitioned table the trigger of
-- each partition fires, also if all are truncated together, and counts its rows before
-- they are removed.

create or replace function filters._write_emptying(
    p_source regclass, p_reads text, p_names text[]
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case c.relkind
        when 'r' then format(
            $body$
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select c.dimension, c.parent_value, c.value, -c.lines
        from filters.current_counts as c
        where c.dimension = any(%L::text[]);
            $body$,
            p_names
        )
        else format(
            $body$
        execute
            'insert into filters.value_deltas (dimension, parent_value, value, lines) '
            'select v.dimension, v.parent_value, v.value, -count(*) from '
            || tg_relid::regclass || ' as r cross join lateral (values ' || %L
            || ') as v (dimension, parent_value, value) where v.value is not null '
            'group by v.dimension, v.parent_value, v.value';
            $body$,
            p_reads
        )
    end
    from pg_catalog.pg_class as c
    where c.oid = p_source
$$;

comment on function filters._write_emptying(regclass, text, text[]) is
    'PL/pgSQL for the trigger before TRUNCATE.';
