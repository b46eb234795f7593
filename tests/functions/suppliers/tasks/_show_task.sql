-- Proves functions/suppliers/tasks/_show_task.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_task(tests.task_of('ACME', 'mould'))
    @> '{"project_id": 2001, "supplier_id": 3001, "code": "mould", "phase": "tooling",
        "status": "planned", "due_on": "2099-01-09", "version": 1}',
    true, 'a task has code, title and phase of its template'
);
select is(suppliers._show_task(-1), null, 'what is no task is null');

select * from finish();
rollback;
