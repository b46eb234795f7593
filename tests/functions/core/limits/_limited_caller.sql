-- Proves functions/core/limits/_limited_caller.sql.
begin;
select plan(4);

select set_config('request.headers', '{"x-forwarded-for": "203.0.113.7"}', true);
select is(
    core._limited_caller('anon'), core._client_address(),
    'a caller without a token is its address'
);
select is(
    core._limited_caller('service_role'), 'service_role',
    'the service role is one caller'
);
select set_config('request.jwt.claims', '{"sub": "ada"}', true);
select is(
    core._limited_caller('authenticated'), 'ada', 'a user is the subject of the token'
);
select is(
    core._limited_caller('service_role'), 'ada', 'also where a server acts for a user'
);

select * from finish();
rollback;
