-- Proves sql/seeds/core/settings_jobs.sql.
begin;
select plan(1);

select is(
    core.setting('core.schedule_grace_seconds'), '300'::jsonb,
    'a tick counts as missed after five minutes'
);

select * from finish();
rollback;
