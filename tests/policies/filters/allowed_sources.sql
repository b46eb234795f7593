-- Proves policies/filters/allowed_sources.sql.
begin;
select plan(6);

select policies_are(
    'filters', 'allowed_sources', array['select_operators_all'],
    'allowed_sources has exactly this policy'
);
select is(
    tests.grants_of('filters.allowed_sources'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.allowed_sources'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role app_reader;
select isnt_empty(
    $$ select * from filters.allowed_sources $$, 'monitoring sees every row'
);
set local role service_role;
select throws_ok(
    $$ delete from filters.allowed_sources where true $$, '42501', null,
    'the service role cannot write past the functions'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from filters.allowed_sources $$, '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
