-- Proves policies/core/alerts.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.alerts (check_name, status, unit, detail, opened_at, seen_at)
values ('core.t_one', 'warn', 'things', '', now(), now());

select * from tests.is_read_by('core.alerts', 'service_role, app_worker, app_reader');

select * from finish();
rollback;
