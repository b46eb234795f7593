-- Proves sql/seeds/core/job_schedules_rest.sql.
begin;
select plan(1);

select set_has(
    $$ select name from core.job_schedules $$,
    $$ values ('core.warm_caches'), ('core.prune_cache'), ('core.apply_retention'),
        ('core.check_quality') $$,
    'caches, retention and data quality have their times'
);

select * from finish();
rollback;
