-- Proves functions/suppliers/tasks/_show_moves.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_moves(tests.task_of('ACME', 'paint'), '2099-01-13'),
    jsonb_build_array(jsonb_build_object(
        'task_id', tests.task_of('ACME', 'paint'), 'code', 'paint',
        'start_on', '2099-01-13', 'due_on', '2099-01-13',
        'previous_due_on', '2099-01-12', 'shift_days', 1
    )),
    'a move has the code of its task'
);
select is(suppliers._show_moves(-1, '2099-01-13'), null, 'no task, no moves');

select * from finish();
rollback;
