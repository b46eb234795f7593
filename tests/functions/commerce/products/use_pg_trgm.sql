-- Proves functions/commerce/products/use_pg_trgm.sql.
begin;
select plan(2);

-- Given: pg_trgm, where the server has it.
do $$
begin
    if exists (
        select from pg_catalog.pg_available_extensions as e where e.name = 'pg_trgm'
    ) then
        create extension if not exists pg_trgm with schema extensions;
    end if;
end;
$$;
select is(
    commerce.use_pg_trgm(), commerce._trgm_schema() is not null,
    'it needs the extension, and may be called again'
);
select is(
    to_regclass('commerce.products_title_idx') is not null,
    commerce._trgm_schema() is not null, 'then titles have an index'
);

select * from finish();
rollback;
