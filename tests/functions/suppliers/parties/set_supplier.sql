-- Proves functions/suppliers/parties/set_supplier.sql.
begin;
select plan(11);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_supplier('ACME', '{"name": "Mine"}') $$, 'PT403',
    'core.not_permitted', 'a supplier does not write itself'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.set_supplier(
        'NEW', '{"name": "New", "country": "PH", "calendar": "STANDARD"}', 0
    ) - '{id, created_at, updated_at}'::text[],
    '{"code": "NEW", "name": "New", "country": "PH", "calendar": "STANDARD",
      "is_active": true, "metadata": {}, "version": 1, "users": [], "contacts": [],
      "capabilities": []}',
    'a project manager makes a supplier'
);
select throws_ok(
    $$ select api.set_supplier('NEW', '{"name": "New"}', 0) $$, 'PT409',
    'suppliers.version_conflict', 'that there was not'
);
select results_eq(
    $$ select
           a.answer ->> 'name', a.answer -> 'country', a.answer ->> 'version',
           jsonb_array_length(a.answer -> 'contacts')
       from api.set_supplier('ACME', '{"name": "Acme 2"}', 1) as a (answer) $$,
    $$ values ('Acme 2', 'null'::jsonb, '2', 1) $$,
    'and replaces one; its contacts stay'
);
select throws_ok(
    $$ select api.set_supplier('ACME', '{"name": "Acme", "is_active": false}') $$,
    'PT409', 'suppliers.tasks_open', 'with open tasks it is not switched off'
);
select is(
    api.set_supplier('NEW', '{"name": "New", "is_active": false}') -> 'is_active',
    'false', 'without it is'
);
select throws_ok(
    format(
        'select api.add_supplier_to_project(2001, %s)',
        api.list_suppliers('new') #>> '{items, 0, id}'
    ),
    'PT404', 'suppliers.unknown_supplier', 'then no project gets it'
);
select throws_ok(
    $$ select api.set_supplier('new', '{"name": "New"}') $$, 'PT422',
    'suppliers.invalid_supplier', 'its code is in upper case'
);
select throws_ok(
    $$ select api.set_supplier('OTHER', '{}') $$, 'PT422',
    'suppliers.invalid_supplier', 'bad input is refused'
);
reset role;
select set_eq(
    'select s.code, s.name from suppliers.suppliers as s',
    $$ values ('ACME', 'Acme 2'), ('BOLT', 'Bolt'), ('CLIP', 'Clip'), ('NEW', 'New') $$,
    'what was refused changed nothing'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select throws_ok(
    $$ select api.set_supplier('OTHER', '{"name": "O", "calendar": "NONE"}') $$,
    'PT404', 'suppliers.unknown_calendar', 'its calendar is one that there is'
);

select * from finish();
rollback;
