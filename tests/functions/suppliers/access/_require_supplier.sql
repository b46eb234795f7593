-- Proves functions/suppliers/access/_require_supplier.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();
grant execute on function suppliers._require_supplier(bigint) to authenticated;

select tests.login_as(tests.user('noa'), 'project_manager');
select lives_ok(
    'select suppliers._require_supplier(3001)', 'a project manager sees every supplier'
);
select tests.login_as(tests.user('sam'), 'supplier');
select lives_ok(
    'select suppliers._require_supplier(3001)', 'a supplier''s people see theirs'
);
select throws_ok(
    'select suppliers._require_supplier(3002)', 'PT404', 'suppliers.unknown_supplier',
    'another one is unknown to them'
);
reset role;
select throws_ok(
    'select suppliers._require_supplier(null)', 'PT404', 'suppliers.unknown_supplier',
    'no supplier is unknown'
);

select * from finish();
rollback;
