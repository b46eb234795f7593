-- Proves functions/core/partitions/run_maintain_partitions.sql.
begin;
select plan(2);

select lives_ok(
    $$ select core.run_maintain_partitions(null::core.jobs) $$, 'the job runs'
);
select ok(
    to_regclass('core.events_p' || to_char(core.now() at time zone 'UTC', 'YYYY_MM_DD'))
    is not null,
    'and today has its partition'
);

select * from finish();
rollback;
