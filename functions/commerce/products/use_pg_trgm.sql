-- commerce.use_pg_trgm: create the index for similar titles, if pg_trgm is installed.
--
-- A seed calls it, so each release does. Without the extension commerce.list_products
-- finds words by their beginnings only.

create or replace function commerce.use_pg_trgm()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema constant name := commerce._trgm_schema();
begin
    if v_schema is null then
        return false;
    end if;
    if to_regclass('commerce.products_title_idx') is null then
        execute format(
            'create index products_title_idx on commerce.products'
            ' using gin (title %I.gin_trgm_ops)',
            v_schema
        );
    end if;
    return true;
end;
$$;

comment on function commerce.use_pg_trgm() is
    'Create products_title_idx; call it after `create extension pg_trgm`.';
