-- Proves policies/filters/transactions.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

select policies_are(
    'filters', 'transactions', array['select_operators_all'],
    'transactions has exactly this policy'
);
select is(
    tests.grants_of('filters.transactions'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.transactions'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.transactions $$,
    'monitoring sees every row'
);

set local role service_role;
select throws_ok(
    $$ delete from filters.transactions where true $$,
    '42501', null,
    'the service role cannot write past the functions'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from filters.transactions $$,
    '42501', null,
    'a signed-in user gets counts, not rows'
);

set local role anon;
select throws_ok(
    $$ select * from filters.transactions $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
