-- Proves policies/filters/loads.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();
insert into filters.loads (dataset, version, line_count) values ('small', '1', 7);

select policies_are(
    'filters', 'loads', array['select_operators_all'],
    'loads has exactly this policy'
);
select is(
    tests.grants_of('filters.loads'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.loads'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.loads $$,
    'monitoring sees every row'
);

set local role service_role;
select throws_ok(
    $$ delete from filters.loads where true $$,
    '42501', null,
    'the service role cannot write past the functions'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from filters.loads $$,
    '42501', null,
    'a signed-in user gets counts, not rows'
);

set local role anon;
select throws_ok(
    $$ select * from filters.loads $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
