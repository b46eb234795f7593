-- Proves functions/suppliers/parties/add_certificate.sql.
begin;
select plan(6);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.add_certificate(3001, 'welding', 'W', '2026-01-01', '2026-12-31') $$,
    'PT403', 'core.not_permitted', 'a supplier records no certificate'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.add_certificate(3001, 'welding', 'W', '2026-01-01', '2026-12-31') - 'id',
    '{"supplier_id": 3001, "capability": "welding", "number": "W",
      "valid_from_on": "2026-01-01", "valid_until_on": "2026-12-31",
      "revoked_at": null}',
    'a project manager does'
);
select is(
    api.get_supplier(3001) ->> 'version', '2', 'the version of the supplier rises'
);
select throws_ok(
    $$ select api.add_certificate(3001, 'welding', 'W', '2027-01-01', '2027-12-31') $$,
    'PT409', 'suppliers.code_taken', 'a number comes once'
);
select throws_ok(
    $$ select api.add_certificate(1, 'welding', 'X', '2026-01-01', '2026-12-31') $$,
    'PT404', 'suppliers.unknown_supplier', 'an unknown supplier has none'
);
select is_empty(
    $$ select c.arguments
       from (
           values
           ('''flying'', ''X'', ''2026-01-01'', ''2026-12-31'''),
           ('null, ''X'', ''2026-01-01'', ''2026-12-31'''),
           ('''welding'', '''', ''2026-01-01'', ''2026-12-31'''),
           ('''welding'', repeat(''X'', 101), ''2026-01-01'', ''2026-12-31'''),
           ('''welding'', ''X'', null, ''2026-12-31'''),
           ('''welding'', ''X'', ''2026-01-01'', ''infinity'''),
           ('''welding'', ''X'', ''2026-01-02'', ''2026-01-01''')
       ) as c (arguments)
       where tests.refusal(format('select api.add_certificate(3001, %s)', c.arguments))
           ->> 'key' is distinct from 'suppliers.invalid_supplier' $$,
    'bad input is refused'
);

select * from finish();
rollback;
