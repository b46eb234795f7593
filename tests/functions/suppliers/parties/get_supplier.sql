-- Proves functions/suppliers/parties/get_supplier.sql.
begin;
select plan(6);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    api.get_supplier(3001) ->> 'code', 'ACME', 'a project manager sees every supplier'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    api.get_supplier(3001) -> 'users', jsonb_build_array(tests.user('sam')),
    'its people see it whole'
);
select throws_ok(
    $$ select api.get_supplier(3002) $$, 'PT404', 'suppliers.unknown_supplier',
    'another one does not exist for them'
);
select tests.login_as(tests.user('zed'), 'buyer');
select throws_ok(
    $$ select api.get_supplier(3001) $$, 'PT404', 'suppliers.unknown_supplier',
    'nor any for other users'
);
reset role;
select results_eq(
    $$ select a.actor_id, a.thing_id from core.access_log as a
       where a.thing = 'suppliers.supplier' $$,
    $$ values (tests.user('sam'), '3001:3001') $$, 'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.get_supplier(3001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
