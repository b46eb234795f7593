-- filters._write_sample: the query for a sample of a table's rows, as r.

create or replace function filters._write_sample(p_source regclass, p_rows integer)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'select * from %s %s limit %s',
        p_source,
        case
            when n.rows > p_rows * 20
                then format(
                    'tablesample system (%s) repeatable (1)',
                    round(400 * p_rows / n.rows, 4)
                )
        end,
        p_rows
    )
    from filters._estimate_rows(p_source) as n (rows)
$$;

comment on function filters._write_sample(regclass, integer) is
    'Random pages of a large table, the first rows of a small one.';
