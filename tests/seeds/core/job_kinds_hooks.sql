-- Proves sql/seeds/core/job_kinds_hooks.sql.
begin;
select plan(1);

select results_eq(
    $$ select k.sql_function, s.queue, s.missed
       from core.job_kinds as k
       inner join core.job_schedules as s using (kind)
       where k.kind = 'core.prune_webhooks' $$,
    $$ values ('core.prune_webhooks', 'maintenance', 'skip') $$,
    'retention of webhooks has its job and its schedule'
);

select * from finish();
rollback;
