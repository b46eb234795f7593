-- Proves functions/suppliers/parties/set_supplier_capabilities.sql.
begin;
select plan(8);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_supplier_capabilities(3001, '[]') $$, 'PT403',
    'core.not_permitted', 'a supplier does not say what it can do'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select results_eq(
    $$ select a.answer -> 'capabilities', a.answer ->> 'version'
       from api.set_supplier_capabilities(
           3001,
           '[{"capability": "welding", "valid_from_on": "2026-01-01"},
             {"capability": "painting", "valid_from_on": "2020-01-01",
              "valid_until_on": "2030-12-31"}]',
           1
       ) as a (answer) $$,
    $$ values (
        '[{"capability": "painting", "valid_from_on": "2020-01-01",
           "valid_until_on": "2030-12-31"},
          {"capability": "welding", "valid_from_on": "2026-01-01",
           "valid_until_on": null}]'::jsonb,
        '2'
    ) $$,
    'a project manager does, with periods'
);
select is(
    api.set_supplier_capabilities(
        3001,
        '[{"capability": "painting", "valid_from_on": "2020-01-01",
           "valid_until_on": "2030-12-31"},
          {"capability": "welding", "valid_from_on": "2026-01-01"}]'
    ) ->> 'version',
    '2', 'the same again changes nothing'
);
select throws_ok(
    $$ select api.set_supplier_capabilities(3001, '[]', 1) $$, 'PT409',
    'suppliers.version_conflict', 'at an older version nothing changes'
);
select throws_ok(
    $$ select api.set_supplier_capabilities(3001, '[{"capability": "flying"}]') $$,
    'PT422', 'suppliers.invalid_supplier', 'bad input is refused'
);
select is(
    api.set_supplier_capabilities(3001, '[]') -> 'capabilities', '[]',
    'one that is left out goes'
);
select throws_ok(
    format(
        'select api.update_task_status(%s, ''in_progress'')',
        tests.task_of('ACME', 'paint')
    ),
    'PT422', 'suppliers.not_capable', 'then a task that needs it does not start'
);
select throws_ok(
    $$ select api.set_supplier_capabilities(1, '[]') $$, 'PT404',
    'suppliers.unknown_supplier', 'a supplier that there is not can do nothing'
);

select * from finish();
rollback;
