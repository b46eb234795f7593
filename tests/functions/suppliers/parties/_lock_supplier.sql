-- Proves functions/suppliers/parties/_lock_supplier.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();

select lives_ok('select suppliers._lock_supplier(3001, 1)', 'a supplier is locked');
select throws_ok(
    'select suppliers._lock_supplier(3001, 2)', 'PT409', 'suppliers.version_conflict',
    'at the version that was seen'
);
select throws_ok(
    'select suppliers._lock_supplier(1, null)', 'PT404', 'suppliers.unknown_supplier',
    'if it is there'
);

select * from finish();
rollback;
