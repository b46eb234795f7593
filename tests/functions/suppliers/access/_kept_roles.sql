-- Proves functions/suppliers/access/_kept_roles.sql.
begin;
select plan(7);

-- Given: the small project.
select tests.small_project();

-- Given: a worker runs an operation of mia, manager of 2001, or of sam, supplier 3001.
select set_config(
    'request.jwt.claims', jsonb_build_object('sub', tests.user('mia'))::text, true
);
select is(
    suppliers._kept_roles(2001, 3001, '{project_manager, supplier}'),
    '{project_manager}',
    'an app role counts where a row names the user'
);
select is(
    suppliers._kept_roles(2002, 3003, '{project_manager, supplier}'), '{}',
    'and nowhere else'
);
select is(
    suppliers._kept_roles(2001, 3001, '{supplier}'), '{}',
    'an app role that the user did not have does not count'
);
select is(
    suppliers._kept_roles(2001, 3001, '{}'), '{}',
    'the rights of the worker are not those of the user'
);
select is(suppliers._kept_roles(2002, 3003, '{admin}'), '{admin}', 'an admin has all');
select set_config(
    'request.jwt.claims', jsonb_build_object('sub', tests.user('sam'))::text, true
);
select is(
    suppliers._kept_roles(2001, 3001, '{supplier}'), '{supplier}', 'so have suppliers'
);
delete from suppliers.supplier_users
where user_id = tests.user('sam');
select is(
    suppliers._kept_roles(2001, 3001, '{supplier}'), '{}',
    'who has left the supplier meanwhile has its tasks no more'
);

select * from finish();
rollback;
