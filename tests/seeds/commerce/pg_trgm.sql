-- Proves sql/seeds/commerce/pg_trgm.sql.
begin;
select plan(1);

select is(
    to_regclass('commerce.products_title_idx') is not null,
    commerce._trgm_schema() is not null, 'titles have an index if pg_trgm is installed'
);

select * from finish();
rollback;
