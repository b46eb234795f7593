-- core._audited_name: the name that audit entries have for a table.

create or replace function core._audited_name(p_table regclass)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format('%s.%s', n.nspname, c.relname)
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where c.oid = p_table
$$;

comment on function core._audited_name(regclass) is
    '<schema>.<table>, without quotes.';
