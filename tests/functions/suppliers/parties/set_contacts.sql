-- Proves functions/suppliers/parties/set_contacts.sql.
begin;
select plan(8);

-- Given: the small project.
select tests.small_project();
create temporary table t_pat as
select c.id from suppliers.contacts as c
where c.supplier_id = 3001;

select tests.login_as(tests.user('sam'), 'supplier');
select results_eq(
    $$ select a.answer -> 'contacts', a.answer ->> 'version'
       from api.set_contacts(
           3001,
           '[{"name": "Ann", "duty": "Sales"}, {"name": "Ann", "duty": "Sales"},
             {"name": "Pat", "email": "pat@example.invalid"}]',
           1
       ) as a (answer) $$,
    $$ values (
        '[{"name": "Ann", "email": null, "phone": null, "duty": "Sales"},
          {"name": "Pat", "email": "pat@example.invalid", "phone": null, "duty": null}]'
        ::jsonb,
        '2'
    ) $$,
    'a supplier''s people keep its contacts'
);
select is(
    api.set_contacts(
        3001,
        '[{"name": "Pat", "email": "pat@example.invalid"},
          {"name": "Ann", "duty": "Sales"}]'
    ) ->> 'version',
    '2', 'the same contacts again change nothing'
);
select throws_ok(
    $$ select api.set_contacts(3001, '[]', 1) $$, 'PT409', 'suppliers.version_conflict',
    'at an older version nothing changes'
);
select throws_ok(
    $$ select api.set_contacts(3002, '[]') $$, 'PT404', 'suppliers.unknown_supplier',
    'another supplier is unknown to them'
);
select throws_ok(
    $$ select api.set_contacts(3001, '[{"name": ""}]') $$, 'PT422',
    'suppliers.invalid_supplier', 'bad input is refused'
);
reset role;
select is(
    (select count(*) from suppliers.contacts as c inner join t_pat as t on c.id = t.id),
    1::bigint, 'a contact that is sent again keeps its row'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    api.set_contacts(3001, '[]') -> 'contacts', '[]', 'a project manager may remove all'
);
reset role;
select is(
    (select count(*) from suppliers.contacts), 2::bigint, 'of this supplier'
);

select * from finish();
rollback;
