-- filters._shape_of_lines: how filters.transactions is stored: in one table or by
-- month.

create or replace function filters._shape_of_lines()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case c.relkind when 'p' then 'months' else 'plain' end
    from pg_catalog.pg_class as c
    where c.oid = to_regclass('filters.transactions')
$$;

grant execute on function filters._shape_of_lines() to service_role, app_reader;

comment on function filters._shape_of_lines() is
    'plain: one table. months: partitioned by the month of sold_at, in UTC.';
