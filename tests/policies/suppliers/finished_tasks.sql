-- Proves policies/suppliers/finished_tasks.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into suppliers.finished_tasks
values (1, 1, 1, '2026-01-05', true, true, 3);

select * from tests.is_read_by('suppliers.finished_tasks', 'service_role, app_reader');

select * from finish();
rollback;
