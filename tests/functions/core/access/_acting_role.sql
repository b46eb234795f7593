-- Proves functions/core/access/_acting_role.sql.
begin;
select plan(3);

-- Given: a definer function that asks.
create function core.t_asks()
    returns text
    language sql
    security definer
    set search_path = pg_catalog, pg_temp
as $$ select core._acting_role() $$;
grant execute on function core.t_asks() to anon;

select is(
    core._acting_role(), session_user::text, 'without SET ROLE it is who logged in'
);
set local role anon;
select is(
    core.t_asks(), 'anon',
    'with it, the role that was chosen, inside a definer function too'
);
select throws_ok(
    'select core._acting_role()', '42501', null, 'callers have no business in it'
);

select * from finish();
rollback;
