-- Proves policies/core/interval_tasks.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by(
    'core.interval_tasks', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
