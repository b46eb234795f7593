-- Proves functions/suppliers/access/own_project_ids.sql.
begin;
select plan(4);

-- Given: sam works for supplier 3001, and that for project 2001.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    suppliers.own_project_ids(), '{2001}', 'people have the projects of their supplier'
);
select tests.login_as(tests.user('sam'), 'buyer');
select is(suppliers.own_project_ids(), '{}', 'with the app role only');
select tests.login_as(tests.user('mia'), 'supplier');
select is(suppliers.own_project_ids(), '{}', 'a manager works for no supplier');
reset role;
update suppliers.supplier_projects set removed_at = core.now()
where supplier_id = 3001;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    suppliers.own_project_ids(), '{2001}', 'a removed supplier keeps what it has done'
);

select * from finish();
rollback;
