-- Proves functions/suppliers/projects/remove_supplier_from_project.sql.
begin;
select plan(7);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.why('select api.remove_supplier_from_project(2001, 3001)'),
    'PT403 core.not_permitted', 'a supplier does not remove itself'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    array[
        tests.why('select api.remove_supplier_from_project(2002, 3003)'),
        tests.why('select api.remove_supplier_from_project(null, 3001)'),
        tests.why('select api.remove_supplier_from_project(2001, 3003)'),
        tests.why('select api.remove_supplier_from_project(2001, null)'),
        tests.why('select api.remove_supplier_from_project(2001, 3001)')
    ],
    array[
        'PT404 suppliers.unknown_project', 'PT404 suppliers.unknown_project',
        'PT404 suppliers.unknown_supplier', 'PT404 suppliers.unknown_supplier',
        'PT409 suppliers.tasks_open'
    ],
    'one without a task here, or with open ones, is not removed'
);
reset role;
select tests.set_clock('2098-06-02 12:00Z');
do $do$ begin
    perform suppliers._set_statuses(
        array(select i.id from suppliers.task_instances as i where i.supplier_id = 3001),
        'cancelled', 'No pens.'
    );
end $do$;
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.remove_supplier_from_project(2001, 3001) ->> 'removed_at',
    '2098-06-02T12:00:00+00:00', 'else a manager removes it'
);
select is(
    tests.why('select api.remove_supplier_from_project(2001, 3001)'),
    'PT404 suppliers.unknown_supplier', 'once'
);
select is(
    tests.why(format(
        'select api.update_task_status(%s, $$planned$$, $$Pens!$$)',
        tests.task_of('ACME', 'mould')
    )),
    'PT409 suppliers.project_closed', 'its tasks rest'
);
select is(
    api.add_supplier_to_project(2001, 3001) ->> 'tasks', '0',
    'it comes back with its tasks'
);
select api.update_project(2001, '{"status": "closed"}')::text;
select is(
    tests.why('select api.remove_supplier_from_project(2001, 3001)'),
    'PT409 suppliers.project_closed', 'a project that is closed keeps its suppliers'
);

select * from finish();
rollback;
