-- Proves functions/suppliers/parties/_show_supplier.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_supplier(3001) - '{created_at, updated_at}'::text[],
    jsonb_build_object(
        'id', 3001, 'code', 'ACME', 'name', 'Acme', 'country', null, 'calendar', null,
        'is_active', true, 'metadata', '{}'::jsonb, 'version', 1, 'users',
        jsonb_build_array(tests.user('sam')), 'contacts',
        '[{"name": "Pat", "email": "pat@example.invalid", "phone": null, "duty": null}]'
        ::jsonb,
        'capabilities',
        '[{"capability": "painting", "valid_from_on": "2020-01-01",
           "valid_until_on": null}]'::jsonb
    ),
    'a supplier is shown with what belongs to it'
);
select is(suppliers._show_supplier(1), null, 'one that there is not is null');

select * from finish();
rollback;
