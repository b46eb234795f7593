-- Proves policies/suppliers/daily_progress.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into suppliers.daily_progress
values (1, 1, '2026-01-05', 1, 0, 0);

select * from tests.is_read_by('suppliers.daily_progress', 'service_role, app_reader');

select * from finish();
rollback;
