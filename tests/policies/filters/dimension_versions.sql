-- Proves policies/filters/dimension_versions.sql.
begin;
select plan(6);

-- Given: a version.
do $$ begin perform filters._lock_dimension('brand'); end $$;

select policies_are(
    'filters', 'dimension_versions', array['select_operators_all'],
    'dimension_versions has exactly this policy'
);
select is(
    tests.grants_of('filters.dimension_versions'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.dimension_versions'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role app_reader;
select isnt_empty(
    $$ select * from filters.dimension_versions $$, 'monitoring sees every row'
);
set local role service_role;
select throws_ok(
    $$ delete from filters.dimension_versions where true $$, '42501', null,
    'the service role cannot write past the functions'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from filters.dimension_versions $$, '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
