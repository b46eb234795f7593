-- filters._columns_of_lines: the columns of filters.transactions that are written.
--
-- Columns that an installation has added are copied like those of the release. One
-- that is added while a change runs is not: its writers go on, and the switch refuses.
-- Tables are looked up by name at each call, since the switch gives them another
-- identity.

create or replace function filters._columns_of_lines()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
    from pg_catalog.pg_attribute as a
    where
        a.attrelid = to_regclass('filters.transactions')
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and (
            to_regclass('filters.transactions_new') is null
            or exists (
                select from pg_catalog.pg_attribute as n
                where
                    n.attrelid = to_regclass('filters.transactions_new')
                    and n.attname = a.attname
                    and not n.attisdropped
            )
        )
$$;

comment on function filters._columns_of_lines() is
    'Quoted and separated by commas; generated columns are left out.';
