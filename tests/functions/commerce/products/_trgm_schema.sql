-- Proves functions/commerce/products/_trgm_schema.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._trgm_schema(),
    (
        select e.extnamespace::regnamespace::name
        from pg_catalog.pg_extension as e
        where e.extname = 'pg_trgm'
    ),
    'the schema of pg_trgm, null without it'
);

select * from finish();
rollback;
