-- Proves policies/filters/dimension_states.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

select policies_are(
    'filters', 'dimension_states', array['select_readers_all'],
    'dimension_states has exactly this policy'
);
select is(
    tests.grants_of('filters.dimension_states'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.dimension_states'),
    array['select all to app_reader, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from filters.dimension_states $$,
    'a signed-in user sees every row'
);
select throws_ok(
    $$ delete from filters.dimension_states where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.dimension_states $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.dimension_states $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
