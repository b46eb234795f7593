-- Proves sql/seeds/commerce/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, cron, payload, missed from core.job_schedules $$,
    $$ values
        ('commerce.reconcile_pms', '37 2 * * *', '{"source": "pms"}'::jsonb, 'once') $$,
    'a run each night'
);

select * from finish();
rollback;
