-- Proves functions/suppliers/access/managed_project_ids.sql.
begin;
select plan(3);

-- Given: mia manages project 2001.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(suppliers.managed_project_ids(), '{2001}', 'a manager has their projects');
select tests.login_as(tests.user('mia'), 'admin');
select is(suppliers.managed_project_ids(), '{}', 'with the app role only');
select tests.login_as(tests.user('zed'), 'project_manager');
select is(suppliers.managed_project_ids(), '{}', 'and no project of another');

select * from finish();
rollback;
