-- Proves sql/seeds/concerts/job_providers.sql.
begin;
select plan(1);

select set_has(
    $$ select name, per_second, daily_budget from core.job_providers $$,
    $$ values ('concerts_ticketmaster', 5::numeric, 5000),
        ('concerts_spotify', 5, 20000),
        ('concerts_setlistfm', 2, 1440) $$,
    'the rates that a key has'
);

select * from finish();
rollback;
