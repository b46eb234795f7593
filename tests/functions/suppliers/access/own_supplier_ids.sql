-- Proves functions/suppliers/access/own_supplier_ids.sql.
begin;
select plan(3);

-- Given: sam works for supplier 3001.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(suppliers.own_supplier_ids(), '{3001}', 'people have their suppliers');
select tests.login_as(tests.user('sam'), 'admin');
select is(suppliers.own_supplier_ids(), '{}', 'with the app role only');
select tests.login_as(tests.user('zed'), 'supplier');
select is(suppliers.own_supplier_ids(), '{}', 'and no supplier of another');

select * from finish();
rollback;
