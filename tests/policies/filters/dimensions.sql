-- Proves policies/filters/dimensions.sql.j2.
begin;
select plan(11);

-- Given: the small shop; brand is for analysts and buyers. A stranger may call what the
-- policies ask.
select tests.small_shop();
update filters.dimensions set roles = '{analyst, buyer}'
where name = 'brand';
grant usage on schema core to tests_stranger;
grant execute on function
    core.has_role(text), core._token_roles(jsonb), filters.can_read_dimension(text[])
to tests_stranger;

select policies_are(
    'filters', 'dimensions', array['select_user_open', 'select_operators_all'],
    'dimensions has exactly these policies'
);
select is(
    tests.grants_of('filters.dimensions'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.dimensions'),
    array['select 5 of 6 to authenticated', 'select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select is(
    (
        select array_agg(name order by name)
        from filters.dimensions
    ),
    '{category, city, province, region, store_class}',
    'a signed-in user sees what is not kept for a role'
);
select is(
    tests.refusal($$ select api.filter_values('brand') $$) ->> 'key',
    'filters.unknown_dimension',
    'the rest is not there to ask for'
);
select is(
    tests.refusal(
        $$ select api.filter_values('city', '{"brand": "fizz"}') $$
    ) ->> 'key',
    'filters.unknown_dimension',
    'nor to narrow by'
);
select is(
    api.filter_options() -> 'dimensions' ? 'brand', false, 'nor on a page of filters'
);
select throws_ok(
    $$ delete from filters.dimensions where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

select tests.login_as(tests.user('bob'), 'buyer');
select is(
    api.filter_options() -> 'dimensions' -> 'brand' -> 'total', '2',
    'who has one of the roles sees it too'
);

set local role app_reader;
select is(
    (
        select count(*)
        from filters.dimensions
    ), 6::bigint, 'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.dimensions $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
