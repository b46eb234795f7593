-- Proves functions/core/_token_roles.sql.
begin;
select plan(3);

select is(core._token_roles(), '{}'::text[], 'without a token there are none');
select set_config('request.jwt.claims', t.claims, true) from (
    values ('{"app_metadata": {"roles": ["buyer", "admin", 7]}}')
) as t (claims);
select is(core._token_roles(), '{admin,buyer}'::text[], 'those of app_metadata count');
select set_config('request.jwt.claims', '{"app_metadata": {"roles": "admin"}}', true);
select is(core._token_roles(), '{}'::text[], 'what is no array holds no role');

select * from finish();
rollback;
