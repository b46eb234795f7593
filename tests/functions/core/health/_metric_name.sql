-- Proves functions/core/health/_metric_name.sql.
begin;
select plan(3);

select is(
    core._metric_name('core.queue_age', 'seconds'), 'rowhouse_core_queue_age_seconds',
    'a name ends with the unit'
);
select is(
    core._metric_name('core.invalid_indexes', 'indexes'),
    'rowhouse_core_invalid_indexes',
    'once is enough'
);
select is_empty(
    $$ select core._metric_name(c.name, c.unit)
       from core.health_checks as c
       group by 1
       having count(*) > 1 or core._metric_name(min(c.name), min(c.unit)) !~ '^[a-z_0-9]+$' $$,
    'no two checks of this release share a name'
);

select * from finish();
rollback;
