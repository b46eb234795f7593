-- Proves sql/seeds/core/job_kinds.sql.j2.
begin;
select plan(3);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values
        ('core.apply_retention', 'sql', 'core.run_retention'),
        ('core.erase_person', 'sql', 'core.run_erase_person'),
        ('core.maintain_partitions', 'sql', 'core.run_maintain_partitions'),
        ('core.seal_audit', 'sql', 'core.run_seal_audit'),
        ('core.refresh_view', 'sql', 'core.run_refresh_view'),
        ('core.run_operation', 'sql', 'core.run_operation'),
        ('core.watch_health', 'sql', 'core.run_health_watch') $$,
    'core works by SQL jobs'
);
select is_empty(
    $$ select kind from core.job_kinds
       where to_regnamespace(split_part(kind, '.', 1)) is null $$,
    'every kind begins with a module that exists'
);
select is_empty(
    $$ select kind from core.job_kinds
       where
           handler = 'sql'
           and to_regprocedure(sql_function || '(core.jobs)') is null $$,
    'every kind that SQL handles names a function that is there'
);

select * from finish();
rollback;
