-- Proves sql/seeds/core/pg_cron.sql.
begin;
select plan(1);

select lives_ok(
    $$ do 'begin perform core.use_pg_cron(); end' $$,
    'where pg_cron is missing, nothing happens'
);

select * from finish();
rollback;
