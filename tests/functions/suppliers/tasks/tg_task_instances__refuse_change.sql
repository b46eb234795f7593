-- Proves functions/suppliers/tasks/tg_task_instances__refuse_change.sql.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();

select is(
    tests.why($$
        update suppliers.task_instances as i set status = 'done'
        where i.id = tests.task_of('ACME', 'mould')
    $$),
    'PT409 suppliers.transition_refused', 'no writer leaves the table of transitions'
);
select is(
    tests.why($$
        update suppliers.task_instances as i set start_on = '2000-01-01',
            due_on = '2000-01-02'
        where i.id = tests.task_of('ACME', 'mould')
    $$),
    'PT422 suppliers.due_in_past', 'nor promises a day that is past'
);
select lives_ok(
    $$ update suppliers.task_instances as i set start_on = '2000-01-01',
           due_on = '2000-01-02', is_imported = true
       where i.id = tests.task_of('ACME', 'mould') $$,
    'an imported task may have one'
);
select lives_ok(
    $$ update suppliers.task_instances as i set status = 'in_progress'
       where i.supplier_id = 3001 $$,
    'many tasks may change at once'
);
select is(
    tests.why($$
        update suppliers.task_instances as i
        set status = case when i.supplier_id = 3001 then 'done' else 'waiting' end
        where i.project_id = 2001
    $$),
    'PT409 suppliers.transition_refused', 'and one bad one refuses all'
);

select * from finish();
rollback;
