-- Proves functions/concerts/search/_trgm_schema.sql.
begin;
select plan(1);

select is(
    concerts._trgm_schema() is not null and not exists (
        select from pg_extension as e
        where e.extname = 'pg_trgm'
    ),
    false, 'none without the extension'
);

select * from finish();
rollback;
