-- Proves policies/suppliers/task_history.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.task_history', 'task');

select * from finish();
rollback;
