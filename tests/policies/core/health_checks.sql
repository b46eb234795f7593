-- Proves policies/core/health_checks.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.health_checks (name, module, query, unit, meaning)
values ('core.t_one', 'core', 'select 1, null', 'things', 'Things there are.');

select * from tests.is_read_by(
    'core.health_checks', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
