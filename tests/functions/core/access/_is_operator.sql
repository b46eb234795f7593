-- Proves functions/core/access/_is_operator.sql.
begin;
select plan(11);

-- Given: roles that an installation may add.
create role t_member in role authenticated;
create role t_dashboard in role app_reader;
create role t_login noinherit in role service_role;
grant t_member to postgres;
grant t_dashboard to postgres;
grant t_login to postgres;
grant usage on schema core to t_login;
-- And a definer function that asks.
create function core.t_asks()
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$ select core._is_operator() $$;
grant execute on function core.t_asks() to anon, authenticated, t_login;

select ok(core._is_operator(), 'the owner is one');
set local role service_role;
select ok(core._is_operator(), 'the service role is one');
set local role app_worker;
select ok(core._is_operator(), 'the worker is one');
set local role app_reader;
select ok(core._is_operator(), 'monitoring is one');
set local role t_dashboard;
select ok(core._is_operator(), 'so is a role that inherits its rights');
set local role anon;
select ok(not core.t_asks(), 'an anonymous caller is not, in a definer function');
set local role authenticated;
select ok(not core.t_asks(), 'neither is a signed-in user');
set local role t_member;
select ok(not core._is_operator(), 'nor a role of requests that an installation added');
select throws_ok(
    $$ select core.require_role('admin') $$, 'PT403', 'core.not_permitted',
    'whose callers need an app role'
);
set local role app_worker;
select set_config('rowhouse.on_behalf', 'on', true);
select ok(not core._is_operator(), 'nor the worker while it acts for a user');
select set_config('rowhouse.on_behalf', '', true);
set local role t_login;
select ok(not core.t_asks(), 'nor a login that only may take the service role');

select * from finish();
rollback;
