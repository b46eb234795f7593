-- Proves policies/filters/dimension_states.sql.j2.
begin;
select plan(7);

-- Given: the small shop; brand is for analysts. A stranger may read every dimension.
select tests.small_shop();
update filters.dimensions set roles = '{analyst}'
where name = 'brand';
create policy t_stranger on filters.dimensions
    for select to tests_stranger using (true);
grant select on filters.dimensions to tests_stranger;

select policies_are(
    'filters',
    'dimension_states',
    array['select_user_open', 'select_operators_all'],
    'dimension_states has exactly these policies'
);
select is(
    tests.grants_of('filters.dimension_states'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.dimension_states'),
    array['select 5 of 6 to authenticated', 'select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select is(
    (
        select count(*) from filters.dimension_states
        where dimension = 'brand'
    ),
    0::bigint,
    'a signed-in user sees those of open dimensions'
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
