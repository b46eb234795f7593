-- core._live_columns: the columns that a table has now.
--
-- A virtual column is none: it is not stored, and a trigger does not have its value.

create or replace function core._live_columns(p_table regclass)
    returns table (number integer, name text, type text, is_generated boolean)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        a.attnum::integer, a.attname::text, format_type(a.atttypid, a.atttypmod),
        a.attgenerated <> ''
    from pg_catalog.pg_attribute as a
    where
        a.attrelid = p_table
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated <> 'v'
    order by a.attnum
$$;

comment on function core._live_columns(regclass) is
    'The stored columns of a table, in their order, with their places in the catalog.';
