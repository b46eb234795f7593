-- Proves sql/seeds/core/job_queues.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name from core.job_queues $$,
    $$ values ('default'), ('maintenance') $$,
    'every installation has these queues'
);

select * from finish();
rollback;
