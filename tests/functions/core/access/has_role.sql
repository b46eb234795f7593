-- Proves functions/core/access/has_role.sql.
begin;
select plan(8);

select is(
    core.has_role('admin'), false,
    'a caller without a token has no role'
);

select tests.login_as(tests.user('ada'), 'admin', 'buyer');
select is(
    core.has_role('buyer'), true,
    'a role in app_metadata counts'
);
select is(
    core.has_role('analyst'), false,
    'a role that is not there does not count'
);

select set_config(
    'request.jwt.claims', '{"user_metadata": {"roles": ["admin"]}}', true
);
select is(
    core.has_role('admin'), false,
    'user_metadata, which users can edit, grants nothing'
);

select set_config('request.jwt.claims', c.claims, true)
from (values ('{"app_metadata": {"roles": {"admin": false}}}')) as c (claims);
select is(core.has_role('admin'), false, 'an object holds no role');
select set_config('request.jwt.claims', c.claims, true)
from (values ('{"app_metadata": {"roles": "admin"}}')) as c (claims);
select is(core.has_role('admin'), false, 'a string holds no role');
select is(core.has_role(null), false, 'nor does any token hold null');
set local role anon;
select is(core.has_role('admin'), false, 'an anonymous caller may ask');

select * from finish();
rollback;
