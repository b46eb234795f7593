-- Proves policies/suppliers/task_notices.sql.j2.
begin;
select plan(5);

-- Given: a notice.
select tests.small_project();
insert into suppliers.task_notices (task_id, kind, due_on, noticed_at)
values (tests.task_of('ACME', 'mould'), 'overdue', '2099-01-09', now());

select * from tests.is_read_by('suppliers.task_notices', 'service_role, app_reader');

select * from finish();
rollback;
