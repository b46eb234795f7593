-- Proves functions/suppliers/projects/add_supplier_to_project.sql.
begin;
select plan(8);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

insert into suppliers.supplier_users (supplier_id, user_id)
values (3003, tests.user('sam'));
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    array[
        tests.why('select api.add_supplier_to_project(2001, 3003)'),
        tests.why('select api.add_supplier_to_project(2003, 3003)')
    ],
    array['PT403 core.not_permitted', 'PT404 suppliers.unknown_project'],
    'a supplier does not add itself'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    tests.why('select api.add_supplier_to_project(2001, 3003)'),
    'PT404 suppliers.unknown_project', 'of others'' projects a manager learns nothing'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    array[
        tests.why('select api.add_supplier_to_project(2001, 3001)'),
        tests.why('select api.add_supplier_to_project(2001, 1)'),
        tests.why('select api.add_supplier_to_project(2001, null)'),
        tests.why('select api.add_supplier_to_project(null, 3003)'),
        tests.why('select api.add_supplier_to_project(2001, 3003, $$infinity$$)')
    ],
    array[
        'PT409 suppliers.already_added', 'PT404 suppliers.unknown_supplier',
        'PT404 suppliers.unknown_supplier', 'PT404 suppliers.unknown_project',
        'PT422 core.invalid_argument'
    ],
    'bad arguments are refused'
);
create temporary table answers on commit drop as
select api.add_supplier_to_project(2001, 3003, '2099-01-12') as a;
select is(
    (select a.a - 'supplier_project_id' from answers as a),
    '{"tasks": 4, "due_on": "2099-01-30"}', 'a manager adds a supplier'
);
reset role;
select results_eq(
    $$ select t.code, i.status, i.start_on, i.planned_due_on, i.due_on, i.changed_by
       from suppliers.task_instances as i
       inner join suppliers.task_templates as t on i.task_template_id = t.id
       where i.supplier_id = 3003 and i.project_id = 2001
       order by t.place $$,
    format(
        $$ select v.*, %L::uuid from (values
        ('mould', 'planned', '2099-01-12'::date, '2099-01-15'::date, '2099-01-15'::date),
        ('paint', 'planned', '2099-01-12', '2099-01-12', '2099-01-12'),
        ('sample', 'planned', '2099-01-16', '2099-01-19', '2099-01-19'),
        ('run', 'planned', '2099-01-26', '2099-01-30', '2099-01-30')) as v $$,
        tests.user('mia')
    ),
    'it has a task of each template, planned from the first day'
);
select is(
    (
        select e.payload - 'v' from core.events as e
        where
            e.type = 'suppliers.project.supplier_added'
            and e.actor = tests.user('mia')
    ),
    '{"project_id": 2001, "supplier_id": 3003, "tasks": 4}', 'an event says so'
);
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    tests.why('select api.add_supplier_to_project(2001, 3003)'),
    'PT409 suppliers.project_closed', 'a closed project takes none'
);
reset role;
update suppliers.projects set status = 'active'
where id = 2001;
insert into suppliers.suppliers (id, code, name, created_at, updated_at)
overriding system value
values (3004, 'DART', 'Dart', core.now(), core.now());
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    tests.why('select api.add_supplier_to_project(2001, 3004)'),
    'PT422 suppliers.not_capable', 'nor does one take who lacks a capability'
);

select * from finish();
rollback;
