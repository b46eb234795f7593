-- Proves policies/filters/basket_sizes.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

select policies_are(
    'filters', 'basket_sizes', array['select_readers_all'],
    'basket_sizes has exactly this policy'
);
select is(
    tests.grants_of('filters.basket_sizes'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.basket_sizes'),
    array['select all to app_reader, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from filters.basket_sizes $$,
    'a signed-in user sees every row'
);
select throws_ok(
    $$ delete from filters.basket_sizes where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

set local role app_reader;
select isnt_empty(
    $$ select * from filters.basket_sizes $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from filters.basket_sizes $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
