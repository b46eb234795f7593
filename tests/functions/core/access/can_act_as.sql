-- Proves functions/core/access/can_act_as.sql.
begin;
select plan(12);

-- Given: a definer function that asks.
create function core.t_asks(variadic p_roles text[])
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$ select core.can_act_as(variadic p_roles) $$;
grant execute on function core.t_asks(text[])
to anon, authenticated, service_role, app_worker, app_reader;

select is(core.can_act_as('admin'), true, 'the owner can');
set local role service_role;
select is(core.can_act_as('admin'), true, 'the service role can');
set local role app_worker;
select is(core.can_act_as('admin'), true, 'the worker can');
set local role app_reader;
select is(core.can_act_as('admin'), true, 'monitoring can');
set local role anon;
select is(core.can_act_as('admin'), false, 'an anonymous caller cannot');
select is(core.t_asks('admin'), false, 'nor through a definer function');

select tests.login_as(tests.user('ada'), 'analyst', 'buyer');
select is(core.can_act_as('admin'), false, 'a user without the role cannot');
select is(core.can_act_as('admin', 'buyer'), true, 'one of the roles is enough');
select is(core.t_asks('analyst'), true, 'a definer function asks for the same caller');
select is(core.t_asks('admin'), false, 'and gives no right of its own');
select is(core.can_act_as(null), false, 'a role that is null is not held');
select is(core.can_act_as(variadic '{}'), false, 'no role is not held');

select * from finish();
rollback;
