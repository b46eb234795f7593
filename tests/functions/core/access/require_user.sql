-- Proves functions/core/access/require_user.sql.
begin;
select plan(4);

select tests.login_as(tests.user('ada'));
select is(core.require_user(), tests.user('ada'), 'a signed-in caller is a user');
select set_config('request.jwt.claims', '{"sub": "ada"}', true);
select throws_ok(
    'select core.require_user()', 'PT403', 'core.not_permitted',
    'a subject that is not a UUID is refused'
);
set local role anon;
select set_config('request.jwt.claims', '', true);
select throws_ok(
    'select core.require_user()', 'PT403', 'core.not_permitted',
    'an anonymous caller is refused'
);
set local role service_role;
select throws_ok(
    'select core.require_user()', 'PT403', 'core.not_permitted',
    'and so is a server, which is not a user'
);

select * from finish();
rollback;
