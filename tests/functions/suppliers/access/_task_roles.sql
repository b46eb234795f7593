-- Proves functions/suppliers/access/_task_roles.sql.
begin;
select plan(4);

-- Given: mia manages project 2001; sam works for supplier 3001.
select tests.small_project();
grant execute on function suppliers._task_roles(bigint, bigint) to authenticated;

select tests.login_as(tests.user('mia'), 'project_manager');
select results_eq(
    $$ select suppliers._task_roles(2001, 3001), suppliers._task_roles(2002, 3003) $$,
    $$ values ('{project_manager}'::text[], '{}'::text[]) $$,
    'a manager has the tasks of their project'
);
select tests.login_as(tests.user('sam'), 'supplier');
select results_eq(
    $$ select suppliers._task_roles(2001, 3001), suppliers._task_roles(2001, 3002) $$,
    $$ values ('{supplier}'::text[], '{}'::text[]) $$,
    'a supplier''s person has their tasks, not those of another supplier'
);
select tests.login_as(tests.user('sam'), 'supplier', 'admin');
select is(
    suppliers._task_roles(2001, 3001), '{admin, supplier}', 'a user may have two roles'
);
select tests.login_as(tests.user('sam'));
select is(suppliers._task_roles(2001, 3001), '{}', 'without an app role there is none');

select * from finish();
rollback;
