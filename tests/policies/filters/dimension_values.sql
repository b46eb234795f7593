-- Proves policies/filters/dimension_values.sql.j2.
begin;
select plan(9);

-- Given: the small shop, its values two of each dimension; brand is for analysts. A
-- stranger may read every dimension.
select tests.small_shop();
update filters.dimensions set roles = '{analyst}'
where name = 'brand';
create policy t_stranger on filters.dimensions
    for select to tests_stranger using (true);
grant select on filters.dimensions to tests_stranger;

select policies_are(
    'filters', 'dimension_values',
    array['select_user_open', 'select_operators_all'],
    'dimension_values has exactly these policies'
);
select is(
    tests.grants_of('filters.dimension_values'),
    array[
        'select (dimension, label, lines, rank, search, value, value_id) '
        'to authenticated',
        'select to app_reader, service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.dimension_values'),
    array['select 10 of 12 to authenticated', 'select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select value from filters.dimension_values where dimension = 'category' $$,
    'a signed-in user sees the values of an open dimension'
);
select is_empty(
    $$ select value from filters.dimension_values where dimension = 'brand' $$,
    'and none of one that is kept for a role'
);
select throws_ok(
    $$ delete from filters.dimension_values where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

select tests.login_as(tests.user('bob'), 'analyst');
select isnt_empty(
    $$ select value from filters.dimension_values where dimension = 'brand' $$,
    'who has the role sees them'
);

set local role app_reader;
select is(
    (
        select count(*)
        from filters.dimension_values
    ), 12::bigint, 'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.dimension_values $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
