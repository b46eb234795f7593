-- Proves functions/core/access/_require_role.sql.
begin;
select plan(6);

-- Given: a definer function for admins and analysts.
create function core.t_guarded()
    returns void
    language sql
    security definer
    set search_path = pg_catalog, pg_temp
as $$ select core._require_role('admin', 'analyst') $$;
grant execute on function core.t_guarded() to anon, authenticated, service_role;

select lives_ok('select core.t_guarded()', 'the owner may');
set local role service_role;
select lives_ok('select core.t_guarded()', 'an operator''s backend may');
set local role anon;
select is(
    tests.refusal('select core.t_guarded()') ->> 'key', 'core.not_permitted',
    'an anonymous caller may not'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    tests.refusal('select core.t_guarded()') - 'hint',
    '{"code": "PT403", "key": "core.not_permitted",
      "detail": "App role admin or analyst is needed."}',
    'a user with another app role may not, and learns which one is needed'
);
select set_config('role', 'postgres', true);
select tests.login_as(tests.user('ada'), 'analyst');
select lives_ok('select core.t_guarded()', 'a user with one of them may');
select set_config('role', 'postgres', true);
select tests.login_as(tests.user('ada'), 'buyer', 'admin');
select lives_ok('select core.t_guarded()', 'or with the other, among more');

select * from finish();
rollback;
