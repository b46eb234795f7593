-- Proves functions/suppliers/access/_app_roles.sql.
begin;
select plan(3);

select is(suppliers._app_roles(), '{admin}', 'a server is an admin');

grant execute on function suppliers._app_roles() to authenticated;
select tests.login_as(tests.user('sam'), 'supplier', 'project_manager', 'curator');
select is(
    suppliers._app_roles(), '{project_manager, supplier}',
    'of the roles of a token those count that act on tasks'
);
select tests.login_as(tests.user('zed'));
select is(suppliers._app_roles(), '{}', 'a token without app roles has none');

select * from finish();
rollback;
